using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>How performed procedure steps are taken.</summary>
internal sealed record MppsServiceSettings
{
    /// <summary>The usual <see cref="MaxLength"/>.</summary>
    public const int DefaultMaxLength = 1 << 20;

    /// <summary>How strict to be with modalities.</summary>
    public MppsOptions Options { get; init; } = new();

    /// <summary>The largest data set of a message, in bytes.</summary>
    public int MaxLength { get; init; } = DefaultMaxLength;
}
