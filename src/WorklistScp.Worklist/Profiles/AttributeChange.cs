using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What an attribute says in one data set and in another. It holds patients' data.</summary>
/// <param name="Attribute">The attribute, within sequences with dots.</param>
/// <param name="Before">Its text in the one; null: it is not there. That of all items of a sequence is one.</param>
/// <param name="After">Its text in the other, likewise.</param>
public sealed record AttributeChange(string Attribute, string? Before, string? After)
{
    private static readonly AttributePath CharacterSet = new(DicomTag.SpecificCharacterSet);

    /// <summary>Compares two data sets: what they say, and last in which character set.</summary>
    public static IEnumerable<AttributeChange> Between(DicomDataset before, DicomDataset after) =>
        Between(TextsOf(before), TextsOf(after)).Concat(OfCharacterSet(before, after));

    /// <summary>Compares what two data sets say.</summary>
    internal static IEnumerable<AttributeChange> Between(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        from attribute in after.Keys.Union(before.Keys)
        let change = new AttributeChange(
            attribute, before.GetValueOrDefault(attribute), after.GetValueOrDefault(attribute))
        where change.Before != change.After
        select change;

    /// <summary>Compares the character sets of two data sets.</summary>
    internal static IEnumerable<AttributeChange> OfCharacterSet(DicomDataset before, DicomDataset after)
    {
        var change = new AttributeChange(CharacterSet.Name, CharacterSetOf(before), CharacterSetOf(after));
        return change.Before == change.After ? [] : [change];
    }

    /// <summary>The texts of all attributes, whatever character set they are in, which itself is not among them.</summary>
    internal static SortedDictionary<string, string> TextsOf(DicomDataset dataset)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(dataset, [], texts);
        return texts;
    }

    /// <summary>One line: <c>PatientName: "Müller" becomes "Mueller"</c>.</summary>
    public override string ToString() => $"{Attribute}: {Values}";

    /// <summary>What it says: <c>"Müller" becomes "Mueller"</c>.</summary>
    internal string Values => $"{Quote(Before)} becomes {Quote(After)}";

    private static string? CharacterSetOf(DicomDataset dataset) =>
        CharacterSet.IsIn(dataset) ? CharacterSet.TextOf(dataset) : null;

    private static string Quote(string? value) => value is null ? "nothing" : KeyMismatch.Quote(value);

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
