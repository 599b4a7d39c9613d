using System.CommandLine;
using System.Text.Json;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Terminal;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Editing;

/// <summary><c>wlmscp list AREA [KEY=VALUE...]</c>: shows entries of a storage area.</summary>
internal static class ListCommand
{
    private const int MostWords = 1000;

    private const string Prose = """
        Shows the entries that match all keys, or all, ordered by start date and time.
        Keys are keywords or `gggg,eeee`; values take the wild cards and ranges of a query, and `today`, `today+1`:

            wlmscp list AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today-today+7

        `--json` prints an array of objects with `file` and `dataset`, the latter in the DICOM JSON model.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var area = new Argument<string>("AREA") { Description = "the directory of the storage area" };
        var keys = new Argument<string[]>("KEY=VALUE...")
        {
            Description = "what entries have to match",
            Arity = new ArgumentArity(0, MostWords),
        };
        var json = new Option<bool>("--json") { Description = "print JSON", Arity = ArgumentArity.Zero };
        var command = new Command("list", "show entries of a storage area") { area, keys, json };
        command.SetAction(result => ToolRunner.Run("list", () => Run(
            result.GetRequiredValue(area), result.GetValue(keys) ?? [], result.GetValue(json))));
        return new Tool(command, "`wlmscp list` [`--json`] *AREA* [*KEY=VALUE*...]", Prose);
    }

    private static int Run(string area, string[] keys, bool isJson)
    {
        WorklistQuery query = KeyWords.ReadQuery(keys);
        AreaFile[] files =
        [
            .. EditedArea.Read(area).Where(file => file.Matches(query))
                .OrderBy(file => file.Start ?? DateTime.MinValue).ThenBy(file => file.Name, StringComparer.Ordinal),
        ];
        if (isJson)
        {
            WriteJson(files);
        }
        else
        {
            EntryText.WriteTable(files.Select(file => (file.Name, file.Dataset!)));
        }

        return files.Length > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    private static void WriteJson(AreaFile[] files)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, DicomJsonWriter.Readable))
        {
            json.WriteStartArray();
            foreach (AreaFile file in files)
            {
                json.WriteStartObject();
                json.WriteString("file"u8, file.Name);
                json.WritePropertyName("dataset"u8);
                DicomJsonWriter.Write(file.Dataset!, json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
