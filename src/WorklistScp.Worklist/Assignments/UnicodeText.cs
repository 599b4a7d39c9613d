using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Assignments;

/// <summary>Turns the text of a data set into ISO_IR 192 (UTF-8), which has every character.</summary>
internal static class UnicodeText
{
    /// <summary>Turns all of it, that of items too.</summary>
    /// <returns>Whether it could be; if not, because a text is not in its own character set, nothing has changed.</returns>
    public static bool TryApply(DicomDataset dataset)
    {
        // All is decoded before anything changes: items have the character set of what they stand in.
        var changes = new List<(DicomDataset Level, DicomElement Text)>();
        if (!TryDecode(dataset, changes))
        {
            return false;
        }

        foreach ((DicomDataset level, DicomElement text) in changes)
        {
            level.AddOrUpdate(text);
        }

        foreach (DicomDataset level in LevelsOf(dataset).ToArray())
        {
            level.Remove(DicomTag.SpecificCharacterSet);
        }

        dataset.AddOrUpdate(DicomElement.FromAscii(
            DicomTag.SpecificCharacterSet, DicomVR.CS, SpecificCharacterSet.Utf8.Value));
        return true;
    }

    private static bool TryDecode(DicomDataset dataset, List<(DicomDataset Level, DicomElement Text)> changes)
    {
        foreach (DicomDataset level in LevelsOf(dataset))
        {
            foreach (DicomElement element in level.OfType<DicomElement>().Where(element =>
                element.VR.UsesCharacterSet && !SpecificCharacterSet.IsPlain(element.Value.Span)))
            {
                string text = level.CharacterSet.Decode(element.Value.Span, element.VR);
                if (text.Contains('\ufffd')
                    || !DicomValueText.TryEncode(text, element.VR, SpecificCharacterSet.Utf8, out byte[] bytes, out _))
                {
                    return false;
                }

                changes.Add((level, new DicomElement(element.Tag, element.VR, bytes)));
            }
        }

        return true;
    }

    private static IEnumerable<DicomDataset> LevelsOf(DicomDataset dataset) => dataset.OfType<DicomSequence>()
        .SelectMany(sequence => sequence.Items).SelectMany(LevelsOf).Prepend(dataset);
}
