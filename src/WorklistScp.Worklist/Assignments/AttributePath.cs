using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Assignments;

/// <summary>
/// Where an attribute stands in a worklist entry or a query: itself, behind the sequences that lead to it. A value is
/// read in the first item of each, and put there.
/// </summary>
/// <param name="tags">The sequences, from the outermost, then the attribute.</param>
public sealed class AttributePath(params DicomTag[] tags) : IEquatable<AttributePath>
{
    private DicomVR? _vr;

    /// <summary>The sequences, from the outermost, then the attribute.</summary>
    public IReadOnlyList<DicomTag> Tags => tags;

    /// <summary>The VR of the attribute (PS3.6); UN where it has none.</summary>
    public DicomVR VR => _vr ??= DicomDictionary.TryFind(tags[^1], out DicomDictionaryEntry entry) ? entry.VR : DicomVR.UN;

    /// <summary>The most values of the attribute (PS3.6); the largest number where there is no limit, or it is unknown.</summary>
    public int MostValues =>
        DicomDictionary.TryFind(tags[^1], out DicomDictionaryEntry entry) ? entry.MostValues : int.MaxValue;

    /// <summary>Whether data sets may have it: it is none of a command or of file meta information.</summary>
    public bool IsOfDataSet => tags.All(tag => tag.IsOfDataSet);

    /// <summary>The keywords, with dots between them.</summary>
    public string Name => KeyName.Of(tags);

    /// <summary>
    /// The tags, as dump text has them, and the keyword where there is one: <c>(0040,0100)>(0008,0060) Modality</c>.
    /// </summary>
    public string Place => DicomDictionary.TryFind(tags[^1], out DicomDictionaryEntry entry)
        ? $"{string.Join('>', tags)} {entry.Keyword}"
        : string.Join('>', tags);

    /// <summary>
    /// Reads a path: keywords or <c>gggg,eeee</c>, with dots between them. What is of the Scheduled Procedure Step
    /// module (PS3.4 table K.6-1) stands in the Scheduled Procedure Step Sequence, said or not.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out AttributePath? path, [NotNullWhen(false)] out string? expected)
    {
        path = null;
        var entries = new List<DicomDictionaryEntry>();
        foreach (string word in text.Split('.'))
        {
            if (!TryFind(word, out DicomDictionaryEntry entry))
            {
                string? near = DicomDictionary.FindNearestKeyword(word) ?? KeywordCompletion.FindPart(word);
                string perhaps = near is null ? "" : $", perhaps {near}";
                expected = $"a keyword such as PatientID, or gggg,eeee, of PS3.6{(text == word ? "" : $" instead of '{word}'")}{perhaps}";
                return false;
            }

            if (entries.Count > 0 && entries[^1].VR != DicomVR.SQ)
            {
                expected = $"a sequence before the dot; {entries[^1].Keyword} is none";
                return false;
            }

            entries.Add(entry);
        }

        if (IsOfStep(entries[0].Tag))
        {
            DicomDictionary.TryFind(DicomTag.ScheduledProcedureStepSequence, out DicomDictionaryEntry steps);
            entries.Insert(0, steps);
        }

        path = new AttributePath([.. entries.Select(entry => entry.Tag)]);
        expected = null;
        return true;
    }

    /// <summary>Whether a data set has the attribute, with a value or without.</summary>
    public bool IsIn(DicomDataset dataset) => FindLevel(dataset)?.Contains(Tags[^1]) ?? false;

    /// <summary>The text of the attribute; empty when a data set does not have it, or not as text.</summary>
    public string TextOf(DicomDataset dataset) =>
        FindLevel(dataset) is { } level && level.TryGetString(Tags[^1], out string? text) ? text : "";

    /// <summary>Finds the attribute, with a value or without; null: a data set does not have it.</summary>
    internal DicomItem? Find(DicomDataset dataset) =>
        FindLevel(dataset) is { } level && level.TryGetItem(tags[^1], out DicomItem? item) ? item : null;

    /// <summary>Puts the attribute in, and makes the sequences that lead to it.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="item">The attribute, of the last tag.</param>
    internal void Put(DicomDataset dataset, DicomItem item)
    {
        DicomDataset level = dataset;
        foreach (DicomTag tag in Tags.SkipLast(1))
        {
            if (!level.TryGetSequence(tag, out DicomSequence? sequence) || sequence.IsEmpty)
            {
                sequence = new DicomSequence(tag, new DicomDataset());
                level.AddOrUpdate(sequence);
            }

            level = sequence.Items[0];
        }

        level.AddOrUpdate(item);
    }

    /// <summary>Removes the attribute, of all items of the sequences that lead to it.</summary>
    internal void Remove(DicomDataset dataset) => Remove(dataset, tags);

    /// <inheritdoc/>
    public bool Equals(AttributePath? other) => other is not null && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributePath);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(tags.Length, tags[^1]);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The innermost of the data sets that lead to the attribute, as far as they are there.</summary>
    /// <param name="dataset">The outermost.</param>
    /// <param name="isWhole">Whether it is the one that the attribute stands in.</param>
    internal DicomDataset FindInnermost(DicomDataset dataset, out bool isWhole)
    {
        DicomDataset level = dataset;
        isWhole = true;
        foreach (DicomTag tag in Tags.SkipLast(1))
        {
            isWhole = level.TryGetSequence(tag, out DicomSequence? sequence) && !sequence.IsEmpty;
            if (!isWhole)
            {
                break;
            }

            level = sequence!.Items[0];
        }

        return level;
    }

    private static void Remove(DicomDataset level, ReadOnlySpan<DicomTag> path)
    {
        if (path is [var tag])
        {
            level.Remove(tag);
            return;
        }

        foreach (DicomDataset item in level.TryGetSequence(path[0], out DicomSequence? sequence) ? sequence.Items : [])
        {
            Remove(item, path[1..]);
        }
    }

    private DicomDataset? FindLevel(DicomDataset dataset)
    {
        DicomDataset level = FindInnermost(dataset, out bool isWhole);
        return isWhole ? level : null;
    }

    private static bool TryFind(string word, out DicomDictionaryEntry entry) =>
        DicomTag.TryParse(word, out DicomTag tag)
            ? DicomDictionary.TryFind(tag, out entry)
            : DicomDictionary.TryFind(word, out entry);

    private static bool IsOfStep(DicomTag tag) =>
        WorklistAttributes.IsMatchingKey(tag, DicomTag.ScheduledProcedureStepSequence)
        && !WorklistAttributes.IsMatchingKey(tag, null);
}
