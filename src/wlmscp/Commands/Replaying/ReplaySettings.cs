using Wlmscp.RequestFiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>Which recorded queries are asked again.</summary>
/// <param name="Files">Request files, and directories of these.</param>
internal sealed record ReplaySettings(IReadOnlyList<string> Files)
{
    /// <summary>How these files are named: see <see cref="RequestFileSettings.Format"/>.</summary>
    public string Format { get; init; } = RequestFileSettings.DefaultFormat;

    /// <summary>The calling AE title where a name does not tell it; null: it has to.</summary>
    public string? Calling { get; init; }

    /// <summary>The called AE title, likewise.</summary>
    public string? Called { get; init; }

    /// <summary>The configuration file that is to count; profiles of <see cref="Against"/> then do not.</summary>
    public required string Configuration { get; init; }

    /// <summary>The configuration file that counts until then; null: none.</summary>
    public string? Against { get; init; }
}
