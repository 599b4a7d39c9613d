using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Datasets;

/// <summary>Makes value fields of text as people write it: backslashes between values, numbers in decimal.</summary>
public static class DicomValueText
{
    private const int LongestNumber = 16;

    /// <summary>Makes a value field, of even length.</summary>
    /// <param name="text">The text; a backslash separates values, where the VR has several.</param>
    /// <param name="vr">The VR; of binary data such as OB, only an empty text has a meaning.</param>
    /// <param name="characterSet">The character set of the data set.</param>
    /// <param name="bytes">The value field; empty where the text is wrong.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryEncode(
        string text, DicomVR vr, SpecificCharacterSet characterSet, out byte[] bytes,
        [NotNullWhen(false)] out string? expected)
    {
        if (vr.IsString)
        {
            bool isEncoded = characterSet.TryEncode(text, vr, out bytes, out string? unencodable);
            bytes = Pad(bytes, vr);
            expected = isEncoded ? null : $"characters of {NameOf(characterSet, vr)}, not {unencodable}";
            return isEncoded;
        }

        expected = ExpectedNumber(vr);
        var output = new ArrayBufferWriter<byte>();
        bool isRead = text.Length == 0 || text.Split('\\').All(value => TryAddNumber(value.Trim(), vr, output));
        bytes = isRead ? output.WrittenSpan.ToArray() : [];
        expected = isRead ? null : expected;
        return isRead;
    }

    /// <summary>Reads a number or a tag; floating point numbers are finite.</summary>
    /// <param name="text">The number in decimal, or the tag in 8 hexadecimal digits.</param>
    /// <param name="vr">The VR.</param>
    /// <param name="bytes">Receives it in little endian; 16 bytes at least.</param>
    /// <param name="size">How many bytes it has.</param>
    internal static bool TryReadNumber(string text, DicomVR vr, Span<byte> bytes, out int size)
    {
        const NumberStyles Integer = NumberStyles.AllowLeadingSign;
        const NumberStyles Hexadecimal = NumberStyles.AllowHexSpecifier;
        CultureInfo culture = CultureInfo.InvariantCulture;
        size = vr.ValueSize;
        switch (vr.IsOneBinaryValue ? DicomNumberKind.None : vr.Number)
        {
            case DicomNumberKind.Tag when text.Length == 8 && uint.TryParse(text, Hexadecimal, culture, out uint tag):
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)tag);
                return true;
            case DicomNumberKind.FloatingPoint when size == sizeof(double):
                return double.TryParse(text, NumberStyles.Float, culture, out double d) && double.IsFinite(d)
                    && BinaryPrimitives.TryWriteDoubleLittleEndian(bytes, d);
            case DicomNumberKind.FloatingPoint:
                return float.TryParse(text, NumberStyles.Float, culture, out float f) && float.IsFinite(f)
                    && BinaryPrimitives.TryWriteSingleLittleEndian(bytes, f);
            case DicomNumberKind.Signed when Int128.TryParse(text, Integer, culture, out Int128 signed):
                BinaryPrimitives.WriteInt128LittleEndian(bytes, signed);
                return signed >= -Limit(vr, 1) && signed < Limit(vr, 1);
            case DicomNumberKind.Unsigned when Int128.TryParse(text, Integer, culture, out Int128 unsigned):
                BinaryPrimitives.WriteInt128LittleEndian(bytes, unsigned);
                return unsigned >= 0 && unsigned < Limit(vr, 0);
            default:
                return false;
        }
    }

    /// <summary>What <see cref="TryReadNumber"/> reads.</summary>
    internal static string ExpectedNumber(DicomVR vr) => vr.IsOneBinaryValue ? $"no value: {vr} is binary data"
        : vr.Number switch
        {
            DicomNumberKind.Tag => "a tag of 8 hexadecimal digits",
            DicomNumberKind.FloatingPoint => "a number",
            _ => $"an integer of {8 * vr.UnitSize} bits",
        };

    /// <summary>A value field of even length (PS3.5 6.2).</summary>
    internal static byte[] Pad(byte[] bytes, DicomVR vr) => bytes.Length % 2 == 0 ? bytes : [.. bytes, vr.PaddingByte];

    /// <summary>How messages name the character set of a value.</summary>
    internal static string NameOf(SpecificCharacterSet characterSet, DicomVR vr) =>
        vr.UsesCharacterSet && characterSet.Value.Length > 0 ? characterSet.Value : "the default repertoire, ISO-IR 6";

    private static bool TryAddNumber(string text, DicomVR vr, ArrayBufferWriter<byte> output)
    {
        bool isRead = TryReadNumber(text, vr, output.GetSpan(LongestNumber), out int size);
        output.Advance(isRead ? size : 0);
        return isRead;
    }

    private static Int128 Limit(DicomVR vr, int signBits) => Int128.One << ((8 * vr.UnitSize) - signBits);
}
