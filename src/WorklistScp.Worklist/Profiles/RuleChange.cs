using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What a setting of a profile changed. It holds patients' data.</summary>
/// <param name="Setting">The setting, as the configuration file has it.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Before">Its text before; null: it was not there.</param>
/// <param name="After">Its text after; null: it is not there.</param>
public sealed record RuleChange(string Setting, string Attribute, string? Before, string? After)
{
    /// <summary>Tells what a profile changes in the keys of a query.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="identifier">The identifier, as it was meant; it stays as it is.</param>
    /// <param name="now">The time on the wall.</param>
    public static IReadOnlyList<RuleChange> OfQuery(DeviceProfile profile, DicomDataset identifier, DateTime now)
    {
        DicomDataset query = identifier.Clone();
        var trace = new Trace(query);
        profile.Change(query, now, trace.Add);
        return trace.Changes;
    }

    /// <summary>Tells what the profile of a query changes in the answer with an entry.</summary>
    /// <param name="builder">Builds answers.</param>
    /// <param name="query">The query.</param>
    /// <param name="entry">An entry that matches it.</param>
    public static IReadOnlyList<RuleChange> OfAnswer(AnswerBuilder builder, DeviceQuery query, WorklistEntry entry)
    {
        Trace? trace = null;
        DicomDataset sent = builder.Build(query, entry, (setting, answer) =>
        {
            trace ??= new Trace(answer);
            trace.Add(setting, answer);
        });
        if (trace is null)
        {
            return [];
        }

        IEnumerable<RuleChange> named = AttributeChange.OfCharacterSet(builder.BuildUsual(query, entry), sent)
            .Select(change => Of(AnswerBuilder.CharacterSetSetting, change));
        return [.. trace.Changes, .. named];
    }

    /// <summary>
    /// One line: <c>station.force: ScheduledStationAETitle: "X" becomes "CT1"</c>; of a setting that names the attribute
    /// <c>set.StudyDescription: nothing becomes "CT head"</c>.
    /// </summary>
    public override string ToString()
    {
        var change = new AttributeChange(Attribute, Before, After);
        string what = Setting.EndsWith($".{Attribute}", StringComparison.Ordinal) ? change.Values : $"{change}";
        return $"{PrintableText.Of(Setting)}: {what}";
    }

    private static RuleChange Of(string setting, AttributeChange change) =>
        new(setting, change.Attribute, change.Before, change.After);

    // Compares what attributes say after each setting. In which character set they say it in between is nobody's business.
    private sealed class Trace(DicomDataset first)
    {
        private readonly List<RuleChange> _changes = [];
        private SortedDictionary<string, string> _texts = AttributeChange.TextsOf(first);

        public IReadOnlyList<RuleChange> Changes => _changes;

        public void Add(string setting, DicomDataset dataset)
        {
            SortedDictionary<string, string> texts = AttributeChange.TextsOf(dataset);
            _changes.AddRange(AttributeChange.Between(_texts, texts).Select(change => Of(setting, change)));
            _texts = texts;
        }
    }
}
