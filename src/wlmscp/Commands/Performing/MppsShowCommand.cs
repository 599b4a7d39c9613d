using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Performing;

/// <summary><c>wlmscp mpps show UID --dir DIR</c>: shows what is kept of a performed step.</summary>
internal static class MppsShowCommand
{
    private const string Prose = """
        Prints the attributes of a performed step as dump text: what N-CREATE made, and N-SETs have changed. *UID* is its
        SOP Instance UID, which `wlmscp mpps list` has in its last column. It is looked for in all storage areas of *DIR*.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> uid = ToolWords.SOPInstance();
        var areas = new ChosenAreas(isRequired: true);
        var command = new Command("show", "show what is kept of a performed step") { uid };
        areas.AddTo(command);
        command.SetAction(result => ToolRunner.Run("mpps show", () =>
        {
            DumpOutput.Write(
                [PerformedStepFiles.Find(areas.Read(result, []), result.GetValue(uid)!).Performed.Dataset],
                DicomTransferSyntax.ExplicitVRLittleEndian);
            return ExitCode.Success;
        }));
        return new Tool(command, "`wlmscp mpps show` *UID* `--dir` *DIR* [`--area` *PATTERN*]", Prose)
        {
            Example = "wlmscp mpps show 1.2.276.0.7230010.3.4.1 --dir /srv/worklist",
        };
    }
}
