using System.Text.Json;

namespace Wlmscp.Commands.Checking;

/// <summary>What <c>wlmscp check --json</c> prints of a file or an area.</summary>
internal static class CheckJson
{
    /// <summary>Writes it as one object.</summary>
    /// <param name="file">The file or area.</param>
    /// <param name="changes">What was changed, for each path; null if nothing was to be.</param>
    /// <param name="json">Receives it.</param>
    public static void Write(CheckedFile file, ILookup<string, string>? changes, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, file.Path);
        json.WriteBoolean("served"u8, file.Faults.Count == 0);
        Write(json, "faults", file.Faults);
        Write(json, "doubts", file.Doubts);
        if (file.NotShown is not null)
        {
            json.WriteString("notShown"u8, file.NotShown);
        }

        if (changes is not null)
        {
            Write(json, "fixes", changes[file.Path]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
