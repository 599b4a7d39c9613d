using System.Text;

namespace WorklistScp.Hl7.Mapping;

/// <summary>Brings text into the form that a VR wants (PS3.5 table 6.2-1).</summary>
internal static class DicomText
{
    /// <summary>
    /// The text without control characters. Lines stay where the VR has lines, else blanks part them; a backslash, which
    /// would part values, becomes a slash; code strings have capital letters, digits, blanks and underscores only.
    /// </summary>
    public static string Of(string text, DicomVR vr)
    {
        bool hasLines = vr == DicomVR.LT || vr == DicomVR.ST || vr == DicomVR.UT;
        string lines = text.ReplaceLineEndings(hasLines ? "\r\n" : " ");
        var output = new StringBuilder(lines.Length);
        foreach (char character in vr == DicomVR.CS ? lines.ToUpperInvariant() : lines)
        {
            if (hasLines && character is '\r' or '\n')
            {
                output.Append(character);
            }
            else if (!char.IsControl(character) && (vr != DicomVR.CS || IsOfCode(character)))
            {
                output.Append(character == '\\' && vr.IsMultiValue ? '/' : character);
            }
        }

        return output.ToString().Trim();
    }

    /// <summary>The text, or its beginning.</summary>
    public static string Cut(string text, int most)
    {
        if (CountOf(text) <= most)
        {
            return text;
        }

        var length = 0;
        foreach (Rune rune in text.EnumerateRunes().Take(most))
        {
            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd();
    }

    /// <summary>A person's name, each of its component groups or its beginning.</summary>
    public static string CutGroups(string name, int most) =>
        string.Join('=', name.Split('=').Select(group => Cut(group, most)));

    /// <summary>How many characters a text has.</summary>
    public static int CountOf(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static bool IsOfCode(char character) =>
        char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character is ' ' or '_';
}
