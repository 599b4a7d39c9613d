using System.Text;
using System.Text.Json;
using Wlmscp.Commands.Editing;
using Wlmscp.Formats;
using Wlmscp.Hl7;
using Wlmscp.Terminal;
using WorklistScp.Dicom.Json;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Meanings;

namespace Wlmscp.Commands.Receiving;

/// <summary>Prints what became of messages, or would, for programs.</summary>
internal static class ReportJson
{
    /// <summary>What help says of <c>--json</c>.</summary>
    public const string Prose = """
        `--json` prints an array with an object for each message, values whole, data sets in the DICOM JSON model
        (PS3.18 annex F):

            [{"source": "orders.hl7:1", "type": "ORM^O01", "controlID": "M1",
              "answers": [{"code": "AA", "segments": ["MSH|...", "MSA|AA|M1"]}],
              "entries": [{"area": "RADIOLOGY", "file": "S1.wl",
                           "change": "changed", "dataset": {...},
                           "differences": [{"attribute": "Modality",
                                            "before": "CT", "after": "MR"}],
                           "madeUp": [{"path": "OBR-20", "attribute": "...",
                                       "value": "...", "text": "..."}]}],
              "fields": [{"path": "PID-31", "text": "Y",
                          "attributes": [{"attribute": "...", "value": "..."}],
                          "reason": "not used: ..."}],
              "notes": [{"path": "PID-11", "attribute": "PatientAddress",
                         "text": "cut to 64 characters, ..."}],
              "problems": [{"severity": "Error", "path": "PID-3",
                            "text": "...", "detail": "..."}]}]
        """;

    /// <summary>Prints them.</summary>
    /// <param name="reports">What became of them, each with how it was understood; null: it could not be read.</param>
    public static void Write(IEnumerable<(MessageReport Report, Hl7Explanation? Explanation)> reports) =>
        JsonOutput.WriteArray(reports, (each, json) => Write(each.Report, each.Explanation, json));

    private static void Write(MessageReport report, Hl7Explanation? explanation, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("source"u8, report.Sender.Name);
        json.WriteString("type"u8, report.Message is { } message ? $"{message.Type}^{message.Event}" : null);
        json.WriteString("controlID"u8, report.Message?.ControlID);
        WriteArray(json, "answers", report.Answers, answer => WriteAnswer(report, answer, json));
        WriteArray(json, "entries", report.Entries, entry => WriteEntry(ReportedEntry.Of(entry), json));
        WriteArray(json, "fields", explanation?.Fields ?? [], field => WriteField(field, json));
        WriteArray(json, "notes", report.Meaning?.Notes ?? [], note => WriteStrings(
            json, ("path", $"{note.Path}"), ("attribute", note.Tag is { } tag ? AttributeText.NameOf(tag) : null),
            ("text", note.Text)));
        WriteArray(json, "problems", ReportText.FindOwn(report), fault => WriteStrings(
            json, ("severity", $"{fault.Severity}"), ("path", fault.Path?.ToString()), ("text", fault.Text),
            ("detail", fault.Detail)));
        json.WriteEndObject();
    }

    private static void WriteAnswer(MessageReport report, Hl7Acknowledgement answer, Utf8JsonWriter json)
    {
        ReadOnlySpan<byte> bytes = answer.Bytes.Span;
        string text = report.Message?.CharacterSet.Decode(bytes) ?? Encoding.ASCII.GetString(bytes);
        json.WriteStartObject();
        json.WriteString("code"u8, $"{answer.Code}");
        json.WriteStartArray("segments"u8);
        foreach (string segment in text.Split('\r', StringSplitOptions.RemoveEmptyEntries))
        {
            json.WriteStringValue(segment);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntry(ReportedEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("area"u8, entry.Area);
        json.WriteString("file"u8, entry.File);
        json.WriteString("change"u8, entry.Change);
        if (entry.Dataset is { } dataset)
        {
            json.WritePropertyName(JsonFormat.EntryMember);
            DicomJsonWriter.Write(dataset, json);
        }

        WriteArray(json, "differences", entry.Differences, difference => WriteStrings(
            json, ("attribute", difference.Name), ("before", difference.Before), ("after", difference.After)));
        WriteArray(json, "madeUp", entry.MadeUp, made => WriteStrings(
            json, ("path", made.Path), ("attribute", made.Attribute), ("value", made.Value), ("text", made.Text)));
        json.WriteEndObject();
    }

    private static void WriteField(ExplainedField field, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, $"{field.Path}");
        json.WriteString("text"u8, field.Text);
        WriteArray(json, "attributes", field.Attributes, made => WriteStrings(
            json, ("attribute", AttributeText.NameOf(made.Item.Tag)),
            ("value", AttributeText.Of(made.Dataset, made.Item))));
        json.WriteString("reason"u8, field.Reason);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        json.WriteStartObject();
        foreach ((string name, string? value) in members)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
