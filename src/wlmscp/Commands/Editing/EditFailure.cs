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
            new ToolException(ExitCode.Usage, Describe(refusal)),
        EditOutcome.Refused refused =>
            new ToolException(ExitCode.Negative, $"{source ?? refused.FileName}: {Describe(refused.Refusal)}"),
        EditOutcome.Conflict { Key: { } key } conflict => Taken(source ?? conflict.FileName!, key, conflict.With),
        EditOutcome.Conflict conflict => new ToolException(
            ExitCode.Negative, $"{source}: {conflict.With} is there already, expected a new name"),
        _ => throw new ArgumentException($"no obstacle: {outcome}", nameof(outcome)),
    };

    /// <summary>Makes the failure of an entry whose key another one has.</summary>
    public static ToolException Taken(string source, EntryKey key, string fileName) => new(
        ExitCode.Negative,
        $"{source}: Study Instance UID {key.StudyInstanceUID} with Scheduled Procedure Step ID {key.StepID} is in "
        + $"{fileName} already, expected a Scheduled Procedure Step ID of its own");

    /// <summary>What is wrong, and what was expected.</summary>
    public static string Describe(EditRefusal refusal) => refusal switch
    {
        EditRefusal.Incomplete incomplete => $"incomplete, expected {string.Join(", ", incomplete.Missing)}",
        EditRefusal.WrongValue wrong => $"{wrong.Problem}",
        EditRefusal.CannotAssign cannot => $"{cannot.Assignment.Path}: wrong value, expected {cannot.Expected}",
        EditRefusal.LosesValues => "pixel data would be lost, expected an entry without it",
        EditRefusal.IsLink => "a symbolic link, expected a file of the area; change what it leads to",
        _ => throw new ArgumentException($"no words are known for {refusal}", nameof(refusal)),
    };
}
