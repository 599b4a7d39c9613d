using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// A query, compiled once from the identifier of a C-FIND-RQ and then asked of every entry (PS3.4 K.4.1).
/// </summary>
public sealed class WorklistQuery
{
    private readonly DicomDataset _identifier;
    private readonly MatchingKey[] _matching;
    private QueryKey[]? _keysWithTimezone;

    private WorklistQuery(InterpretedDataset asked, DicomDataset matched, WorklistQueryOptions options)
    {
        _identifier = matched;
        CharacterSet = asked.Finding;
        LocalTimezone = options.LocalTimezone;
        var compiler = new QueryCompiler(matched, options);
        var matching = new List<MatchingKey>();
        Keys = compiler.Compile(matching);
        if (matched != asked.Dataset)
        {
            Keys = new QueryCompiler(asked.Dataset, options).Compile([]);
        }

        _matching = [.. matching];
        Problems = compiler.Problems;
        Unmatched = compiler.Unmatched;
        HasUnusedValue = compiler.HasUnusedValue;
        ExceedsLimit = compiler.ExceedsLimit;
        foreach (MatchingKey key in matching)
        {
            key.Narrow(Search, isStep: false);
        }
    }

    /// <summary>
    /// The keys that cannot be matched, of many the first hundred; the query is to be answered with A900 unless this is
    /// ignored.
    /// </summary>
    public IReadOnlyList<QueryProblem> Problems { get; }

    /// <summary>
    /// The Error Comment for <see cref="Problems"/>, in the words of wlmscpfs; empty if there are none.
    /// </summary>
    public string ErrorComment => Problems.Count switch
    {
        0 => "",
        1 => Problems[0].ErrorComment,
        _ => "Syntax error in 1 or more matching keys",
    };

    /// <summary>
    /// Whether a value was given for an attribute that is no matching key: pending responses then carry FF01
    /// (PS3.4 table K.4-1). Values that libraries send always do not count.
    /// </summary>
    public bool HasUnusedValue { get; }

    /// <summary>
    /// Whether it asks for more than any device does: <see cref="Problems"/> says of what, and it is not to be answered
    /// whatever the setting.
    /// </summary>
    public bool ExceedsLimit { get; }

    /// <summary>The keys whose value is not matched, of many the first hundred.</summary>
    public IReadOnlyList<UnmatchedKey> Unmatched { get; }

    /// <summary>What is wrong with the character set of the identifier; null: nothing.</summary>
    public CharacterSetFinding? CharacterSet { get; }

    /// <summary>
    /// The time zone of entries that name none, which responses then name; null: time zones are not adjusted.
    /// </summary>
    public TimeZoneInfo? LocalTimezone { get; }

    /// <summary>
    /// The matching keys that have a value, in the query's order, without the values:
    /// <c>ScheduledProcedureStepSequence.Modality</c>.
    /// </summary>
    public IEnumerable<string> KeysWithValue => _matching.SelectMany(key => key.Names);

    /// <summary>How many <see cref="KeysWithValue"/> are, without the making of their names.</summary>
    public int KeysWithValueCount => _matching.Sum(key => key.NameCount);

    /// <summary>
    /// The matching keys that have a value, with it: as an entry fails them that has nothing. A date and time that are
    /// combined are one.
    /// </summary>
    public IReadOnlyList<KeyMismatch> ValuedKeys =>
        [.. _matching.SelectMany(key => key.Describe(_identifier))];

    /// <summary>Where to look for entries that match.</summary>
    public CandidateSearch Search { get; } = new();

    /// <summary>
    /// What the responses give back. Timezone Offset From UTC is not among it: it does not depend on the query (PS3.4 table
    /// K.6-1a).
    /// </summary>
    internal QueryKey[] Keys { get; }

    /// <summary>The keys for entries that name a time zone.</summary>
    internal QueryKey[] KeysWithTimezone => _keysWithTimezone ??=
    [
        .. Keys.Append(new QueryKey(DicomTag.TimezoneOffsetFromUTC, DicomVR.SH, null)).OrderBy(key => key.Tag),
    ];

    /// <summary>Compiles an identifier.</summary>
    public static WorklistQuery Parse(DicomDataset identifier, WorklistQueryOptions options)
    {
        var asked = InterpretedDataset.Of(identifier, options.AssumedCharacterSet);
        return new WorklistQuery(asked, asked.Dataset, options);
    }

    /// <summary>Compiles an identifier of which something else is matched than what was asked for.</summary>
    /// <param name="identifier">The identifier. What it asks for, responses give back.</param>
    /// <param name="options">How it is understood.</param>
    /// <param name="change">Changes the keys that are matched.</param>
    public static WorklistQuery Parse(
        DicomDataset identifier, WorklistQueryOptions options, Action<DicomDataset> change)
    {
        var asked = InterpretedDataset.Of(identifier, options.AssumedCharacterSet);
        DicomDataset matched = asked.Dataset.Clone();
        change(matched);
        return new WorklistQuery(asked, matched, options);
    }

    /// <summary>Whether an entry matches every key.</summary>
    public bool Matches(WorklistEntry entry) => FirstFailure(entry.Level) is null;

    /// <summary>Whether an entry matches every key, as far as it may be found out.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="work">Counts what it takes; where it says that the entry is cut, the answer does not count.</param>
    /// <param name="mindsTime">Whether the entry is left when time is up, else only for what it takes itself.</param>
    public bool Matches(WorklistEntry entry, MatchingWork work, bool mindsTime = true)
    {
        work.Begin(mindsTime);
        return FirstFailure(EntryLevel.Top(entry, work)) is null;
    }

    /// <summary>The first key that an entry fails; null when it matches.</summary>
    public KeyMismatch? FindMismatch(WorklistEntry entry) =>
        FirstFailure(entry.Level)?.Explain(_identifier, entry.Level);

    /// <summary>
    /// Every key that an entry fails, in the query's order; none when it matches. Of several items of a sequence the
    /// one that fails fewest counts.
    /// </summary>
    public IReadOnlyList<KeyMismatch> FindMismatches(WorklistEntry entry)
    {
        var mismatches = new List<KeyMismatch>();
        EntryLevel level = entry.Level;
        foreach (MatchingKey key in _matching)
        {
            if (!key.Matches(level))
            {
                key.ExplainAll(_identifier, level, mismatches);
            }
        }

        return mismatches;
    }

    private MatchingKey? FirstFailure(EntryLevel level)
    {
        foreach (MatchingKey key in _matching)
        {
            if (!key.Matches(level))
            {
                return key;
            }
        }

        return null;
    }
}
