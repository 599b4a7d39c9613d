using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>Why the value of a key is not matched.</summary>
public enum UnmatchedReason
{
    /// <summary>The attribute is no matching key of PS3.4 table K.6-1.</summary>
    NoMatchingKey,

    /// <summary>The value is a binary number or a measurement.</summary>
    Number,

    /// <summary>The attribute is none of the model, but libraries send it always; or it says how others are meant.</summary>
    Harmless,

    /// <summary>The value is none that could match, and the key is none of those that wlmscpfs matches.</summary>
    Malformed,
}

/// <summary>A key of a query with a value that is not matched.</summary>
/// <param name="Path">The attribute, after the sequences that it is in.</param>
/// <param name="Value">Its value, which may be patients' data; numbers in decimal.</param>
/// <param name="Reason">Why it is not matched.</param>
public sealed record UnmatchedKey(IReadOnlyList<DicomTag> Path, string Value, UnmatchedReason Reason)
{
    /// <summary>Whether responses are to tell of it: FF01 (PS3.4 table K.4-1).</summary>
    public bool IsToBeTold => Reason is UnmatchedReason.NoMatchingKey or UnmatchedReason.Malformed;

    /// <summary>The name of the attribute, after the sequences that it is in, with dots between them.</summary>
    public string Name => KeyName.Of(Path);

    /// <summary>One line, such as <c>PregnancyStatus "0"</c>. It may hold patients' data.</summary>
    public override string ToString() => $"{Name} {KeyMismatch.Quote(Value)}";
}
