using Wlmscp.Commands.Checking;
using WorklistScp.Storage;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>Why a query finds what it finds.</summary>
/// <param name="Entries">Each entry, in the order of responses; none when the query is refused.</param>
/// <param name="Keys">Each key that has a value, in the query's order.</param>
/// <param name="Problems">Why the daemon refuses the query with A900; empty when it does not.</param>
/// <param name="Warnings">What often goes wrong, and does here.</param>
/// <param name="Present">What the entries have of that which devices ask for.</param>
internal sealed record Explanation(
    IReadOnlyList<ExplainedEntry> Entries,
    IReadOnlyList<ExplainedKey> Keys,
    IReadOnlyList<ExplainedProblem> Problems,
    IReadOnlyList<Warning> Warnings,
    PresentValues Present)
{
    /// <summary>The profile of the device that asks; null: none counts, or no device is said to ask.</summary>
    public ExplainedProfile? Profile { get; init; }

    /// <summary>How many entries match.</summary>
    public int Matches { get; } = Entries.Count(entry => entry.IsMatch);

    /// <summary>Asks a query of a storage area.</summary>
    /// <param name="area">The area.</param>
    /// <param name="identifier">The query.</param>
    /// <param name="now">The time on the wall.</param>
    /// <param name="progress">Told of each entry.</param>
    /// <exception cref="ToolException">The area cannot be read.</exception>
    public static Explanation Make(
        QuestionedArea area, DicomDataset identifier, DateTime now, IProgress<string> progress)
    {
        WorklistQueryOptions options = area.Settings.Query;
        var interpreted = InterpretedDataset.Of(identifier, options.AssumedCharacterSet);
        var profile = ExplainedProfile.Find(area, interpreted.Dataset, now);
        identifier = profile?.Changed ?? interpreted.Dataset;
        options = profile?.Profile.Adapt(options) ?? options;
        WorklistQuery query = WorklistQuery.Parse(identifier, options);
        IReadOnlyList<ExplainedProblem> problems = ExplainedProblem.Of(identifier, query);
        if (problems.Count > 0 && (identifier.Count == 0 || query.ExceedsLimit || area.Settings.FailOnInvalidQuery))
        {
            return new Explanation([], [], problems, [], PresentValues.Of([])) { Profile = profile }; // the daemon does not look at entries either
        }

        (string path, AreaSnapshot snapshot) = area.Read();
        Warning[] unreadable = [.. FindUnreadable(path, snapshot, area.Settings.Access)];
        WorklistEntry[] entries =
        [
            .. unreadable.Length == 0 ? snapshot.Worklist.Entries : snapshot.Worklist.Entries.Where(
                entry => area.Settings.Access.FindFault(System.IO.Path.Join(path, entry.FileName)) is null),
        ];
        if (profile?.Profile.Order is { } order)
        {
            Array.Sort(entries, order);
        }

        ExplainedEntry[] explained = Array.ConvertAll(
            entries,
            entry =>
            {
                progress.Report(entry.FileName);
                var explanation = new ExplainedEntry(entry.FileName, query.FindMismatches(entry));
                return profile is not null && explanation.IsMatch ? profile.Explain(explanation, entry) : explanation;
            });
        ExplainedKey[] keys =
            [.. query.ValuedKeys.Select(key => Explain(key, explained, entries, identifier, options))];
        IEnumerable<Warning> traps = new Traps(interpreted with { Dataset = identifier }, query, explained, entries).Find(options, DateOnly.FromDateTime(now));
        IEnumerable<Warning> invalid = problems.Select(problem => new Warning("invalid", problem.Describe()));
        IEnumerable<Warning> files = snapshot.Findings.Select(finding => FindingText.Of(path, finding))
            .OrderBy(warning => warning.Text, StringComparer.Ordinal);
        var present = PresentValues.Of(entries);
        return new Explanation(
            explained, keys, [],
            [.. CallingTraps.Find(area.Settings, profile, present), .. profile?.FindUnexplained(explained) ?? [], .. invalid, .. traps, .. unreadable, .. files], present)
        {
            Profile = profile,
        };
    }

    // Of the daemon's user; what this one may not read is among the findings.
    private static IEnumerable<Warning> FindUnreadable(string path, AreaSnapshot snapshot, ReadAccess access) =>
        access == ReadAccess.Own ? [] :
            from file in snapshot.Worklist.Entries
            let fault = access.FindFault(System.IO.Path.Join(path, file.FileName))
            where fault is not null
            select new Warning("file", PrintableText.Of($"{file.FileName}: skipped, {fault}"));

    private static ExplainedKey Explain(
        KeyMismatch key, ExplainedEntry[] explained, WorklistEntry[] entries, DicomDataset identifier,
        WorklistQueryOptions options)
    {
        WorklistQuery others = WorklistQuery.Parse(QueryPart.Without(identifier, key), options);
        return new ExplainedKey(key, explained.Count(entry => entry.Fails(key)), entries.Count(others.Matches));
    }
}
