using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Datasets;

/// <summary>Turns the text of a data set into ISO_IR 192 (UTF-8), which has every character.</summary>
public static class UnicodeText
{
    private const char GroupDelimiter = '='; // PS3.5 6.2.1.1

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

        dataset.AddOrUpdate(Declaration());
        return true;
    }

    /// <summary>Makes the data set that DICOMweb tells of this one, which stays as it is.</summary>
    /// <remarks>
    /// Specific Character Set is ISO_IR 192 where a text is not ASCII, and absent else. Text that is not in its own
    /// character set keeps its bytes. Of person names the delimiters behind the last component group are left out,
    /// which mean nothing (PS3.5 6.2.1.1).
    /// </remarks>
    public static DicomDataset Convert(DicomDataset dataset)
    {
        var isAscii = true;
        DicomDataset converted = ConvertLevel(dataset, ref isAscii);
        if (!isAscii)
        {
            converted.AddOrUpdate(Declaration());
        }

        return converted;
    }

    private static DicomElement Declaration() =>
        DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, SpecificCharacterSet.Utf8.Value);

    private static DicomDataset ConvertLevel(DicomDataset level, ref bool isAscii)
    {
        var members = new List<DicomItem>(level.Count);
        foreach (DicomItem item in level)
        {
            if (item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            if (item is DicomSequence sequence)
            {
                members.Add(ConvertItems(sequence, ref isAscii));
            }
            else if (item is DicomElement { VR.UsesCharacterSet: true } text)
            {
                DicomElement converted = TryConvert(level, text, out DicomElement? unicode) ? unicode : text;
                isAscii &= Ascii.IsValid(converted.Value.Span);
                members.Add(converted);
            }
            else
            {
                members.Add(item);
            }
        }

        return new DicomDataset(members);
    }

    private static DicomSequence ConvertItems(DicomSequence sequence, ref bool isAscii)
    {
        var items = new List<DicomDataset>(sequence.Items.Count);
        foreach (DicomDataset item in sequence.Items)
        {
            items.Add(ConvertLevel(item, ref isAscii));
        }

        return new DicomSequence(sequence.Tag, items);
    }

    private static bool TryConvert(
        DicomDataset level, DicomElement element, [NotNullWhen(true)] out DicomElement? unicode)
    {
        bool isName = element.VR == DicomVR.PN && element.Value.Span.Contains((byte)GroupDelimiter);
        unicode = SpecificCharacterSet.IsPlain(element.Value.Span) && !isName ? element : null;
        if (unicode is null && TryDecode(level, element, out string text))
        {
            unicode = Encode(element, isName ? WithoutDelimitersAtEnd(text) : text);
        }

        return unicode is not null;
    }

    private static string WithoutDelimitersAtEnd(string names) =>
        string.Join('\\', names.Split('\\').Select(name => name.TrimEnd(GroupDelimiter)));

    private static bool TryDecode(DicomDataset dataset, List<(DicomDataset Level, DicomElement Text)> changes)
    {
        foreach (DicomDataset level in LevelsOf(dataset))
        {
            foreach (DicomElement element in level.OfType<DicomElement>().Where(element =>
                element.VR.UsesCharacterSet && !SpecificCharacterSet.IsPlain(element.Value.Span)))
            {
                if (!TryDecode(level, element, out string text) || Encode(element, text) is not { } unicode)
                {
                    return false;
                }

                changes.Add((level, unicode));
            }
        }

        return true;
    }

    // Without the byte that makes the length even: it is another length in UTF-8.
    private static bool TryDecode(DicomDataset level, DicomElement element, out string text)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        bool isPadded = bytes.Length % 2 == 0 && bytes is [.., (byte)' '];
        text = level.CharacterSet.Decode(isPadded ? bytes[..^1] : bytes, element.VR);
        return !text.Contains('\ufffd');
    }

    private static DicomElement? Encode(DicomElement element, string text) =>
        DicomValueText.TryEncode(text, element.VR, SpecificCharacterSet.Utf8, out byte[] bytes, out _)
            ? new DicomElement(element.Tag, element.VR, bytes)
            : null;

    private static IEnumerable<DicomDataset> LevelsOf(DicomDataset dataset) => dataset.OfType<DicomSequence>()
        .SelectMany(sequence => sequence.Items).SelectMany(LevelsOf).Prepend(dataset);
}
