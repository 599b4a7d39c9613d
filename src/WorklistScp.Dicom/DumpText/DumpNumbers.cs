using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Makes little endian numbers of text, values separated by backslashes.</summary>
internal static class DumpNumbers
{
    // double.NaN has its sign bit set.
    private static readonly double PositiveNaN = BitConverter.UInt64BitsToDouble(0x7ff8_0000_0000_0000);

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    public static byte[] Read(DumpLine line)
    {
        var output = new ArrayBufferWriter<byte>();
        ReadOnlySpan<byte> text = line.Value.Trim(Blanks);
        if (!text.IsEmpty)
        {
            foreach (Range range in text.Split((byte)'\\'))
            {
                ReadValues(line, text[range].Trim(Blanks), output);
            }
        }

        if ((output.WrittenCount & 1) != 0)
        {
            output.Write([(byte)0]);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether dump text writes the values as bare hexadecimal digits.</summary>
    public static bool IsHexadecimal(DicomVR vr) => vr.Number == DicomNumberKind.None;

    /// <summary>Whether the values are floating point numbers.</summary>
    public static bool IsFloating(DicomVR vr) =>
        vr.Number == DicomNumberKind.FloatingPoint;

    // Blanks separate bytes and words too: dump2dcm's manual writes "OB 01 0".
    private static void ReadValues(DumpLine line, ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        int blank = IsHexadecimal(line.VR) ? text.IndexOfAny(Blanks) : -1;
        while (blank > 0)
        {
            ReadValue(line, text[..blank], output);
            text = text[blank..].TrimStart(Blanks);
            blank = text.IndexOfAny(Blanks);
        }

        ReadValue(line, text, output);
    }

    private static void ReadValue(DumpLine line, ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        int size = line.VR.ValueSize;
        Span<byte> target = output.GetSpan(sizeof(ulong) * 2)[..(sizeof(ulong) * 2)];
        bool understood;
        if (line.VR.Number == DicomNumberKind.Tag)
        {
            understood = TryReadTag(text, target);
        }
        else if (IsFloating(line.VR))
        {
            understood = size == sizeof(float) ? TryReadSingle(text, target) : TryReadDouble(text, target);
        }
        else
        {
            understood = TryReadInteger(text, IsHexadecimal(line.VR), size, target);
        }

        if (!understood)
        {
            throw line.Malformed(
                $"has a value that is none of {line.VR}, expected {Expected(line.VR)} separated by backslashes");
        }

        output.Advance(size);
    }

    private static string Expected(DicomVR vr) => vr switch
    {
        _ when vr.Number == DicomNumberKind.Tag => "(gggg,eeee)",
        _ when IsHexadecimal(vr) => $"hexadecimal numbers of {2 * vr.UnitSize} digits",
        _ when IsFloating(vr) => "numbers",
        _ => $"integers of {8 * vr.UnitSize} bits",
    };

    private static bool TryReadTag(ReadOnlySpan<byte> text, Span<byte> target)
    {
        bool understood = DumpLine.TryParseTag(text, out DicomTag tag);
        BinaryPrimitives.WriteUInt16LittleEndian(target, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], tag.Element);
        return understood;
    }

    // A number is taken when its bits fit, signed or not: hand-written US values such as -2000 are meant that way.
    private static bool TryReadInteger(ReadOnlySpan<byte> text, bool isHexadecimal, int size, Span<byte> target)
    {
        NumberStyles style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign;
        if (text.Length > 40 || !Int128.TryParse(text, style, CultureInfo.InvariantCulture, out Int128 value))
        {
            return false;
        }

        BinaryPrimitives.WriteInt128LittleEndian(target, value);
        int bits = 8 * size;
        return value < (Int128.One << bits) && (isHexadecimal ? value >= 0 : value >= -(Int128.One << (bits - 1)));
    }

    private static bool TryReadSingle(ReadOnlySpan<byte> text, Span<byte> target)
    {
        bool understood = TryReadSpecial(text, out double special);
        var value = (float)special;
        if (!understood)
        {
            understood = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && float.IsFinite(value);
        }

        BinaryPrimitives.WriteSingleLittleEndian(target, value);
        return understood;
    }

    private static bool TryReadDouble(ReadOnlySpan<byte> text, Span<byte> target)
    {
        bool understood = TryReadSpecial(text, out double value);
        if (!understood)
        {
            understood = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value);
        }

        BinaryPrimitives.WriteDoubleLittleEndian(target, value);
        return understood;
    }

    private static bool TryReadSpecial(ReadOnlySpan<byte> text, out double value)
    {
        value = text.SequenceEqual("inf"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-inf"u8) ? double.NegativeInfinity
            : text.SequenceEqual("-nan"u8) ? double.NaN
            : text.SequenceEqual("nan"u8) ? PositiveNaN
            : 0;
        return !double.IsFinite(value);
    }
}
