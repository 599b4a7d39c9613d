using System.Buffers.Binary;
using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Writes values that are numbers, and tags (PS3.18 table F.2.3-1).</summary>
internal static class JsonNumberWriter
{
    private delegate void ValueWriter(ReadOnlySpan<byte> value, Utf8JsonWriter json);

    /// <summary>Writes the values; false, and nothing written, where JSON has no form for them.</summary>
    public static bool TryWrite(DicomElement element, Utf8JsonWriter json)
    {
        int size = element.VR.ValueSize;
        ReadOnlySpan<byte> bytes = element.Value.Span;
        if (FindWriter(element.VR) is not { } write || bytes.Length % size != 0 || !AreFinite(bytes, element.VR))
        {
            return false;
        }

        json.WriteStartArray("Value"u8);
        for (var i = 0; i < bytes.Length; i += size)
        {
            write(bytes[i..], json);
        }

        json.WriteEndArray();
        return true;
    }

    private static ValueWriter? FindWriter(DicomVR vr) => vr.IsOneBinaryValue ? null : vr.Number switch
    {
        DicomNumberKind.Tag => WriteTag,
        DicomNumberKind.FloatingPoint => vr.UnitSize == sizeof(double) ? WriteDouble : WriteSingle,
        DicomNumberKind.Signed => (bytes, json) => json.WriteNumberValue(ReadSigned(vr.UnitSize, bytes)),
        DicomNumberKind.Unsigned => (bytes, json) => json.WriteNumberValue(ReadUnsigned(vr.UnitSize, bytes)),
        _ => null,
    };

    private static long ReadSigned(int size, ReadOnlySpan<byte> bytes) => size switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    private static ulong ReadUnsigned(int size, ReadOnlySpan<byte> bytes) => size switch
    {
        sizeof(ushort) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    private static void WriteTag(ReadOnlySpan<byte> bytes, Utf8JsonWriter json)
    {
        ushort group = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        ushort element = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        json.WriteStringValue($"{group:X4}{element:X4}");
    }

    private static void WriteDouble(ReadOnlySpan<byte> bytes, Utf8JsonWriter json)
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
        if (!WriteNegativeZero(value, json))
        {
            json.WriteNumberValue(value);
        }
    }

    // In the digits of a single, which are fewer.
    private static void WriteSingle(ReadOnlySpan<byte> bytes, Utf8JsonWriter json)
    {
        float value = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        if (!WriteNegativeZero(value, json))
        {
            json.WriteNumberValue(value);
        }
    }

    // Some read -0 as an integer, which has no sign then.
    private static bool WriteNegativeZero(double value, Utf8JsonWriter json)
    {
        bool isNegativeZero = value == 0 && double.IsNegative(value);
        if (isNegativeZero)
        {
            json.WriteRawValue("-0.0"u8, skipInputValidation: true);
        }

        return isNegativeZero;
    }

    // JSON has no numbers for infinity, nor for what is none.
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
