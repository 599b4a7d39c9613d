using System.Text.Json;

namespace WorklistScp.Dicom.Json;

/// <summary>Person names, whose component groups have names of their own in JSON (PS3.18 F.2.2).</summary>
internal static class JsonPersonName
{
    private const char Delimiter = '='; // PS3.5 6.2.1.1

    private static readonly string[] Groups = ["Alphabetic", "Ideographic", "Phonetic"];

    /// <summary>Whether a name is the same when it is put together again of its groups.</summary>
    public static bool IsExact(string name) =>
        !name.EndsWith(Delimiter) && name.Split(Delimiter).Length <= Groups.Length;

    /// <summary>Writes a name.</summary>
    public static void Write(string name, Utf8JsonWriter json)
    {
        string[] groups = name.Split(Delimiter);
        json.WriteStartObject();
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i].Length > 0)
            {
                json.WriteString(Groups[i], groups[i]);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a name.</summary>
    /// <param name="value">The object; a string is taken as the name itself, which some programs write.</param>
    /// <param name="name">The name.</param>
    public static bool TryRead(JsonElement value, out string name)
    {
        name = "";
        if (value.ValueKind == JsonValueKind.String)
        {
            name = value.GetString()!;
            return true;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var groups = new string[Groups.Length];
        foreach (JsonProperty member in value.EnumerateObject())
        {
            int group = Array.IndexOf(Groups, member.Name);
            if (group < 0 || member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                return false;
            }

            groups[group] = member.Value.GetString() ?? "";
        }

        name = string.Join(Delimiter, groups).TrimEnd(Delimiter);
        return true;
    }
}
