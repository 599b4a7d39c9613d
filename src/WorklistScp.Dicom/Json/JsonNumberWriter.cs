using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Writes values that are numbers, and tags (PS3.18 table F.2.3-1).</summary>
internal static class JsonNumberWriter
{
    /// <summary>Writes the values; false, and nothing written, where JSON has no form for them.</summary>
    public static bool TryWrite(DicomElement element, Utf8JsonWriter json)
    {
        if (!NumberValues.TryFormat(element, out string[]? values))
        {
            return false;
        }

        json.WriteStartArray("Value"u8);
        foreach (string value in values)
        {
            Write(value, element.VR, json);
        }

        json.WriteEndArray();
        return true;
    }

    private static void Write(string value, DicomVR vr, Utf8JsonWriter json)
    {
        if (vr.Number == DicomNumberKind.Tag)
        {
            json.WriteStringValue(value);
        }
        else
        {
            // Some read -0 as an integer, which has no sign then.
            json.WriteRawValue(value == "-0" ? "-0.0" : value, skipInputValidation: true);
        }
    }
}
