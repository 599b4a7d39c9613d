namespace WorklistScp.Worklist.Editing;

/// <summary>What becomes of a step of an order.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Status">The Scheduled Procedure Step Status that it gets; empty: it keeps its own.</param>
/// <param name="NewEntry">What is made of it where it is not there; says which step it is, what it lacks is derived.</param>
/// <param name="Changes">What changes of order and step where it is there.</param>
/// <param name="PatientValues">What is known of the patient, for <see cref="StepEditKind.Put"/>.</param>
public sealed record StepEdit(
    StepEditKind Kind, string Status, DicomDataset NewEntry, DicomDataset Changes, DicomDataset PatientValues)
{
    /// <summary>
    /// Whether all steps of the order are meant, since none is named; not for what is to be made where it is not there.
    /// </summary>
    public bool IsOfWholeOrder { get; } = Kind is not (StepEditKind.Put or StepEditKind.Change)
        && EntryKey.Of(NewEntry).StepID.Length == 0;
}

/// <summary>What happens to a step of an order.</summary>
public enum StepEditKind
{
    /// <summary>It is ordered, for the first time or anew: it is made, or changed, and offered.</summary>
    Put,

    /// <summary>It is changed, and made where it is not there. It is offered as before.</summary>
    Change,

    /// <summary>It is over, and not offered any more.</summary>
    End,

    /// <summary>It is over, unless it was before.</summary>
    Stop,

    /// <summary>It is not offered for now, and keeps its status.</summary>
    Hold,

    /// <summary>It is offered again.</summary>
    Release,
}
