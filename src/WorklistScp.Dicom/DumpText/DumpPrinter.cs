using System.Buffers;
using System.Text;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Prints the values of elements as dcmdump does.</summary>
internal static class DumpPrinter
{
    /// <summary>The most characters of a value, brackets and dots included, unless it is to be in full.</summary>
    private const int MaxWidth = 70;

    private static ReadOnlySpan<byte> Dots => "..."u8;

    private static ReadOnlySpan<byte> NoValue => "(no value available)"u8;

    /// <summary>The printed value, and how many values there are (PS3.5 6.4).</summary>
    public static ReadOnlySpan<byte> Print(
        DicomElement element, SpecificCharacterSet characterSet, DicomDumpOptions options, out int multiplicity)
    {
        if (element.VR.IsString)
        {
            return PrintText(element, characterSet, options, out multiplicity);
        }

        ReadOnlySpan<byte> numbers = PrintNumbers(
            element.VR, element.Value.Span, options.FullValues ? int.MaxValue : MaxWidth, out int count);
        multiplicity = element.VR.IsOneBinaryValue ? 1 : count;
        return count == 0 ? NoValue : numbers;
    }

    /// <summary>Numbers with backslashes between them, dots in place of those that there is no room for.</summary>
    public static string PrintNumbers(DicomVR vr, ReadOnlySpan<byte> value) =>
        Encoding.ASCII.GetString(PrintNumbers(vr, value, MaxWidth, out _));

    private static ReadOnlySpan<byte> PrintText(
        DicomElement element, SpecificCharacterSet characterSet, DicomDumpOptions options, out int multiplicity)
    {
        ReadOnlySpan<byte> text = WithoutPadding(element, options);
        multiplicity = text.IsEmpty ? 0 : element.VR.IsMultiValue ? text.Count((byte)'\\') + 1 : 1;
        if (text.IsEmpty)
        {
            return NoValue;
        }

        if (element.VR == DicomVR.UI && DicomUIDNames.TryFindName(Encoding.Latin1.GetString(text), out string? name))
        {
            return Encoding.ASCII.GetBytes("=" + name);
        }

        if (options.DecodeText)
        {
            text = Decode(text, element.VR, characterSet);
        }

        int width = options.FullValues ? int.MaxValue : MaxWidth;
        var output = new ArrayBufferWriter<byte>();
        output.Write("["u8);
        foreach (byte c in text)
        {
            Quote(c, options, output);
            if (output.WrittenCount >= width)
            {
                return Shorten(output.WrittenSpan, width);
            }
        }

        output.Write("]"u8);
        return output.WrittenSpan;
    }

    private static ReadOnlySpan<byte> WithoutPadding(DicomElement element, DicomDumpOptions options)
    {
        ReadOnlySpan<byte> text = element.Value.Span;
        if (element.VR == DicomVR.UI)
        {
            return text.Trim(" \0"u8);
        }

        return options.KeepPadding ? text : text.TrimEnd((byte)' ');
    }

    // What is ASCII among the controls is quoted with the rest of it.
    private static byte[] Decode(ReadOnlySpan<byte> text, DicomVR vr, SpecificCharacterSet characterSet) =>
        Encoding.UTF8.GetBytes(string.Concat(characterSet.Decode(text, vr).Select(character =>
            char.IsControl(character) && !char.IsAscii(character) || character is '\u2028' or '\u2029'
                ? '?'
                : character)));

    private static byte[] Shorten(ReadOnlySpan<byte> text, int width) => [.. text[..(width - Dots.Length)], .. Dots];

    private static void Quote(byte c, DicomDumpOptions options, ArrayBufferWriter<byte> output)
    {
        bool isControl = c is < (byte)' ' and not (byte)'\t' or 0x7f;
        if (isControl && !(options.KeepEscapes && c == 0x1b))
        {
            output.Write([(byte)'\\', (byte)('0' + (c >> 6)), (byte)('0' + ((c >> 3) & 7)), (byte)('0' + (c & 7))]);
        }
        else
        {
            output.Write([c]);
        }
    }

    // A value is printed while there is room for it and, if more follow, for the dots.
    private static ReadOnlySpan<byte> PrintNumbers(DicomVR vr, ReadOnlySpan<byte> numbers, int width, out int count)
    {
        int size = vr.ValueSize;
        count = (numbers.Length + size - 1) / size;
        var output = new ArrayBufferWriter<byte>();
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        for (var i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> value = numbers[(i * size)..];
            padded.Clear();
            value[..Math.Min(size, value.Length)].CopyTo(padded);
            string text = (i > 0 ? "\\" : "") + DumpNumberText.Of(vr, padded);
            int reserved = i == count - 1 ? 0 : Dots.Length;
            if (output.WrittenCount + text.Length > width - reserved)
            {
                output.Write(Dots);
                break;
            }

            Encoding.ASCII.GetBytes(text, output);
        }

        return output.WrittenSpan;
    }
}
