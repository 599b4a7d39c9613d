using System.Buffers;
using System.Text;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// Whether the value of a key is one that can match (PS3.5 table 6.2-1).
/// </summary>
internal static class KeyCheck
{
    private static readonly SearchValues<char> CodeStringCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _*?\\");

    /// <summary>What is wrong with the value; null if nothing is.</summary>
    /// <param name="key">The key; what is no text has nothing wrong.</param>
    /// <param name="hasCharacterSet">
    /// Whether there is a Specific Character Set for it. Without one text beyond ASCII is taken too, as files have it, but
    /// no control characters.
    /// </param>
    public static QueryProblemKind? FindProblem(KeyText key, bool hasCharacterSet)
    {
        if (key.Text is not { } text)
        {
            return null;
        }

        DicomVR vr = key.VR;
        if (TemporalParser.Reads(vr))
        {
            return IsTemporal(key, text) ? null : QueryProblemKind.NoDateOrTime;
        }

        bool isValid = true;
        if (vr.Form == DicomTextForm.Code)
        {
            isValid = !text.AsSpan().ContainsAnyExcept(CodeStringCharacters);
        }
        else if (vr.Form == DicomTextForm.AETitle)
        {
            isValid = Ascii.IsValid(text) && !HasControls(text, vr);
        }
        else if (vr.UsesCharacterSet && !hasCharacterSet)
        {
            isValid = !HasControls(text, vr);
        }

        return isValid ? null : QueryProblemKind.Characters;
    }

    /// <summary>
    /// Whether an identifier or item, or what it is nested in, has a Specific Character Set. One that is unknown will
    /// do: its text is read as ISO 8859-1, and may still match.
    /// </summary>
    public static bool HasCharacterSet(DicomDataset level) =>
        (level.TryGetItem(DicomTag.SpecificCharacterSet, out DicomItem? own) && !own.IsEmpty)
        || (level.Parent is not null && HasCharacterSet(level.Parent));

    // The formats from before DICOM, 2026.11.01 and 09:30, are for entries only.
    private static bool IsTemporal(KeyText key, string text) =>
        !text.Contains(key.VR == DicomVR.DA ? '.' : ':') && key.Ranges.Length == key.Values.Count;

    private static bool HasControls(string text, DicomVR vr)
    {
        foreach (char c in text)
        {
            bool isLineBreak = !vr.IsMultiValue && c is '\t' or '\n' or '\f' or '\r';
            if (c is < ' ' or '\x7f' && !isLineBreak)
            {
                return true;
            }
        }

        return false;
    }
}
