using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Reads a value that is a number, or a tag (PS3.18 table F.2.3-1).</summary>
internal static class JsonNumberReader
{
    /// <summary>Reads a value; a number may be a string too.</summary>
    /// <param name="value">The value.</param>
    /// <param name="vr">Its VR.</param>
    /// <param name="bytes">Receives it in little endian; 16 bytes at least.</param>
    /// <param name="size">How many bytes it has.</param>
    public static bool TryRead(JsonElement value, DicomVR vr, Span<byte> bytes, out int size)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        size = 0;
        return text is not null && DicomValueText.TryReadNumber(text, vr, bytes, out size);
    }

    /// <summary>What a value of this VR has to be.</summary>
    public static string Expected(DicomVR vr) =>
        vr.IsOneBinaryValue ? "InlineBinary" : DicomValueText.ExpectedNumber(vr);
}
