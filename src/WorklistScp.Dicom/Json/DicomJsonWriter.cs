using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Writes data sets in the DICOM JSON model (PS3.18 annex F).</summary>
/// <remarks>
/// What <see cref="DicomJsonReader"/> reads of it is the same data set byte for byte, group lengths excepted, which
/// PS3.18 F.2.2 leaves out. Specific Character Set stays as it was, and tells how text goes back to bytes. A value that
/// its VR's form in JSON does not hold exactly, such as text with bytes that are no characters, is written as
/// <c>InlineBinary</c>, for which PS3.18 F.2.7 has binary VRs only.
/// </remarks>
public static class DicomJsonWriter
{
    /// <summary>Lines of their own, and characters as they are: what is written is no part of an HTML page.</summary>
    public static JsonWriterOptions Readable { get; } = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a data set as an object, in lines of their own.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="output">What receives the text, UTF-8.</param>
    public static void Write(DicomDataset dataset, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            Write(dataset, json);
        }

        output.Write("\n"u8);
    }

    /// <summary>Writes a data set as an object.</summary>
    public static void Write(DicomDataset dataset, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (DicomItem item in dataset)
        {
            if (!item.Tag.IsGroupLength)
            {
                WriteAttribute(dataset, item, json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Writes a data set as DICOMweb has it (PS3.18 F.2): its text is in UTF-8, and Specific Character Set says so, or is
    /// absent. What is read of it is <see cref="UnicodeText.Convert"/> of the data set.
    /// </summary>
    public static void WriteUnicode(DicomDataset dataset, Utf8JsonWriter json) =>
        Write(UnicodeText.Convert(dataset), json);

    private static void WriteAttribute(DicomDataset dataset, DicomItem item, Utf8JsonWriter json)
    {
        json.WriteStartObject($"{item.Tag.Value:X8}");
        json.WriteString("vr"u8, item.VR.Code);
        if (item is DicomSequence { IsEmpty: false } sequence)
        {
            json.WriteStartArray("Value"u8);
            foreach (DicomDataset nested in sequence.Items)
            {
                Write(nested, json);
            }

            json.WriteEndArray();
        }
        else if (item is DicomElement { IsEmpty: false } element)
        {
            WriteValue(dataset, element, json);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(DicomDataset dataset, DicomElement element, Utf8JsonWriter json)
    {
        bool isWritten = element.VR.IsString
            ? JsonTextWriter.TryWrite(element, dataset.CharacterSet, json)
            : JsonNumberWriter.TryWrite(element, json);
        if (!isWritten)
        {
            json.WriteBase64String("InlineBinary"u8, element.Value.Span);
        }
    }
}
