using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Changes the text of an answer, which is Unicode until it is sent.</summary>
internal static class AnswerText
{
    /// <summary>
    /// Gives an attribute a value: as much text as its VR takes, nothing where it takes no such value. A UID, a date or a
    /// number of which something is cut would be another one. Specific Character Set is no attribute to be changed.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="path">The attribute.</param>
    /// <param name="text">The value.</param>
    /// <param name="mayBeEmpty">Whether an empty value is put, else it changes nothing.</param>
    public static void Put(DicomDataset answer, AttributePath path, string text, bool mayBeEmpty = false)
    {
        if ((text.Length > 0 || mayBeEmpty) && TryMake(path, text, out DicomElement? element))
        {
            path.Put(answer, element);
        }
    }

    /// <summary>Whether there are texts that an attribute can have.</summary>
    public static bool MayHaveText(AttributePath path) =>
        path.VR != DicomVR.SQ && !path.VR.IsOneBinaryValue && path.IsOfDataSet
        && path.Tags[^1] != DicomTag.SpecificCharacterSet;

    /// <summary>Makes an attribute of a text; false: it takes no such value.</summary>
    public static bool TryMake(AttributePath path, string text, [NotNullWhen(true)] out DicomElement? element)
    {
        DicomVR vr = path.VR;
        string value = vr.UsesCharacterSet && vr.MaxLength > 0 ? Cut(text, vr, vr.MaxLength) : text;
        bool isMade = DicomValueText.TryEncode(value, vr, SpecificCharacterSet.Utf8, out byte[] bytes, out _)
            && MayHaveText(path) && (!vr.IsString || ValueCheck.FindProblem(path, vr, value) is null);
        element = isMade ? new DicomElement(path.Tags[^1], vr, bytes) : null;
        return element is not null;
    }

    /// <summary>Leaves so many characters of each value; of a name, of each component group.</summary>
    public static string Cut(string text, DicomVR vr, int length) => vr == DicomVR.PN
        ? CutEach(text, '\\', name => CutEach(name, '=', group => Cut(group, length).TrimEnd('^')))
        : vr.IsMultiValue ? CutEach(text, '\\', value => Cut(value, length))
        : Cut(text, length);

    /// <summary>Changes all text of a VR, that in items too.</summary>
    public static void Change(DicomDataset level, DicomVR vr, Func<string, string> change)
    {
        foreach (DicomItem item in level.ToArray())
        {
            if (item is DicomSequence sequence)
            {
                foreach (DicomDataset inner in sequence.Items)
                {
                    Change(inner, vr, change);
                }
            }
            else if (item is DicomElement { IsEmpty: false } element && item.VR == vr)
            {
                string text = SpecificCharacterSet.Utf8.Decode(element.Value.Span, vr);
                string changed = CutEach(text, '\\', change);
                if (changed != text && DicomValueText.TryEncode(changed, vr, SpecificCharacterSet.Utf8, out byte[] bytes, out _))
                {
                    level.AddOrUpdate(new DicomElement(item.Tag, vr, bytes));
                }
            }
        }
    }

    /// <summary>Removes some members, and of sequences items in which nothing is left.</summary>
    public static void Drop(DicomDataset level, Predicate<DicomItem> isDropped)
    {
        foreach (DicomItem item in level.ToArray())
        {
            DicomItem kept = item;
            if (item is DicomSequence { IsEmpty: false } sequence)
            {
                DicomDataset[] items = [.. sequence.Clone().Items];
                Array.ForEach(items, inner => Drop(inner, isDropped));
                kept = new DicomSequence(item.Tag, [.. items.Where(inner => inner.Count > 0)]);
            }

            if (isDropped(kept))
            {
                level.Remove(item.Tag);
            }
            else if (kept != item)
            {
                level.AddOrUpdate(kept);
            }
        }
    }

    private static string CutEach(string text, char separator, Func<string, string> cut) =>
        text.Contains(separator) ? string.Join(separator, text.Split(separator).Select(cut)) : cut(text);

    // One that is a pair of surrogates here counts once.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var kept = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (length-- == 0)
            {
                break;
            }

            kept += rune.Utf16SequenceLength;
        }

        return text[..kept].TrimEnd(' ');
    }
}
