using System.Globalization;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.DumpText;

/// <summary>How the value of a line is written.</summary>
internal enum DumpValueForm
{
    /// <summary>Not at all, or as <c>(no value available)</c>.</summary>
    Empty,

    /// <summary>Plain or in brackets.</summary>
    Text,

    /// <summary>As a remark in parentheses, such as <c>(not loaded)</c>.</summary>
    Remark,
}

/// <summary>A line of dump text, taken apart: tag, VR, value.</summary>
internal readonly ref struct DumpLine
{
    // The ASCII white space that C's isspace knows; the line feed ended the line.
    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\v\f"u8;

    public required int Number { get; init; }

    public required DicomTag Tag { get; init; }

    public required DicomVR VR { get; init; }

    public DumpValueForm Form { get; init; }

    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>Takes a line apart; false for a blank line and a comment.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int number, out DumpLine line)
    {
        line = default;
        text = text.Trim(WhiteSpace);
        if (text.IsEmpty || text[0] == '#')
        {
            return false;
        }

        if (text.Contains((byte)0))
        {
            throw Malformed(number, "a NUL byte, which dump text cannot hold");
        }

        DicomTag tag = TakeTag(ref text, number);
        if (tag.Group == DicomTag.Item.Group)
        {
            // Of items and delimiters only the tag counts.
            line = new DumpLine { Number = number, Tag = tag, VR = DicomVR.UN };
            return true;
        }

        DicomVR vr = TakeVR(ref text, tag, number);
        ReadOnlySpan<byte> value = ReadValue(text, vr, number, out DumpValueForm form);
        line = new DumpLine { Number = number, Tag = tag, VR = vr, Form = form, Value = value };
        return true;
    }

    /// <summary>An error in this line.</summary>
    public DicomDataException Malformed(string problem) => Malformed(Number, $"{Tag} {problem}");

    /// <summary>Reads <c>(gggg,eeee)</c>; spaces may be anywhere, and leading zeros left out.</summary>
    public static bool TryParseTag(ReadOnlySpan<byte> text, out DicomTag tag)
    {
        tag = default;
        int comma = text.IndexOf((byte)',');
        if (text is not [(byte)'(', .., (byte)')'] || comma < 0
            || !TryParseHexadecimal(text[1..comma], out ushort group)
            || !TryParseHexadecimal(text[(comma + 1)..^1], out ushort element))
        {
            return false;
        }

        tag = new DicomTag(group, element);
        return true;
    }

    public static DicomDataException Malformed(int number, string problem) => new($"line {number}: {problem}");

    private static bool TryParseHexadecimal(ReadOnlySpan<byte> text, out ushort value)
    {
        Span<byte> digits = stackalloc byte[4];
        var count = 0;
        value = 0;
        foreach (byte c in text)
        {
            if (WhiteSpace.Contains(c))
            {
                continue;
            }

            if (count == digits.Length)
            {
                return false;
            }

            digits[count++] = c;
        }

        return ushort.TryParse(
            digits[..count], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static DicomTag TakeTag(ref ReadOnlySpan<byte> text, int number)
    {
        int end = text.IndexOf((byte)')') + 1;
        if (!TryParseTag(text[..end], out DicomTag tag))
        {
            throw Malformed(number, "no tag, expected (gggg,eeee) in hexadecimal digits");
        }

        text = text[end..].TrimStart(WhiteSpace);
        return tag;
    }

    private static DicomVR TakeVR(ref ReadOnlySpan<byte> text, DicomTag tag, int number)
    {
        if (text.Length < 2 || !EndsVR(text[2..]) || !IsVRToken(text[..2]))
        {
            return DicomDictionary.GetVR(tag);
        }

        ReadOnlySpan<byte> token = text[..2];
        text = text[2..].TrimStart(WhiteSpace);
        if (DicomVR.TryParse(token, out DicomVR vr))
        {
            return vr;
        }

        if (IsUndecided(token))
        {
            return DicomDictionary.GetVR(tag);
        }

        string name = $"{(char)token[0]}{(char)token[1]}";
        throw Malformed(number, $"{tag} {name} is no VR of PS3.5 6.2; write ?? where it is unknown");
    }

    private static bool EndsVR(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || WhiteSpace.Contains(rest[0]) || "[(<=#"u8.Contains(rest[0]);

    private static bool IsVRToken(ReadOnlySpan<byte> token) =>
        IsUndecided(token) || (char.IsAsciiLetterUpper((char)token[0]) && char.IsAsciiLetterUpper((char)token[1]));

    // What dcmdump prints for a VR it does not know, and DCMTK's names for those that depend on other elements.
    private static bool IsUndecided(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("??"u8) || token.SequenceEqual("na"u8) || token.SequenceEqual("ox"u8)
        || token.SequenceEqual("xs"u8) || token.SequenceEqual("up"u8);

    private static ReadOnlySpan<byte> ReadValue(ReadOnlySpan<byte> text, DicomVR vr, int number, out DumpValueForm form)
    {
        form = DumpValueForm.Text;
        switch (text)
        {
            case [(byte)'[', ..]:
                int end = text.LastIndexOf((byte)']');
                return end > 0 ? text[1..end] : throw Malformed(number, "no ] at the end of the value");
            case [(byte)'<', ..]:
                throw Malformed(number, "a value that begins with <, expected it in brackets");
        }

        if (text is [(byte)'(', ..] && (vr.Number != DicomNumberKind.Tag || text.StartsWith("(no"u8)))
        {
            form = text.StartsWith("(no value available)"u8) ? DumpValueForm.Empty : DumpValueForm.Remark;
            return text;
        }

        int comment = text.IndexOf((byte)'#');
        text = comment < 0 ? text : text[..comment].TrimEnd(WhiteSpace);
        form = text.IsEmpty ? DumpValueForm.Empty : DumpValueForm.Text;
        return text;
    }
}
