using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary><c>wlmscp mpps show UID --dir DIR</c>: shows what is kept of a performed step.</summary>
internal static class MppsShowCommand
{
    private const string Prose = """
        Prints the attributes of a performed step as dump text: what N-CREATE made, and N-SETs have changed. *UID* is its
        SOP Instance UID, which `wlmscp mpps list` has in its last column. It is looked for in all storage areas of *DIR*.
        Messages about it that wait to be sent on, or were given up, come before, a line of comment for each:

            # RIS@ris:104: N-SET waits since 2026-08-01 08:55:02 UTC
            # RIS@ris:104: N-SET failed: 0106, not this one; AETITLE_1/outbox/20260801085502.1234567-9f86d081-....failed
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> uid = ToolWords.SOPInstance();
        var areas = new ChosenAreas(isRequired: true, doing: "look at");
        var command = new Command("show", "show what is kept of a performed step") { uid };
        areas.AddTo(command);
        command.SetAction(result => ToolRunner.Run("mpps show", () =>
        {
            IReadOnlyList<string> chosen = areas.Read(result, []);
            MppsObject performed = PerformedStepFiles.Find(chosen, result.GetValue(uid)!).Performed;
            foreach (string line in SendingOn.Read(chosen).Describe(performed))
            {
                Console.WriteLine(PrintableText.Of($"# {line}"));
            }

            DumpOutput.Write([performed.Dataset], DicomTransferSyntax.ExplicitVRLittleEndian);
            return ExitCode.Success;
        }));
        return new Tool(command, "`wlmscp mpps show` *UID* `--dir` *DIR* [`--area` *PATTERN*]", Prose)
        {
            Example = "wlmscp mpps show 1.2.276.0.7230010.3.4.1 --dir /srv/worklist",
        };
    }
}
