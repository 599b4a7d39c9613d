using System.Text.RegularExpressions;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>
/// A log configuration of DCMTK, in the format of log4cplus: of a command line that was written for wlmscpfs. Its level
/// counts, the rest has no meaning here.
/// </summary>
internal static partial class DcmtkLogConfiguration
{
    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string text) => RootLogger().IsMatch(text);

    /// <summary>Reads the level.</summary>
    public static LogConfiguration Read(string text) => new()
    {
        MinimumLevel = new LogLevels { Default = LevelOf(RootLogger().Match(text).Groups["level"].Value) },
        IsOfDcmtk = true,
    };

    private static LogEventLevel LevelOf(string name) => name.ToUpperInvariant() switch
    {
        "ALL" or "TRACE" => LogEventLevel.Verbose,
        "DEBUG" => LogEventLevel.Debug,
        "INFO" => LogEventLevel.Information,
        "ERROR" => LogEventLevel.Error,
        "FATAL" or "OFF" => LogEventLevel.Fatal,
        _ => LogSettings.DefaultLevel,
    };

    [GeneratedRegex(@"^\s*log4cplus\.rootLogger\s*=\s*(?<level>\w*)", RegexOptions.Multiline)]
    private static partial Regex RootLogger();
}
