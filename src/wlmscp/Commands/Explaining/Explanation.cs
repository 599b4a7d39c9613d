using Wlmscp.Commands.Questioning;
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

    /// <summary>The device, where a configuration file was given and none of its profiles fits; null: that is not so.</summary>
    public string? WithoutProfile { get; init; }

    /// <summary>How many entries match, and are answered.</summary>
    public int Matches { get; } = Entries.Count(entry => entry.IsMatch);

    /// <summary>Those that match, and that the profile hides.</summary>
    public IReadOnlyList<HiddenEntries> Hidden { get; } = HiddenEntries.Count(Entries.Select(entry => entry.HiddenBy));

    /// <summary>Asks a query of a storage area, and of those that the profile of the device names.</summary>
    /// <param name="areas">The areas.</param>
    /// <param name="called">The called AE title.</param>
    /// <param name="settings">How the daemon is set.</param>
    /// <param name="identifier">The query.</param>
    /// <param name="now">The time on the wall.</param>
    /// <param name="progress">Told of each entry.</param>
    /// <exception cref="ToolException">An area cannot be read.</exception>
    public static Explanation Make(
        QuestionedAreas areas, string called, QuestionSettings settings, DicomDataset identifier, DateTime now,
        IProgress<string> progress)
    {
        WorklistQueryOptions options = settings.Query;
        var interpreted = InterpretedDataset.Of(identifier, options.AssumedCharacterSet);
        var profile = ExplainedProfile.Find(settings, called, interpreted.Dataset, now);
        string? withoutProfile = profile is null && settings.Configuration is not null ? settings.CallingAETitle : null;
        identifier = profile?.Changed ?? interpreted.Dataset;
        options = profile?.Profile.Adapt(options) ?? options;
        WorklistQuery query = WorklistQuery.Parse(identifier, options);
        IReadOnlyList<ExplainedProblem> problems = ExplainedProblem.Of(identifier, query);
        if (settings.Refuses(interpreted.Dataset, query))
        {
            // The daemon does not look at entries either.
            return new Explanation([], [], problems, [], PresentValues.Of([]))
            {
                Profile = profile,
                WithoutProfile = withoutProfile,
            };
        }

        IReadOnlyList<QuestionedArea> read = areas.Read(called, profile?.Profile);
        QuestionedEntry[] questioned = [.. QuestionedArea.Merge(read, snapshot => snapshot.Entries)];
        if (profile?.Profile.Order is { } order)
        {
            questioned = [.. questioned.OrderBy(each => each.Entry, order)];
        }

        WorklistEntry[] entries = Array.ConvertAll(questioned, each => each.Entry);
        ExplainedEntry[] explained = Array.ConvertAll(
            questioned,
            each =>
            {
                string file = each.NameAmong(read.Count);
                progress.Report(file);
                var explanation = new ExplainedEntry(file, query.FindMismatches(each.Entry));
                return profile is not null && explanation.IsMatch ? profile.Explain(explanation, each.Entry) : explanation;
            });
        ExplainedKey[] keys =
            [.. query.ValuedKeys.Select(key => Explain(key, explained, entries, profile, identifier, options))];
        IEnumerable<Warning> traps = new Traps(interpreted with { Dataset = identifier }, query, explained, entries)
            .Find(options, DateOnly.FromDateTime(now));
        IEnumerable<Warning> invalid = problems.Select(problem => new Warning("invalid", problem.Describe()));
        var present = PresentValues.Of(entries);
        return new Explanation(
            explained, keys, [],
            [
                .. CallingTraps.Find(settings, profile, present), .. profile?.FindUnexplained(explained) ?? [], .. invalid,
                .. traps, .. read.SelectMany(area => area.Unreadable), .. read.SelectMany(area => area.Findings),
            ],
            present)
        {
            Profile = profile,
            WithoutProfile = withoutProfile,
        };
    }

    private static ExplainedKey Explain(
        KeyMismatch key, ExplainedEntry[] explained, WorklistEntry[] entries, ExplainedProfile? profile,
        DicomDataset identifier, WorklistQueryOptions options)
    {
        WorklistQuery others = WorklistQuery.Parse(QueryPart.Without(identifier, key), options);
        string?[] hiding = [.. entries.Where(others.Matches).Select(entry => profile?.FindHiding(entry))];
        return new ExplainedKey(
            key, explained.Count(entry => entry.Fails(key)), hiding.Count(setting => setting is null),
            HiddenEntries.Count(hiding));
    }
}
