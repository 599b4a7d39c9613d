using Wlmscp.Keys;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>The words <c>KEY=VALUE</c> that give attributes values.</summary>
internal static class NewValues
{
    /// <summary>Reads them.</summary>
    /// <exception cref="ToolException">One is wrong, or would not mean what it seems to.</exception>
    public static IReadOnlyList<AttributeAssignment> Read(IEnumerable<string> words)
    {
        IReadOnlyList<AttributeAssignment> values = KeyWords.Read(words);
        foreach (AttributeAssignment value in values)
        {
            // A name may begin so, where only another script than Latin is known.
            if (value.Value.StartsWith('=') && value.Path.VR != DicomVR.PN)
            {
                throw new ToolException(
                    ExitCode.Usage, $"{value.Path}==: two equals signs, expected {value.Path}=VALUE for a new value");
            }

            if (value.Path.Tags[^1] == DicomTag.ScheduledProcedureStepStatus && !StepStatus.IsKnown(value.Value))
            {
                throw new ToolException(ExitCode.Refused, Describe(value.Value));
            }
        }

        return values;
    }

    /// <summary>Warns of each status that files have, and that says nothing of the list.</summary>
    /// <param name="command">The command.</param>
    /// <param name="statuses">The statuses.</param>
    public static void WarnOfStatuses(string command, IEnumerable<string> statuses)
    {
        foreach (string status in statuses.Distinct().Where(status => !StepStatus.IsKnown(status)))
        {
            StandardStreams.WriteError(PrintableText.Of($"wlmscp {command}: warning: {Describe(status)}; it stays on the list"));
        }
    }

    private static string Describe(string status) =>
        $"{StepStatus.Keyword}={status}: no status that is known, expected {string.Join(", ", StepStatus.Known)}";
}
