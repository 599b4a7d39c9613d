using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>What a sender is told of an edit that is not carried out.</summary>
internal static class EditFaults
{
    /// <summary>Finds the fault of an outcome; null: it is none.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="step">The step that it is about; null: it is about another entry.</param>
    public static Hl7Fault? Find(EditOutcome outcome, OrderedStep? step) => outcome switch
    {
        EditOutcome.Refused { Refusal: EditRefusal.Incomplete or EditRefusal.WrongValues } when step?.Missing is { } missing =>
            missing,
        EditOutcome.Refused refused => new Hl7Fault(step?.Place, CodeOf(refused.Refusal), Describe(refused.Refusal)),
        EditOutcome.Conflict => new Hl7Fault(
            step?.Place, Hl7ErrorCode.DuplicateKeyIdentifier, "Another entry has this study and step ID"),
        _ => null,
    };

    private static Hl7ErrorCode CodeOf(EditRefusal refusal) => refusal switch
    {
        EditRefusal.Incomplete => Hl7ErrorCode.RequiredFieldMissing,
        EditRefusal.WrongValues or EditRefusal.CannotAssign or EditRefusal.UnreadableText => Hl7ErrorCode.DataTypeError,
        EditRefusal.SeveralStudies or EditRefusal.OtherPatient => Hl7ErrorCode.UnknownKeyIdentifier,
        _ => Hl7ErrorCode.ApplicationInternalError, // files that no message can mend
    };

    private static string Describe(EditRefusal refusal) => refusal switch
    {
        EditRefusal.Incomplete incomplete => $"The entry would lack {string.Join(", ", incomplete.Missing)}",
        EditRefusal.WrongValues wrong => $"{wrong.Problems[0]}",
        EditRefusal.CannotAssign cannot => $"{cannot.Assignment.Path}: expected {cannot.Expected}",
        EditRefusal.SeveralStudies => "The order has several studies, expected its Study Instance UID",
        EditRefusal.OtherPatient => "The order is another patient's",
        EditRefusal.UnreadableText => "The entry has text that cannot be read",
        EditRefusal.IsLink => "The entry is a link to a file elsewhere",
        _ => "The entry has values that cannot be kept",
    };
}
