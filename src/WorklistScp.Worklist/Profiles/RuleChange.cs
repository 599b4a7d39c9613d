using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What a setting of a profile changed. It holds patients' data.</summary>
/// <param name="Setting">The setting, as the configuration file has it.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Before">Its text before; null: it was not there.</param>
/// <param name="After">Its text after; null: it is not there.</param>
public sealed record RuleChange(string Setting, string Attribute, string? Before, string? After)
{
    private static readonly AttributePath CharacterSetPath = new(DicomTag.SpecificCharacterSet);

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

        var named = new RuleChange(
            AnswerBuilder.CharacterSetSetting, CharacterSetPath.Name, CharacterSetOf(builder.BuildUsual(query, entry)),
            CharacterSetOf(sent));
        return named.Before == named.After ? trace.Changes : [.. trace.Changes, named];
    }

    /// <summary>One line: <c>station.force: ScheduledStationAETitle: "X" becomes "CT1"</c>.</summary>
    public override string ToString() => $"{PrintableText.Of(Setting)}: {Attribute}: {Quote(Before)} becomes {Quote(After)}";

    private static string? CharacterSetOf(DicomDataset dataset) =>
        CharacterSetPath.IsIn(dataset) ? CharacterSetPath.TextOf(dataset) : null;

    private static string Quote(string? value) => value is null ? "nothing" : KeyMismatch.Quote(value);

    // Compares what attributes say after each setting. In which character set they say it in between is nobody's business.
    private sealed class Trace(DicomDataset first)
    {
        private readonly List<RuleChange> _changes = [];
        private SortedDictionary<string, string> _texts = TextsOf(first);

        public IReadOnlyList<RuleChange> Changes => _changes;

        public void Add(string setting, DicomDataset dataset)
        {
            SortedDictionary<string, string> texts = TextsOf(dataset);
            foreach (string attribute in texts.Keys.Union(_texts.Keys))
            {
                string? before = _texts.GetValueOrDefault(attribute);
                string? after = texts.GetValueOrDefault(attribute);
                if (before != after)
                {
                    _changes.Add(new RuleChange(setting, attribute, before, after));
                }
            }

            _texts = texts;
        }

        private static SortedDictionary<string, string> TextsOf(DicomDataset dataset)
        {
            var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
            Add(dataset, [], texts);
            return texts;
        }

        private static void Add(DicomDataset level, DicomTag[] sequences, SortedDictionary<string, string> texts)
        {
            foreach (DicomItem item in level)
            {
                DicomTag[] tags = [.. sequences, item.Tag];
                foreach (DicomDataset inner in (item as DicomSequence)?.Items ?? [])
                {
                    Add(inner, tags, texts);
                }

                if (item is DicomElement element && item.Tag != DicomTag.SpecificCharacterSet)
                {
                    string text = level.TryGetString(item.Tag, out string? value)
                        ? value.Trim(' ', '\0')
                        : Convert.ToHexString(element.Value.Span);
                    var name = new AttributePath(tags).Name;
                    texts[name] = texts.TryGetValue(name, out string? earlier) ? $"{earlier}; {text}" : text;
                }
            }
        }
    }
}
