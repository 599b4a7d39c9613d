using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>How queries are understood.</summary>
public sealed record WorklistQueryOptions
{
    /// <summary>
    /// Whether an empty sequence in a query stands for one item with its usual keys (PS3.4 C.2.2.2.6).
    /// </summary>
    public bool ExpandEmptySequences { get; init; } = true;

    /// <summary>
    /// Whether every matching key keeps out entries that have no value for it (PS3.4 K.2.2.1.1.1); if not, only the keys
    /// that wlmscpfs matches do, and others keep out entries that have another value.
    /// </summary>
    public bool StrictMatching { get; init; }

    /// <summary>
    /// What text is read as that is not ASCII, not valid UTF-8, and in no character set that the query names; null: ISO
    /// 8859-1.
    /// </summary>
    public SpecificCharacterSet? AssumedCharacterSet { get; init; }

    /// <summary>Whether a Patient ID matches entries that have it in the Other Patient IDs Sequence, too.</summary>
    public bool MatchesOtherPatientIDs { get; init; }

    /// <summary>How person names are compared.</summary>
    public NameMatching NameMatching { get; init; } = NameMatching.IgnoreCase;

    /// <summary>
    /// How names are written that a device is sent in other letters than entries have, by which it finds them, too; null: as
    /// they are.
    /// </summary>
    public Func<string, string>? NamesAsSent { get; init; }

    /// <summary>
    /// The time zone of entries that name none, where time zones are adjusted (PS3.4 C.2.2.2); null: dates and times of
    /// such entries are compared as they stand.
    /// </summary>
    public TimeZoneInfo? LocalTimezone { get; init; }
}
