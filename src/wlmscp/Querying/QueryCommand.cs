using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Editing;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Assignments;

namespace Wlmscp.Querying;

/// <summary><c>wlmscp query HOST PORT --called AET [KEY=VALUE...]</c>: asks a worklist SCP.</summary>
internal static class QueryCommand
{
    private const int MostWords = 1000;
    private const int MostRepeats = 1_000_000;

    private const string Prose = """
        Asks any worklist SCP, as a modality does, and shows what it answers: a table, or with `--json` an array of data
        sets in the DICOM JSON model. Keys are those of `wlmscp list`; a key without a value, such as
        `RequestedProcedureDescription=`, is only returned:

            wlmscp query localhost 104 --called AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today

        `--repeat` asks again in the same association and says on standard error how long each answer took; `--cancel`
        sends C-CANCEL after so many matches; `--echo` only verifies the connection.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var host = new Argument<string>("HOST") { Description = "host name or address" };
        var port = new Argument<int>("PORT") { Description = "TCP port" };
        var keys = new Argument<string[]>("KEY=VALUE...")
        {
            Description = "the query",
            Arity = new ArgumentArity(0, MostWords),
        };
        Option<string?> called = ValueParsers.Text("--called", "AETITLE", "called AE title: the storage area");
        called.Required = true;
        Option<string?> calling = ValueParsers.Text("--calling", "AETITLE", "calling AE title (default WLMSCP)");
        Option<bool> echo = ValueParsers.Flag("--echo", "verify the connection only");
        Option<int?> cancel = ValueParsers.Number("--cancel", "N", "cancel after N matches", 1, int.MaxValue);
        Option<int?> repeat = ValueParsers.Number("--repeat", "N", "ask N times", 1, MostRepeats);
        Option<bool> json = ValueParsers.Flag("--json", "print JSON");
        var command = new Command("query", "ask a worklist SCP, as a modality does")
        {
            host, port, keys, called, calling, echo, cancel, repeat, json,
        };
        command.SetAction(result => ToolRunner.Run("query", () => Run(
            new QuerySettings(
                result.GetRequiredValue(host), result.GetRequiredValue(port), result.GetRequiredValue(called)!,
                result.GetValue(calling) ?? "WLMSCP", result.GetValue(echo), result.GetValue(cancel),
                result.GetValue(repeat) ?? 1),
            result.GetValue(keys) ?? [], result.GetValue(json), hasTiming: result.GetValue(repeat) is not null)));
        return new Tool(
            command,
            "`wlmscp query` *HOST* *PORT* `--called` *AETITLE* [`--calling` *AETITLE*] [`--echo`] [`--cancel` *N*] "
            + "[`--repeat` *N*] [`--json`] [*KEY=VALUE*...]",
            Prose);
    }

    private static int Run(QuerySettings settings, string[] keys, bool isJson, bool hasTiming)
    {
        DicomDataset identifier = IdentifierOf(keys);
        IReadOnlyList<DicomDataset> matches = WorklistAsker.AskAsync(
            settings, identifier, hasTiming ? StandardStreams.WriteError : _ => { }).GetAwaiter().GetResult();
        if (settings.IsEcho)
        {
            return ExitCode.Success;
        }

        if (isJson)
        {
            JsonOutput.WriteArray(matches, DicomJsonWriter.Write);
        }
        else
        {
            AlignedTable.Write(EntryText.Titles, [.. matches.Select(EntryText.Columns)]);
        }

        return matches.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    // What the table shows is asked for, as far as it is no key already.
    private static DicomDataset IdentifierOf(string[] keys)
    {
        var identifier = new DicomDataset();
        IReadOnlyList<AttributeAssignment> assignments = KeyWords.Read(keys);
        KeyWords.Apply(assignments, identifier);
        KeyWords.Apply(
            KeyWords.Read(EntryText.Keywords.Select(keyword => $"{keyword}="))
                .Where(shown => !assignments.Any(key => key.Path.Name == shown.Path.Name)),
            identifier);
        return identifier;
    }
}
