using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What a device needs otherwise than others: how its query is meant, what it may find, what it gets. Immutable.</summary>
/// <param name="Name">Where it stands, for people: <c>devices[2]</c>.</param>
/// <param name="Condition">For which devices it is.</param>
public sealed record DeviceProfile(string Name, DeviceCondition Condition)
{
    /// <summary>What is changed in a query before it is matched, in this order.</summary>
    public IReadOnlyList<IQueryRule> QueryRules { get; init; } = [];

    /// <summary>Which of the entries that match are answered.</summary>
    public IReadOnlyList<IEntryRule> EntryRules { get; init; } = [];

    /// <summary>What is changed in each answer, in this order.</summary>
    public IReadOnlyList<IAnswerRule> AnswerRules { get; init; } = [];

    /// <summary>The character set of answers; null: as for others.</summary>
    public AnswerCharacterSet? CharacterSet { get; init; }

    /// <summary>The storage areas in which entries are looked for besides the one that is called.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The storage area that it is served from, whatever AE title it calls; null: the one of that title.</summary>
    public string? ServedAs { get; init; }

    /// <summary>What is otherwise in its associations.</summary>
    public DeviceNetwork Network { get; init; } = new();

    /// <summary>The attributes without which the device does not show an answer.</summary>
    public IReadOnlyList<AttributePath> Required { get; init; } = [];

    /// <summary>
    /// Whether it asks for encounters rather than orders: Patient ID then is looked for among other patient IDs too. The
    /// rules of <see cref="EncounterMode"/> are among the others.
    /// </summary>
    public bool IsEncounter { get; init; }

    /// <summary>
    /// For how long its queries are answered by what the storage area was when one of them had it read; null: each has it
    /// read.
    /// </summary>
    public TimeSpan? Memory { get; init; }

    /// <summary>In which order it gets what it finds; null: as others.</summary>
    public AnswerOrder? Order { get; init; }

    /// <summary>How many entries are answered at most, the first of their order; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>What is otherwise for its performed steps; null: nothing.</summary>
    public MppsOverrides? PerformedSteps { get; init; }

    /// <summary>Whether answers never carry the warning FF01 (PS3.4 table K.4-1), which some devices take for an error.</summary>
    public bool NeverWarns { get; init; }

    /// <summary>Whether answers are what they are for others.</summary>
    internal bool KeepsAnswers => AnswerRules.Count == 0 && CharacterSet is null;

    /// <summary>How queries of the device are understood.</summary>
    /// <param name="options">How those of others are.</param>
    public WorklistQueryOptions Adapt(WorklistQueryOptions options)
    {
        WorklistQueryOptions adapted = IsEncounter ? options with { MatchesOtherPatientIDs = true } : options;
        return CharacterSet is { Transliterates: true } written
            ? adapted with { NamesAsSent = name => written.Write(name, DicomVR.PN) }
            : adapted;
    }

    /// <summary>Changes a query as the rules say.</summary>
    /// <param name="query">The identifier, as it was meant.</param>
    /// <param name="now">The time on the wall.</param>
    public void Change(DicomDataset query, DateTime now) => Change(query, now, trace: null);

    /// <summary>Changes a query as the rules say.</summary>
    /// <param name="query">The identifier, as it was meant.</param>
    /// <param name="now">The time on the wall.</param>
    /// <param name="trace">Shown the query after each setting; null: nobody looks.</param>
    internal void Change(DicomDataset query, DateTime now, Action<string, DicomDataset>? trace)
    {
        foreach (IQueryRule rule in QueryRules)
        {
            rule.Apply(query, now);
            trace?.Invoke(rule.Name, query);
        }
    }

    /// <summary>The first rule that keeps an entry from the device; null: none does.</summary>
    /// <param name="entry">The entry, which matches.</param>
    /// <param name="now">The time on the wall.</param>
    public IEntryRule? FindHiding(WorklistEntry entry, DateTime now)
    {
        foreach (IEntryRule rule in EntryRules)
        {
            if (!rule.Shows(entry, now))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>The attributes that the device requires and an answer has no value for.</summary>
    public IEnumerable<AttributePath> FindMissing(DicomDataset answer) =>
        Required.Where(path => path.Find(answer) is not { IsEmpty: false });

    /// <summary>The name, and for which calling AE titles it is.</summary>
    public override string ToString() => Condition.Calling is { } calling ? $"{Name} ({calling})" : Name;
}

/// <summary>A setting that changes what a query asks for.</summary>
public interface IQueryRule
{
    /// <summary>The setting, as the configuration file has it.</summary>
    string Name { get; }

    /// <summary>Changes the keys that are matched; which attributes are answered, it does not change.</summary>
    /// <param name="query">The identifier of the query, as it was meant.</param>
    /// <param name="now">The time on the wall.</param>
    void Apply(DicomDataset query, DateTime now);
}

/// <summary>A setting that keeps entries from a device though they match.</summary>
public interface IEntryRule
{
    /// <summary>The setting, as the configuration file has it.</summary>
    string Name { get; }

    /// <summary>Whether the device is to see an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The time on the wall.</param>
    bool Shows(WorklistEntry entry, DateTime now);
}

/// <summary>A setting that changes what a device gets.</summary>
public interface IAnswerRule
{
    /// <summary>The setting, as the configuration file has it.</summary>
    string Name { get; }

    /// <summary>Changes an answer. What cannot be made of it is left as it is.</summary>
    /// <param name="answer">The answer, whose text is Unicode.</param>
    /// <param name="source">What values are taken from.</param>
    void Apply(DicomDataset answer, AnswerSource source);
}
