using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Responses;

/// <summary>Converts the text of a data set from one character set to another.</summary>
internal static class CharacterSetConverter
{
    /// <summary>
    /// Converts every text, nested ones included; false when a character has no code in the target: then
    /// <paramref name="problem"/> is the attribute and there is no result.
    /// </summary>
    /// <param name="dataset">The data set; it stays as it is.</param>
    /// <param name="source">The character set of its text; nested data sets may name one of their own.</param>
    /// <param name="target">The character set to convert to.</param>
    /// <param name="converted">The result.</param>
    /// <param name="problem">The attribute with a character that has no code.</param>
    public static bool TryConvert(
        DicomDataset dataset,
        SpecificCharacterSet source,
        SpecificCharacterSet target,
        [NotNullWhen(true)] out DicomDataset? converted,
        out DicomTag problem)
    {
        converted = null;
        var result = new DicomDataset();
        SpecificCharacterSet own = dataset.Contains(DicomTag.SpecificCharacterSet) ? dataset.CharacterSet : source;
        foreach (DicomItem item in dataset)
        {
            problem = item.Tag;
            if (item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            DicomItem? copy = item is DicomSequence sequence
                ? ConvertItems(sequence, own, target, ref problem)
                : ConvertElement((DicomElement)item, own, target);
            if (copy is null)
            {
                return false;
            }

            result.AddOrUpdate(copy);
        }

        problem = default;
        converted = result;
        return true;
    }

    private static DicomSequence? ConvertItems(
        DicomSequence sequence, SpecificCharacterSet source, SpecificCharacterSet target, ref DicomTag problem)
    {
        var items = new List<DicomDataset>(sequence.Items.Count);
        foreach (DicomDataset item in sequence.Items)
        {
            if (!TryConvert(item, source, target, out DicomDataset? converted, out problem))
            {
                return null;
            }

            items.Add(converted);
        }

        return new DicomSequence(sequence.Tag, items);
    }

    private static DicomElement? ConvertElement(
        DicomElement element, SpecificCharacterSet source, SpecificCharacterSet target)
    {
        ReadOnlySpan<byte> value = element.Value.Span;
        if (!element.VR.UsesCharacterSet || SpecificCharacterSet.IsPlain(value))
        {
            return element;
        }

        string text = source.Decode(value, element.VR).TrimEnd(' ', '\0');
        return !text.Contains('\ufffd') && target.TryEncode(text, element.VR, out byte[]? bytes, out _)
            ? new DicomElement(element.Tag, element.VR, bytes)
            : null;
    }
}
