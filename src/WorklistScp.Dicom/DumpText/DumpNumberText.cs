using System.Buffers.Binary;
using System.Globalization;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Prints a number as dcmdump does.</summary>
internal static class DumpNumberText
{
    /// <summary>The number that the bytes begin with, little endian; at least eight bytes are given.</summary>
    public static string Of(DicomVR vr, ReadOnlySpan<byte> bytes)
    {
        if (vr.Number == DicomNumberKind.Tag)
        {
            ushort group = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            return new DicomTag(group, BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])).ToString();
        }

        if (DumpNumbers.IsFloating(vr))
        {
            return vr.UnitSize == sizeof(float)
                ? OfSingle(BinaryPrimitives.ReadSingleLittleEndian(bytes))
                : OfDouble(BinaryPrimitives.ReadDoubleLittleEndian(bytes));
        }

        if (DumpNumbers.IsHexadecimal(vr))
        {
            return vr.UnitSize == 1 ? $"{bytes[0]:x2}" : $"{BinaryPrimitives.ReadUInt16LittleEndian(bytes):x4}";
        }

        Int128 number = vr.Number == DicomNumberKind.Signed ? Signed(vr.UnitSize, bytes) : Unsigned(vr.UnitSize, bytes);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static Int128 Signed(int size, ReadOnlySpan<byte> bytes) => size switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    private static Int128 Unsigned(int size, ReadOnlySpan<byte> bytes) => size switch
    {
        sizeof(ushort) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    // Nine digits tell any two singles apart.
    private static string OfSingle(float value) =>
        Special(value) ?? value.ToString("g9", CultureInfo.InvariantCulture);

    // The fewest digits that give the same number when read again.
    private static string OfDouble(double value)
    {
        if (Special(value) is { } special)
        {
            return special;
        }

        if (Math.Abs(value) < 1e17 && value == Math.Truncate(value))
        {
            return value.ToString("F0", CultureInfo.InvariantCulture);
        }

        string text = value.ToString("g15", CultureInfo.InvariantCulture);
        return Gives(text, value) ? text
            : Gives(text = value.ToString("g16", CultureInfo.InvariantCulture), value) ? text
            : value.ToString("g17", CultureInfo.InvariantCulture);
    }

    private static bool Gives(string text, double value) =>
        double.Parse(text, CultureInfo.InvariantCulture).Equals(value);

    private static string? Special(double value) =>
        double.IsNaN(value) ? "nan"
        : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : null;
}
