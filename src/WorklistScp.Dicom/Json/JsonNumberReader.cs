using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace WorklistScp.Dicom.Json;

/// <summary>Reads a value that is a number, or a tag (PS3.18 table F.2.3-1).</summary>
internal static class JsonNumberReader
{
    /// <summary>Reads a value; a number may be a string too.</summary>
    /// <param name="value">The value.</param>
    /// <param name="vr">Its VR.</param>
    /// <param name="bytes">Receives it in little endian.</param>
    /// <param name="size">How many bytes it has.</param>
    public static bool TryRead(JsonElement value, DicomVR vr, Span<byte> bytes, out int size)
    {
        size = vr == DicomVR.AT ? 2 * vr.UnitSize : vr.UnitSize;
        string? text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return text is not null && TryRead(text, vr, bytes);
    }

    /// <summary>What a value of this VR has to be.</summary>
    public static string Expected(DicomVR vr) => vr.Code switch
    {
        "AT" => "a string of 8 hexadecimal digits",
        "FD" or "FL" => "a number",
        _ when vr.HasLongLength && vr != DicomVR.SV && vr != DicomVR.UV => "InlineBinary",
        _ => $"an integer of {8 * vr.UnitSize} bits",
    };

    private static bool TryRead(string text, DicomVR vr, Span<byte> bytes)
    {
        const NumberStyles Integer = NumberStyles.AllowLeadingSign;
        CultureInfo culture = CultureInfo.InvariantCulture;
        switch (vr.Code)
        {
            case "AT" when text.Length == 8 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, culture, out uint tag):
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)tag);
                return true;
            case "FD" when double.TryParse(text, NumberStyles.Float, culture, out double d) && double.IsFinite(d):
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, d);
                return true;
            case "FL" when float.TryParse(text, NumberStyles.Float, culture, out float f) && float.IsFinite(f):
                BinaryPrimitives.WriteSingleLittleEndian(bytes, f);
                return true;
            case "SL" or "SS" or "SV" when Int128.TryParse(text, Integer, culture, out Int128 signed):
                BinaryPrimitives.WriteInt128LittleEndian(bytes, signed);
                return signed >= -Limit(vr, 1) && signed < Limit(vr, 1);
            case "UL" or "US" or "UV" when Int128.TryParse(text, Integer, culture, out Int128 unsigned):
                BinaryPrimitives.WriteInt128LittleEndian(bytes, unsigned);
                return unsigned >= 0 && unsigned < Limit(vr, 0);
            default:
                return false;
        }
    }

    private static Int128 Limit(DicomVR vr, int signBits) => Int128.One << ((8 * vr.UnitSize) - signBits);
}
