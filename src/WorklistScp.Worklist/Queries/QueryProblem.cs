namespace WorklistScp.Worklist.Queries;

/// <summary>A key that cannot be matched.</summary>
/// <param name="Tag">The key, for Offending Element (0000,0901).</param>
/// <param name="Comment">What is wrong, for Error Comment (0000,0902); in the words of wlmscpfs.</param>
public readonly record struct QueryProblem(DicomTag Tag, string Comment)
{
    /// <summary>The value of the key, patients' data; null for a sequence.</summary>
    public string? Value { get; init; }
}
