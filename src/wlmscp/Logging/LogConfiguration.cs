using System.Text.Json.Serialization;
using Serilog;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>
/// What a log configuration says, under the names that Serilog.Settings.Configuration gives it. That package finds
/// sinks by reflection, which native compilation leaves nothing of; so this is the part of it that the program offers.
/// </summary>
/// <remarks>Set, not init: the generated reader forgets the defaults of properties that are init.</remarks>
internal sealed record LogConfiguration
{
    /// <summary>The least levels.</summary>
    public LogLevels MinimumLevel { get; set; } = new();

    /// <summary>Where events go; none: standard error.</summary>
    public IReadOnlyList<LogSink> WriteTo { get; set; } = [];

    /// <summary>Whether it was a file of DCMTK, of which only the level could be taken.</summary>
    [JsonIgnore]
    public bool IsOfDcmtk { get; set; }
}

/// <summary>The least levels that are logged.</summary>
internal sealed record LogLevels
{
    /// <summary>That of all sources.</summary>
    public LogEventLevel Default { get; set; } = LogSettings.DefaultLevel;

    /// <summary>Those of single sources; see <see cref="LogSource"/>.</summary>
    public IReadOnlyDictionary<string, LogEventLevel> Override { get; set; } =
        new Dictionary<string, LogEventLevel>();
}

/// <summary>Where events go.</summary>
internal sealed record LogSink
{
    /// <summary>Console, which is standard error, or File.</summary>
    [JsonRequired]
    public LogSinkName Name { get; set; }

    /// <summary>How.</summary>
    public LogSinkArguments Args { get; set; } = new();
}

/// <summary>The kinds of sinks.</summary>
internal enum LogSinkName
{
    /// <summary>Standard error.</summary>
    Console,

    /// <summary>A file, or one for each interval.</summary>
    File,
}

/// <summary>The arguments of the sinks, with Serilog's defaults.</summary>
internal sealed record LogSinkArguments
{
    /// <summary>The file.</summary>
    public string? Path { get; set; }

    /// <summary>How events are written.</summary>
    public LogFormat Formatter { get; set; }

    /// <summary>The least level that is written here.</summary>
    public LogEventLevel RestrictedToMinimumLevel { get; set; } = LogEventLevel.Verbose;

    /// <summary>When a new file begins.</summary>
    public RollingInterval RollingInterval { get; set; } = RollingInterval.Infinite;

    /// <summary>Whether a new file begins when one has reached its limit; if not, no more is written to it.</summary>
    public bool RollOnFileSizeLimit { get; set; }

    /// <summary>The limit, in bytes; null: none.</summary>
    public long? FileSizeLimitBytes { get; set; } = 1L << 30;

    /// <summary>How many files are kept; null: all.</summary>
    public int? RetainedFileCountLimit { get; set; } = 31;
}

/// <summary>How events are written.</summary>
internal enum LogFormat
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A line of JSON: the compact log event format of Serilog.</summary>
    Json,
}
