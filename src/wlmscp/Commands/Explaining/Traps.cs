using Wlmscp.Commands.Questioning;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>Finds usual reasons why a query finds nothing, or not what was meant.</summary>
internal sealed class Traps(
    InterpretedDataset interpreted, WorklistQuery query, ExplainedEntry[] explained, WorklistEntry[] entries)
{
    private readonly DicomDataset _identifier = interpreted.Dataset;
    private readonly IReadOnlyList<KeyMismatch> _keys = query.ValuedKeys;

    /// <summary>Finds those that are there.</summary>
    /// <param name="options">How the query is understood.</param>
    /// <param name="today">This day.</param>
    public IEnumerable<Warning> Find(WorklistQueryOptions options, DateOnly today) =>
    [
        .. entries.Length == 0 ? [new Warning("empty", "the storage area has no entry")] : Array.Empty<Warning>(),
        .. FindStations(),
        .. FindPast(today),
        .. options.NameMatching == NameMatching.Exact ? FindLetterCase(options) : [],
        .. options.StrictMatching ? [] : FindAbsent(options),
        .. query.Unmatched.Select(UnmatchedText.Of).OfType<Warning>(),
        .. interpreted.Finding is { } finding ? [new Warning("charset", $"the query: {finding}")] : Array.Empty<Warning>(),
    ];

    // Stations that no entry has.
    private IEnumerable<Warning> FindStations()
    {
        foreach (KeyMismatch key in _keys.Where(key => key.Path[^1] == DicomTag.ScheduledStationAETitle))
        {
            if (explained.Length > 0 && explained.All(entry => entry.Fails(key)))
            {
                string[] titles =
                [
                    .. explained.SelectMany(entry => (entry.FailureOf(key)?.Found ?? "").Split('\\'))
                        .Select(AETitle.Trim).Where(title => title.Length > 0)
                        .Distinct().Order(StringComparer.Ordinal),
                ];
                string there = titles.Length == 0 ? "none" : PrintableText.Of(LineText.Some(titles));
                yield return new Warning("station", $"{Describe(key)}: no entry has it, they have {there}");
            }
        }
    }

    private IEnumerable<Warning> FindPast(DateOnly today) =>
        _keys.Where(key => key.Path[^1] == DicomTag.ScheduledProcedureStepStartDate && IsPast(key, today))
            .Select(key => new Warning("past", $"{Describe(key)} is in the past, today is {today:yyyyMMdd}"));

    private bool IsPast(KeyMismatch key, DateOnly today) =>
        QueryPart.Holding(_identifier, key).TryGetString(key.Path[^1], out string? dates)
        && dates.Split('\\').All(value => LastDay(value) < today);

    // The end of a range; null: open.
    private static DateOnly? LastDay(string value)
    {
        string end = value[(value.LastIndexOf('-') + 1)..].Trim(' ');
        return DateOnly.TryParseExact(end, "yyyyMMdd", out DateOnly day) ? day : null;
    }

    private IEnumerable<Warning> FindLetterCase(WorklistQueryOptions options)
    {
        ExplainedEntry[] inAnyCase = Explain(options with { NameMatching = NameMatching.IgnoreCase });
        foreach (KeyMismatch key in _keys)
        {
            int count = explained.Zip(inAnyCase).Count(pair => pair.First.Fails(key) && !pair.Second.Fails(key));
            if (count > 0)
            {
                yield return new Warning(
                    "case",
                    $"{Describe(key)}: {LineText.Entries(count)} would match in another letter case, "
                    + "without --name-matching exact");
            }
        }
    }

    // Entries that stay although they lack what is asked for.
    private IEnumerable<Warning> FindAbsent(WorklistQueryOptions options)
    {
        ExplainedEntry[] strictly = Explain(options with { StrictMatching = true });
        foreach (KeyMismatch key in _keys)
        {
            int count = explained.Zip(strictly).Count(pair => !pair.First.Fails(key) && pair.Second.Fails(key));
            if (count > 0)
            {
                string have = count == 1 ? "has" : "have";
                yield return new Warning(
                    "absent",
                    $"{Describe(key)}: {LineText.Entries(count)} {have} no value for it, which counts as a match "
                    + "without --strict-matching");
            }
        }
    }

    private ExplainedEntry[] Explain(WorklistQueryOptions options)
    {
        WorklistQuery other = WorklistQuery.Parse(_identifier, options);
        return Array.ConvertAll(
            entries, entry => new ExplainedEntry(entry.FileName, other.FindMismatches(entry)));
    }

    private static string Describe(KeyMismatch key) => $"{KeyLabel.Of(key)} {QuotedText.Of(key.Asked)}";
}
