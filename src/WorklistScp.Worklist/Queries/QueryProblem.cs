namespace WorklistScp.Worklist.Queries;

/// <summary>Why a key cannot be matched.</summary>
public enum QueryProblemKind
{
    /// <summary>A date or time that is none, nor a range of them.</summary>
    NoDateOrTime,

    /// <summary>Characters that values of the VR do not have.</summary>
    Characters,

    /// <summary>A sequence of several items (PS3.4 C.2.2.2.6).</summary>
    SeveralItems,

    /// <summary>It is one more key with a value than may be.</summary>
    TooManyKeys,

    /// <summary>The query has more values to match than may be.</summary>
    TooManyValues,

    /// <summary>The query has more values with wild cards than may be.</summary>
    TooManyPatterns,
}

/// <summary>A key that cannot be matched.</summary>
/// <param name="Tag">The key, for Offending Element (0000,0901).</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="VR">The value representation of the query's element.</param>
public readonly record struct QueryProblem(DicomTag Tag, QueryProblemKind Kind, DicomVR VR)
{
    /// <summary>The value of the key, patients' data; null for a sequence.</summary>
    public string? Value { get; init; }

    /// <summary>Of what there is more than may be: how many there may be.</summary>
    public int Most { get; init; }

    /// <summary>What is wrong, for Error Comment (0000,0902); in the words of wlmscpfs.</summary>
    public string ErrorComment => Kind == QueryProblemKind.SeveralItems ? $"{this}." : ToString();

    /// <summary>A few words without the key and its value.</summary>
    public override string ToString() => Kind switch
    {
        QueryProblemKind.NoDateOrTime => $"Invalid value for an attribute with VR={VR}",
        QueryProblemKind.Characters => $"Invalid Character Repertoire for datatype {VR}",
        QueryProblemKind.SeveralItems => $"More than {Most} item in sequence",
        QueryProblemKind.TooManyKeys => $"More than {Most} keys with a value",
        QueryProblemKind.TooManyValues => $"More than {Most} values",
        _ => $"More than {Most} values with wild cards",
    };
}
