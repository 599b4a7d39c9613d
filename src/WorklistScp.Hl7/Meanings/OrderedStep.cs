using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Meanings;

/// <summary>A scheduled procedure step of an order, and what becomes of it.</summary>
/// <remarks>
/// Study Instance UID, Requested Procedure ID and Scheduled Procedure Step ID are left out of both data sets where the
/// message has none: what they are then is the same for all doors, and the worklist editor's to say. An attribute that
/// the message empties (<c>""</c>) is there without value; one that it does not speak of is not there.
/// </remarks>
/// <param name="Action">What becomes of it.</param>
/// <param name="Status">
/// The new Scheduled Procedure Step Status (0040,0020); empty: it stays as it is.
/// </param>
/// <param name="Changes">What the message says of order and step, nothing else: for an entry that is there.</param>
/// <param name="NewEntry">
/// All that the message says, and what had to be made up: for an entry that is not there yet.
/// </param>
public sealed record OrderedStep(StepAction Action, string Status, DicomDataset Changes, DicomDataset NewEntry)
{
    /// <summary>What <see cref="NewEntry"/> has, or will be given, that the message does not say.</summary>
    public IReadOnlyList<Hl7Note> MadeUp { get; init; } = [];

    /// <summary>Why no new entry can be made of it; null: one can. Never there for <see cref="StepAction.Create"/>.</summary>
    public Hl7Fault? Missing { get; init; }

    /// <summary>Where it stands in the message, as <c>IPC[2]</c>.</summary>
    public required Hl7Path Place { get; init; }
}

/// <summary>What becomes of a step; who keeps entries knows how.</summary>
public enum StepAction
{
    /// <summary>It is ordered: a new entry, or the same once more.</summary>
    Create,

    /// <summary>It has changed; when it is not there, it is made.</summary>
    Change,

    /// <summary>It has begun: it gets its new status.</summary>
    Begin,

    /// <summary>It is over, and not offered any more. When it is not there, it is not to be made by an older message.</summary>
    End,

    /// <summary>It was stopped: as <see cref="End"/>, for what is not over yet.</summary>
    Stop,

    /// <summary>It is on hold: it keeps its status, and is not offered.</summary>
    Hold,

    /// <summary>It is not on hold any more, or its end is taken back: it is offered.</summary>
    Release,
}
