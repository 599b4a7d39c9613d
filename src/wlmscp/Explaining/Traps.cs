using Wlmscp.Terminal;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Explaining;

/// <summary>Finds usual reasons why a query finds nothing, or not what was meant.</summary>
internal sealed class Traps(
    DicomDataset identifier, WorklistQuery query, ExplainedEntry[] explained, WorklistEntry[] entries)
{
    private readonly IReadOnlyList<KeyMismatch> _keys = query.ValuedKeys;

    /// <summary>Finds those that are there.</summary>
    /// <param name="options">How the query is understood.</param>
    /// <param name="today">This day.</param>
    public IEnumerable<Warning> Find(WorklistQueryOptions options, DateOnly today) =>
    [
        .. entries.Length == 0 ? [new Warning("empty", "the storage area has no entry")] : Array.Empty<Warning>(),
        .. FindStations(),
        .. FindPast(today),
        .. options.NameMatching == NameMatching.Exact ? FindLetterCase() : [],
        .. query.HasUnusedValue ? UnusedKeys.Find(identifier).Select(Unused) : [],
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
                        .Select(title => title.Trim(' ')).Where(title => title.Length > 0)
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
        QueryPart.Holding(identifier, key).TryGetString(key.Path[^1], out string? dates)
        && dates.Split('\\').All(value => LastDay(value) < today);

    // The end of a range; null: open.
    private static DateOnly? LastDay(string value)
    {
        string end = value[(value.LastIndexOf('-') + 1)..].Trim(' ');
        return DateOnly.TryParseExact(end, "yyyyMMdd", out DateOnly day) ? day : null;
    }

    private IEnumerable<Warning> FindLetterCase()
    {
        var lenient = WorklistQuery.Parse(
            identifier, new WorklistQueryOptions { NameMatching = NameMatching.IgnoreCase });
        ExplainedEntry[] inAnyCase = Array.ConvertAll(
            entries, entry => new ExplainedEntry(entry.FileName, lenient.FindMismatches(entry)));
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

    private static Warning Unused(string name) => new("unused", $"{name} is no matching key: its value does not count");

    private static string Describe(KeyMismatch key) => $"{KeyLabel.Of(key)} {LineText.Quote(key.Asked)}";
}
