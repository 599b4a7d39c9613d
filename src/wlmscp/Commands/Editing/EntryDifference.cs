namespace Wlmscp.Commands.Editing;

/// <summary>What changes in an entry.</summary>
/// <param name="Name">The keyword of the attribute, with those of the sequences that it is in.</param>
/// <param name="Before">Its value before; null: it was not there.</param>
/// <param name="After">Its value now; null: it is not there any more.</param>
internal sealed record EntryDifference(string Name, string? Before, string? After)
{
    /// <summary>Finds all, in the order of their tags.</summary>
    /// <param name="before">The entry before.</param>
    /// <param name="after">The entry now.</param>
    public static IReadOnlyList<EntryDifference> FindAll(DicomDataset before, DicomDataset after) =>
        [.. Find(before, after, "")];

    private static IEnumerable<EntryDifference> Find(DicomDataset before, DicomDataset after, string place) => before
        .Concat(after).Select(item => item.Tag).Distinct().OrderBy(tag => tag.Value)
        .SelectMany(tag => Find(before, after, tag, place + AttributeText.NameOf(tag)));

    private static IEnumerable<EntryDifference> Find(DicomDataset before, DicomDataset after, DicomTag tag, string name)
    {
        if (before.TryGetSequence(tag, out DicomSequence? one) && after.TryGetSequence(tag, out DicomSequence? other)
            && one.Items.Count == other.Items.Count)
        {
            return one.Items.Zip(other.Items).SelectMany(pair => Find(pair.First, pair.Second, name + "."));
        }

        string? was = TextOf(before, tag);
        string? becomes = TextOf(after, tag);
        return was == becomes ? [] : [new EntryDifference(name, was, becomes)];
    }

    private static string? TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetItem(tag, out DicomItem? item) ? AttributeText.Of(dataset, item) : null;
}
