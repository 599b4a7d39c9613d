using System.Text.Json;
using Wlmscp.Formats;
using Wlmscp.Terminal;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>What commands print of the entries that they found, made, changed or took away.</summary>
internal static class EntryOutput
{
    /// <summary>What help says of <c>--json</c>.</summary>
    public const string JsonProse = $$$"""
        `--json` prints an array of the entries, each with its data set in the DICOM JSON model (PS3.18 annex F):

            [{"file": "42.wl", "dataset": {"00100020": {"vr": "LO", "Value": ["4711"]}, ...}}, ...]

        {{{EntryText.TableProse}}}
        """;

    /// <summary>Prints an array of their data sets in JSON, and tells whether there are any.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int WriteDatasets(IReadOnlyList<ShownEntry> entries)
    {
        JsonOutput.WriteArray(entries, (entry, json) => DicomJsonWriter.Write(entry.Dataset, json));
        return entries.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Prints entries that were changed, and tells whether there were any.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyList{ShownEntry}, bool)"/>
    /// <exception cref="ToolException">One of them could not be: none was.</exception>
    public static int WriteChanged(string command, IReadOnlyList<EditOutcome> outcomes, bool isJson)
    {
        ThrowIfObstacle(outcomes);
        foreach (EditOutcome.Changed changed in outcomes.OfType<EditOutcome.Changed>())
        {
            if (changed.FormerCharacterSet is { Length: > 0 } former)
            {
                StandardStreams.WriteError(PrintableText.Of(
                    $"wlmscp: {changed.FileName}: has become ISO_IR 192: the new text is not in {former}"));
            }
        }

        return Write(command, Show(outcomes), isJson);
    }

    /// <summary>Prints them, and tells whether there are any.</summary>
    /// <param name="command">The command, which standard error says if there are none.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="isJson">As JSON, or else a table.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Write(string command, IReadOnlyList<ShownEntry> entries, bool isJson)
    {
        WriteOut(entries, isJson);
        if (entries.Count == 0 && !isJson)
        {
            StandardStreams.WriteError($"wlmscp {command}: no entries");
        }

        return entries.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Prints them; nothing, or an empty array, if there are none.</summary>
    public static void WriteOut(IReadOnlyList<ShownEntry> entries, bool isJson)
    {
        if (isJson)
        {
            JsonOutput.WriteArray(entries, Write);
        }
        else
        {
            EntryText.WriteTable(entries);
        }
    }

    /// <summary>What edits made of entries.</summary>
    /// <exception cref="ToolException">One of them could not be carried out: none was.</exception>
    public static IReadOnlyList<ShownEntry> Show(IReadOnlyList<EditOutcome> outcomes)
    {
        ThrowIfObstacle(outcomes);
        return [.. outcomes.Select(outcome => ShownEntry.Of(outcome)).OfType<ShownEntry>()];
    }

    private static void ThrowIfObstacle(IReadOnlyList<EditOutcome> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => outcome.IsObstacle) is { } obstacle)
        {
            throw EditFailure.Of(obstacle);
        }
    }

    private static void Write(ShownEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file"u8, entry.FileName);
        json.WritePropertyName(JsonFormat.EntryMember);
        DicomJsonWriter.Write(entry.Dataset, json);
        json.WriteEndObject();
    }
}
