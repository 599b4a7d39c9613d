using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorklistScp.Dicom.Datasets;

/// <summary>Values that are numbers, or tags, as they stand in JSON and XML.</summary>
internal static class NumberValues
{
    /// <summary>
    /// The values of a value field in the fewest digits that <see cref="DicomValueText.TryReadNumber"/> makes the same
    /// bytes of, tags in 8 hexadecimal digits. False where they are bytes, no whole number of values, or not finite.
    /// </summary>
    public static bool TryFormat(DicomElement element, [NotNullWhen(true)] out string[]? values)
    {
        DicomVR vr = element.VR;
        ReadOnlySpan<byte> bytes = element.Value.Span;
        values = null;
        if (vr.IsOneBinaryValue || vr.Number == DicomNumberKind.None || bytes.Length % vr.ValueSize != 0
            || !AreFinite(bytes, vr))
        {
            return false;
        }

        values = new string[bytes.Length / vr.ValueSize];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Format(bytes[(i * vr.ValueSize)..], vr);
        }

        return true;
    }

    private static string Format(ReadOnlySpan<byte> bytes, DicomVR vr)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return (vr.Number, vr.UnitSize) switch
        {
            (DicomNumberKind.Tag, _) => new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])).Value.ToString("X8", culture),
            (DicomNumberKind.FloatingPoint, sizeof(double)) =>
                BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString(culture),
            (DicomNumberKind.FloatingPoint, _) => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString(culture),
            (DicomNumberKind.Signed, sizeof(short)) => BinaryPrimitives.ReadInt16LittleEndian(bytes).ToString(culture),
            (DicomNumberKind.Signed, sizeof(int)) => BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(culture),
            (DicomNumberKind.Signed, _) => BinaryPrimitives.ReadInt64LittleEndian(bytes).ToString(culture),
            (_, sizeof(ushort)) => BinaryPrimitives.ReadUInt16LittleEndian(bytes).ToString(culture),
            (_, sizeof(uint)) => BinaryPrimitives.ReadUInt32LittleEndian(bytes).ToString(culture),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes).ToString(culture),
        };
    }

    // Neither JSON nor the decimal numbers of PS3.19 have infinity, or what is no number.
    private static bool AreFinite(ReadOnlySpan<byte> bytes, DicomVR vr)
    {
        for (var i = 0; i < bytes.Length && vr.Number == DicomNumberKind.FloatingPoint; i += vr.UnitSize)
        {
            bool isFinite = vr.UnitSize == sizeof(double)
                ? double.IsFinite(BinaryPrimitives.ReadDoubleLittleEndian(bytes[i..]))
                : float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(bytes[i..]));
            if (!isFinite)
            {
                return false;
            }
        }

        return true;
    }
}
