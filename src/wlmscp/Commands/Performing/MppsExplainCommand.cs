using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary><c>wlmscp mpps explain UID --dir DIR</c>: says which entries a performed step is about, and why.</summary>
internal static class MppsExplainCommand
{
    private const string Prose = """
        Says which entries of the worklist a performed step is about, by which rule, what was performed for them in all, and
        what became of them; or why none was found, and which came near:

            2.25.1 COMPLETED, of CT99
              study 1.2.3 step S1: CT1/done/42.wl, by study and step ID
                CT1/done/42.wl: COMPLETED, off the list
                  2.25.1 COMPLETED

        *UID* is its SOP Instance UID. The exit code is 1 where it is about no entry.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> uid = ToolWords.SOPInstance();
        Option<string?> directory = ValueParsers.Text(
            "--dir", "DIR", "the directory of the storage areas, --dir of the daemon");
        directory.Required = true;
        var command = new Command("explain", "say which entries a performed step is about") { uid, directory };
        command.SetAction(result => ToolRunner.Run(
            "mpps explain", () => RunAsync(result.GetValue(directory)!, result.GetValue(uid)!).GetAwaiter().GetResult()));
        return new Tool(command, "`wlmscp mpps explain` *UID* `--dir` *DIR*", Prose)
        {
            Example = "wlmscp mpps explain 1.2.276.0.7230010.3.4.1 --dir /srv/worklist",
        };
    }

    private static async Task<int> RunAsync(string directory, string uid)
    {
        if (!Directory.Exists(directory))
        {
            throw new ToolException(
                ExitCode.Failed, $"--dir {directory}: no such directory, expected the one that holds the storage areas");
        }

        var options = new StorageAreaOptions { RescanInterval = TimeSpan.Zero, RejectIncompleteFiles = false };
        using var areas = new StorageAreas(directory, options, NullLogger.Instance, TimeProvider.System);
        using var editors = new AreaEditors(areas);
        try
        {
            IReadOnlyList<StepExplanation> explanations = await new MppsStore(editors, TimeProvider.System)
                .ExplainAsync(uid, CancellationToken.None) is { } found
                    ? Write(found)
                    : throw new ToolException(
                        ExitCode.Negative,
                        $"{PrintableText.Of(uid)}: no such performed step, expected one that wlmscp mpps list names");
            return explanations.Any(each => each.Entries.Count > 0) ? ExitCode.Success : ExitCode.Negative;
        }
        catch (Exception e) when (e is StorageAreaException or DicomDataException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, SystemMessage.Of(e));
        }
    }

    private static IReadOnlyList<StepExplanation> Write((KeptMpps Kept, IReadOnlyList<StepExplanation> Steps) found)
    {
        string of = found.Kept.CallingAETitle.Length > 0 ? $", of {found.Kept.CallingAETitle}" : "";
        Say($"{found.Kept.Object}{of}");
        if (found.Steps.Count == 0)
        {
            Say("  names no scheduled step");
        }

        foreach (StepExplanation step in found.Steps)
        {
            Say($"  {step.Match}");
            foreach ((string place, StepState state, StepHistory? history) in step.Entries)
            {
                Say($"    {place}: {(state.Status.Length > 0 ? state.Status : "no status")}{(state.IsOffered ? "" : ", off the list")}");
                foreach (StepPerformance performance in history?.Steps ?? [])
                {
                    Say($"      {performance}");
                }
            }
        }

        return found.Steps;
    }

    private static void Say(string line) => Console.WriteLine(PrintableText.Of(line));
}
