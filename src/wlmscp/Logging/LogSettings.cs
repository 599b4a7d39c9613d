using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>What is logged, and where to.</summary>
internal sealed record LogSettings
{
    /// <summary>The level when nothing says another.</summary>
    public const LogEventLevel DefaultLevel = LogEventLevel.Warning;

    /// <summary>The least level that is logged; null: what the file says, or <see cref="DefaultLevel"/>.</summary>
    public LogEventLevel? Level { get; init; }

    /// <summary>A JSON file that says more; null: none.</summary>
    public string? ConfigFile { get; init; }
}
