using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// A query, compiled once from the identifier of a C-FIND-RQ and then asked of every entry (PS3.4 K.4.1).
/// </summary>
public sealed class WorklistQuery
{
    private readonly DicomDataset _identifier;
    private readonly MatchingKey[] _matching;

    private WorklistQuery(
        DicomDataset identifier,
        QueryKey[] keys,
        List<MatchingKey> matching,
        IReadOnlyList<QueryProblem> problems,
        bool hasUnusedValue)
    {
        _identifier = identifier;
        Keys = keys;
        _matching = [.. matching];
        Problems = problems;
        HasUnusedValue = hasUnusedValue;
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
        1 => Problems[0].Comment,
        _ => "Syntax error in 1 or more matching keys",
    };

    /// <summary>
    /// Whether a value was given for an attribute that is no matching key: pending responses then carry FF01
    /// (PS3.4 table K.4-1).
    /// </summary>
    public bool HasUnusedValue { get; }

    /// <summary>
    /// The matching keys that have a value, in the query's order, without the values:
    /// <c>ScheduledProcedureStepSequence.Modality</c>.
    /// </summary>
    public IEnumerable<string> KeysWithValue => _matching.SelectMany(key => key.Names);

    /// <summary>
    /// The matching keys that have a value, with it: as an entry fails them that has nothing. A date and time that are
    /// combined are one.
    /// </summary>
    public IReadOnlyList<KeyMismatch> ValuedKeys
    {
        get
        {
            var keys = new List<KeyMismatch>();
            foreach (MatchingKey key in _matching)
            {
                key.ExplainAll(_identifier, default, keys);
            }

            return keys;
        }
    }

    /// <summary>Where to look for entries that match.</summary>
    internal CandidateSearch Search { get; } = new();

    /// <summary>What the responses give back.</summary>
    internal QueryKey[] Keys { get; }

    /// <summary>Compiles an identifier.</summary>
    public static WorklistQuery Parse(DicomDataset identifier, WorklistQueryOptions options)
    {
        var compiler = new QueryCompiler(options);
        var matching = new List<MatchingKey>();
        QueryKey[] keys = compiler.Compile(identifier, null, true, matching);
        return new WorklistQuery(identifier, keys, matching, compiler.Problems, compiler.HasUnusedValue);
    }

    /// <summary>Whether an entry matches every key.</summary>
    public bool Matches(WorklistEntry entry) => FirstFailure(entry) is null;

    /// <summary>The first key that an entry fails; null when it matches.</summary>
    public KeyMismatch? FindMismatch(WorklistEntry entry) =>
        FirstFailure(entry)?.Explain(_identifier, entry.Level);

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

    private MatchingKey? FirstFailure(WorklistEntry entry)
    {
        EntryLevel level = entry.Level;
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
