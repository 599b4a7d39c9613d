using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Checking;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Diagnosing;

/// <summary><c>wlmscp doctor DIR</c>: says what keeps modalities from their worklists.</summary>
internal static class DoctorCommand
{
    private const string Prose = """
        Looks at the storage areas of a directory as the daemon would read them, and at the daemon itself, and prints what
        it finds, a line for each: facts, doubts, and faults, which keep modalities from an answer or from entries:

            wlmscp doctor /export/services/worklist --port 104 --user wlmscp

        Of each area: entries, those that are done, first and last start date, stations and modalities; how many files are
        not served, or have text in a character set that is a guess; who holds a lock on it, where this user may see that.
        Directories that are no storage areas are named with the reason.

        `--user` tells what that user may read, as `wlmscp check` does. `--port` asks the daemon on that port of this
        machine by C-ECHO, and says its version, or, if it speaks TLS, until when its certificate is valid.

        The exit code is 1 when there is a fault. `--json` prints an array, whose kinds are `fact`, `doubt` and `fault`:

            [{"place": "worklist/CT1", "kind": "fault", "text": "..."}, ...]
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> directory =
            new("DIR") { Description = "directory that holds the storage areas, --dir of the daemon" };
        Option<int?> port = ValueParsers.Number("--port", "N", "ask the daemon on this port of this machine", 1, 65535);
        Option<string?> calling = ValueParsers.Text(
            "--calling", "AETITLE", "with --port: calling AE title (default: WLMSCP)", ValueParsers.ParseAETitle);
        Option<string?> user = ValueParsers.Text(
            "--user", "NAME", "tell what this user may read (default: who runs this)");
        Option<bool> json = ToolWords.Json();
        var command = new Command("doctor", "say what keeps modalities from their worklists")
        {
            directory, port, calling, user, json,
        };
        command.SetAction(result => ToolRunner.Run("doctor", () => Run(
            result.GetRequiredValue(directory), result.GetValue(port), result.GetValue(calling) ?? "WLMSCP",
            result.GetValue(user), result.GetValue(json))));
        return new Tool(command, "`wlmscp doctor` [`--port` *N* [`--calling` *AETITLE*]] [`--user` *NAME*] [`--json`] *DIR*", Prose)
        {
            Example = "wlmscp doctor worklist --port 104",
        };
    }

    private static int Run(string directory, int? port, string calling, string? user, bool isJson)
    {
        IReadOnlyList<Diagnosis> found = Find(directory, port, calling, user is null ? ReadAccess.Own : ReadAccess.Of(user));
        if (isJson)
        {
            JsonOutput.WriteArray(found, (diagnosis, json) =>
            {
                json.WriteStartObject();
                json.WriteString("place"u8, diagnosis.Place);
                json.WriteString("kind"u8, diagnosis.KindName);
                json.WriteString("text"u8, diagnosis.Text);
                json.WriteEndObject();
            });
        }
        else
        {
            foreach (Diagnosis diagnosis in found)
            {
                CheckLine.Print(diagnosis.Place, diagnosis.KindName, diagnosis.Color, diagnosis.Text);
            }
        }

        return found.Any(diagnosis => diagnosis.Kind == DiagnosisKind.Fault) ? ExitCode.Negative : ExitCode.Success;
    }

    private static IReadOnlyList<Diagnosis> Find(string directory, int? port, string calling, ReadAccess access)
    {
        using var progress = new ProgressLine("looking at");
        var areas = new AreaDiagnosis(directory, access);
        IEnumerable<Diagnosis> ofAreas = areas.Find(progress);
        return port is null
            ? [.. ofAreas]
            : [.. ofAreas, .. new DaemonDiagnosis(port.Value, calling).FindAsync(areas.Names is [var name, ..] ? name : null).GetAwaiter().GetResult()];
    }
}
