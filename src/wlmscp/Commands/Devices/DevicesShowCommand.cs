using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Devices;

/// <summary><c>wlmscp devices show AETITLE --audit-log FILE...</c>: one device, and what it asks for.</summary>
internal static class DevicesShowCommand
{
    private const string Name = "devices show";

    private const string Prose = """
        Shows one device: where it is, its software, for which attributes it asks with a value, of which kind in the words of
        PS3.2 N.5.2.1, and which it wants back; then hints at what may be in the way. Values are known of Modality and
        Scheduled Station AE Title only, and whether they are always the same.

        `--profile` prints a profile to begin with instead, for the list `devices` of the daemon's `--config`; comments say why:

            {
              // As it calls itself; 12 queries.
              "calling": "CT1",
              // It never asks for a date: it would get the whole list.
              "dates": { "default": "-1d..+1d" }
            }
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var title = new Argument<string>("AETITLE") { Description = "the calling AE title of the device" };
        Option<string[]> files = DeviceCards.FilesOption();
        Option<bool> profile = ValueParsers.Flag("--profile", "print a profile for it to begin with");
        var command = new Command("show", "show what a device asks for") { title, files, profile };
        command.SetAction(result => ToolRunner.Run(
            Name, () => Run(result.GetValue(title)!, result.GetValue(files)!, result.GetValue(profile))));
        return new Tool(command, "`wlmscp devices show` *AETITLE* [`--profile`] `--audit-log` *FILE*...", Prose)
        {
            Example = "wlmscp devices show CT1 --audit-log /var/log/wlmscp/audit.jsonl",
        };
    }

    private static int Run(string title, string[] files, bool isProfile)
    {
        DeviceCard card = DeviceCards.Read(Name, files).Find(title) ?? throw new ToolException(
            ExitCode.Negative, $"{title}: not in the audit log, expected a calling AE title that wlmscp devices shows");
        if (isProfile)
        {
            ProfileDraft.Write(card);
        }
        else
        {
            DeviceText.WriteCard(card);
        }

        return ExitCode.Success;
    }
}
