using System.Buffers.Binary;
using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Writes values that are numbers, and tags (PS3.18 table F.2.3-1).</summary>
internal static class JsonNumberWriter
{
    private const int TagSize = 4;

    private delegate void ValueWriter(ReadOnlySpan<byte> value, Utf8JsonWriter json);

    /// <summary>Writes the values; false, and nothing written, where JSON has no form for them.</summary>
    public static bool TryWrite(DicomElement element, Utf8JsonWriter json)
    {
        int size = element.VR == DicomVR.AT ? TagSize : element.VR.UnitSize;
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

    private static ValueWriter? FindWriter(DicomVR vr) => vr.Code switch
    {
        "AT" => WriteTag,
        "FD" => WriteDouble,
        "FL" => WriteSingle,
        "SL" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        "SS" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        "SV" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        "UL" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        "US" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        "UV" => (bytes, json) => json.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        _ => null,
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
        for (var i = 0; i < bytes.Length; i += vr.UnitSize)
        {
            bool isFinite = vr == DicomVR.FD ? double.IsFinite(BinaryPrimitives.ReadDoubleLittleEndian(bytes[i..]))
                : vr != DicomVR.FL || float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(bytes[i..]));
            if (!isFinite)
            {
                return false;
            }
        }

        return true;
    }
}
