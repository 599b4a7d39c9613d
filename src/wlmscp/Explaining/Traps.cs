using System.Globalization;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Explaining;

/// <summary>Finds usual reasons why a query finds nothing, or not what was meant.</summary>
internal sealed class Traps(
    DicomDataset identifier, WorklistQuery query, ExplainedEntry[] explained, WorklistEntry[] entries)
{
    /// <summary>Finds those that are there.</summary>
    /// <param name="options">How the query is understood.</param>
    /// <param name="today">This day.</param>
    public IEnumerable<Warning> Find(WorklistQueryOptions options, DateOnly today)
    {
        IReadOnlyList<KeyMismatch> keys = query.ValuedKeys;
        IEnumerable<Warning> warnings =
        [
            .. keys.Where(key => key.Path[^1] == DicomTag.ScheduledStationAETitle).SelectMany(FindStation),
            .. keys.Where(key => key.Path[^1] == DicomTag.ScheduledProcedureStepStartDate && IsPast(key, today))
                .Select(key => new Warning(
                    "past", $"{KeyLabel.Of(key)} {LineText.Quote(key.Asked)} is in the past, today is {today:yyyyMMdd}")),
        ];
        if (options.NameMatching == NameMatching.Exact)
        {
            warnings = warnings.Concat(FindLetterCase(keys));
        }

        return !query.HasUnusedValue
            ? warnings
            : warnings.Concat(UnusedKeys.Find(identifier).Select(
                name => new Warning("unused", $"{name} is no matching key: its value does not count")));
    }

    private IEnumerable<Warning> FindStation(KeyMismatch key)
    {
        KeyMismatch[] failures =
            [.. explained.Select(entry => entry.Failures.FirstOrDefault(failure => failure.Path.SequenceEqual(key.Path)))
                .OfType<KeyMismatch>()];
        if (entries.Length == 0 || failures.Length < entries.Length)
        {
            return [];
        }

        string[] titles = [.. failures.SelectMany(failure => (failure.Found ?? "").Split('\\'))
            .Select(title => title.Trim(' ')).Where(title => title.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        string there = titles.Length == 0 ? "they have none" : $"they have {LineText.Printable(LineText.Some(titles))}";
        return [new Warning("station", $"{KeyLabel.Of(key)} {LineText.Quote(key.Asked)}: no entry has it, {there}")];
    }

    private bool IsPast(KeyMismatch key, DateOnly today) =>
        QueryPart.Holding(identifier, key).TryGetString(key.Path[^1], out string? dates)
        && dates.Split('\\').All(value => LastDay(value) < today);

    // The end of a range; null: open.
    private static DateOnly? LastDay(string value) =>
        DateOnly.TryParseExact(
            value[(value.LastIndexOf('-') + 1)..].Trim(' '), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
            ? day
            : null;

    private IEnumerable<Warning> FindLetterCase(IReadOnlyList<KeyMismatch> keys)
    {
        var lenient = WorklistQuery.Parse(
            identifier, new WorklistQueryOptions { NameMatching = NameMatching.IgnoreCase });
        ExplainedEntry[] anyCase = Array.ConvertAll(
            entries, entry => new ExplainedEntry(entry.FileName, lenient.FindMismatches(entry)));
        foreach (KeyMismatch key in keys)
        {
            int count = explained.Zip(anyCase).Count(pair => pair.First.Fails(key) && !pair.Second.Fails(key));
            if (count > 0)
            {
                yield return new Warning(
                    "case",
                    $"{KeyLabel.Of(key)} {LineText.Quote(key.Asked)}: {LineText.Entries(count)} would match in another "
                    + "letter case, without --name-matching exact");
            }
        }
    }
}
