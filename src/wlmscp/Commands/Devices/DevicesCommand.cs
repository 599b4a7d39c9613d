using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Devices;

/// <summary><c>wlmscp devices --audit-log FILE...</c>: who asks.</summary>
internal static class DevicesCommand
{
    private const string Name = "devices";

    private const string Prose = """
        Shows which devices ask, out of the audit log of the daemon: a row for each calling AE title. EMPTY are queries that
        found nothing, REFUSED associations, queries and messages, MPPS messages about performed steps; A DAY are the queries
        of a day on which there were some.

        `wlmscp devices show` *AETITLE* shows one, and what it asks for. `--json` prints an array of all that is known:

            [{"calling": "CT1", ..., "keys": {"00400100.00080060": {"SINGLE_VALUE": 12}, ...}, "hints": [...]}, ...]

        Files of any size are read line by line, in the order of their first lines. There are no patients' data in them.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Option<string[]> files = DeviceCards.FilesOption();
        Option<bool> json = ToolWords.Json();
        Tool show = DevicesShowCommand.Create();
        var command = new Command(Name, "show which devices ask, out of the audit log") { show.Command, files, json };
        command.SetAction(result => ToolRunner.Run(Name, () => Run(result.GetValue(files)!, result.GetValue(json))));
        return new Tool(command, "`wlmscp devices` [`--json`] `--audit-log` *FILE*...", Prose)
        {
            Example = "wlmscp devices --audit-log /var/log/wlmscp/audit.jsonl",
            Parts = [show],
        };
    }

    private static int Run(string[] files, bool isJson)
    {
        DeviceCard[] cards = [.. DeviceCards.Read(Name, files).All];
        if (isJson)
        {
            JsonOutput.WriteArray(cards, DeviceJson.Write);
        }
        else if (cards.Length == 0)
        {
            StandardStreams.WriteError($"wlmscp {Name}: no devices");
        }
        else
        {
            DeviceText.WriteTable(cards);
        }

        return cards.Length > 0 ? ExitCode.Success : ExitCode.Negative;
    }
}
