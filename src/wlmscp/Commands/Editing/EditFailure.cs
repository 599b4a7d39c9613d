using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>What a command says when an edit is not carried out.</summary>
internal static class EditFailure
{
    /// <summary>Makes the failure of an obstacle.</summary>
    /// <param name="outcome">The obstacle.</param>
    /// <param name="source">What the entry is made of; null: it is named by its file.</param>
    public static ToolException Of(EditOutcome outcome, string? source = null) => outcome switch
    {
        EditOutcome.Refused { Refusal: EditRefusal.CannotAssign refusal } =>
            new ToolException(ExitCode.Refused, Describe(refusal)),
        EditOutcome.Refused refused =>
            new ToolException(ExitCode.Refused, $"{source ?? refused.FileName}: {Describe(refused.Refusal)}"),
        EditOutcome.Conflict conflict => new ToolException(
            ExitCode.Conflict,
            $"{source ?? conflict.FileName}: Study Instance UID {conflict.Key.StudyInstanceUID} with Scheduled Procedure "
            + $"Step ID {conflict.Key.StepID} is in {conflict.With} already, expected the same content, or a Scheduled "
            + "Procedure Step ID of its own; wlmscp put replaces what is there"),
        EditOutcome.TooMany many => new ToolException(
            ExitCode.Usage,
            $"{many.Count} entries match, expected at most {many.Most}: more keys, --max {many.Count}, or --all"),
        _ => throw new ArgumentException($"no obstacle: {outcome}", nameof(outcome)),
    };

    /// <summary>What is wrong, and what was expected.</summary>
    public static string Describe(EditRefusal refusal) => refusal switch
    {
        EditRefusal.Incomplete incomplete => $"incomplete, expected {string.Join(", ", incomplete.Missing)}",
        EditRefusal.SeveralStudies several =>
            $"its order has the studies {string.Join(", ", several.StudyInstanceUIDs)}, expected a Study Instance UID",
        EditRefusal.WrongValues wrong => $"{wrong.Problems[0]}",
        EditRefusal.CannotAssign cannot => $"{cannot.Assignment.Path}: wrong value, expected {cannot.Expected}",
        EditRefusal.LosesValues => "pixel data would be lost, expected an entry without it",
        EditRefusal.OtherPatient other =>
            $"its study and step are those of {other.FileName}, which is another patient's, expected others; wlmscp merge gives "
            + "the entries of one patient to another",
        EditRefusal.UnreadableText => "text that is not in its character set, expected text that can be read",
        EditRefusal.IsLink => "a symbolic link, expected a file of the area; change what it leads to",
        _ => throw new ArgumentException($"no words are known for {refusal}", nameof(refusal)),
    };
}
