using System.Globalization;
using System.Text.Json;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Writes values that are characters (PS3.18 F.2.2 to F.2.5).</summary>
internal static class JsonTextWriter
{
    private const NumberStyles Number =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Writes the values, if they are the same bytes when they are read again; else writes nothing.</summary>
    public static bool TryWrite(DicomElement element, SpecificCharacterSet characterSet, Utf8JsonWriter json)
    {
        if (!TextValues.TrySplit(element, characterSet, out string?[] values)
            || (element.VR == DicomVR.PN && !values.All(value => value is null || JsonPersonName.IsExact(value))))
        {
            return false;
        }

        json.WriteStartArray("Value"u8);
        foreach (string? value in values)
        {
            Write(value, element.VR, json);
        }

        json.WriteEndArray();
        return true;
    }

    private static void Write(string? value, DicomVR vr, Utf8JsonWriter json)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (vr == DicomVR.PN)
        {
            JsonPersonName.Write(value, json);
        }
        else if (vr.Form is DicomTextForm.Integer or DicomTextForm.Decimal && IsNumber(value))
        {
            json.WriteRawValue(value, skipInputValidation: true); // 1.50 stays 1.50
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    // RFC 8259 section 6: no sign but minus, no zeros in front, digits on both sides of the point.
    private static bool IsNumber(string value)
    {
        ReadOnlySpan<char> digits = value.StartsWith('-') ? value.AsSpan(1) : value;
        return digits is ['0'] or ['0', '.' or 'e' or 'E', ..] or [>= '1' and <= '9', ..]
            && char.IsAsciiDigit(value[^1])
            && !value.Contains(".e", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(value, Number, CultureInfo.InvariantCulture, out _);
    }
}
