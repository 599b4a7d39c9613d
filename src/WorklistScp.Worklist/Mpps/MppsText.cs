using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Puts the text of an N-SET into the character set of the object that it changes (PS3.4 F.7.2.2.2).</summary>
internal static class MppsText
{
    /// <summary>Makes a copy in another character set, whose Specific Character Sets are gone.</summary>
    /// <param name="dataset">The attributes.</param>
    /// <param name="target">The character set that their text is to be in.</param>
    /// <param name="failed">The attributes whose text has no form there, or is in none of its own; empty: none.</param>
    public static DicomDataset Convert(
        DicomDataset dataset, SpecificCharacterSet target, out IReadOnlyList<DicomTag> failed)
    {
        var converted = new DicomDataset();
        var tags = new List<DicomTag>();
        foreach (DicomItem item in dataset)
        {
            if (item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            if (Convert(item, dataset, target) is { } other)
            {
                converted.AddOrUpdate(other);
            }
            else
            {
                tags.Add(item.Tag);
            }
        }

        failed = tags;
        return converted;
    }

    private static DicomItem? Convert(DicomItem item, DicomDataset level, SpecificCharacterSet target) => item switch
    {
        DicomSequence sequence => Convert(sequence, target),
        DicomElement element when element.VR.UsesCharacterSet && !SpecificCharacterSet.IsPlain(element.Value.Span)
            && level.CharacterSet.Value != target.Value => Convert(element, level.CharacterSet, target),
        _ => item,
    };

    private static DicomSequence? Convert(DicomSequence sequence, SpecificCharacterSet target)
    {
        var items = new List<DicomDataset>();
        foreach (DicomDataset item in sequence.Items)
        {
            items.Add(Convert(item, target, out IReadOnlyList<DicomTag> failed));
            if (failed.Count > 0)
            {
                return null;
            }
        }

        return new DicomSequence(sequence.Tag, items);
    }

    private static DicomElement? Convert(DicomElement element, SpecificCharacterSet own, SpecificCharacterSet target)
    {
        string text = own.Decode(element.Value.Span, element.VR);
        return !text.Contains('\ufffd') && DicomValueText.TryEncode(text, element.VR, target, out byte[] bytes, out _)
            ? new DicomElement(element.Tag, element.VR, bytes)
            : null;
    }
}
