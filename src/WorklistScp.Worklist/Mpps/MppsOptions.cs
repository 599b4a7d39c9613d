namespace WorklistScp.Worklist.Mpps;

/// <summary>How performed procedure steps are taken from modalities.</summary>
public sealed record MppsOptions
{
    /// <summary>
    /// Whether what PS3.4 table F.7.2-1 asks for is insisted on. Else only the status decides, and what cannot be read:
    /// modalities that are refused stop telling, or keep the study from being sent.
    /// </summary>
    public bool IsStrict { get; init; }
}
