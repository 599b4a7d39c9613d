using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>What became of a message: what the log, the audit log, and who asks for it tell.</summary>
/// <param name="Sender">Where it came from.</param>
/// <param name="Message">The message, or its MSH alone where the rest cannot be read; null: not even that.</param>
/// <param name="Options">How it was understood.</param>
/// <param name="Meaning">What it means; null: it cannot be read, or its sender is not let in.</param>
/// <param name="Entries">What became of entries, or would become of them in a dry run.</param>
/// <param name="Faults">What its sender is told.</param>
/// <param name="Answers">The answers, in their order; none where the sender wants none.</param>
internal sealed record MessageReport(
    Hl7Sender Sender, Hl7Message? Message, Hl7MappingOptions Options, Hl7Meaning? Meaning,
    IReadOnlyList<EntryReport> Entries, IReadOnlyList<Hl7Fault> Faults, IReadOnlyList<Hl7Acknowledgement> Answers)
{
    /// <summary>Which storage areas the steps of an order belong to, as far as that was found.</summary>
    public IReadOnlyList<AreaDecision> Areas { get; init; } = [];
}

/// <summary>What became of an entry by a message.</summary>
/// <param name="Area">The name of the storage area.</param>
/// <param name="Step">The step of the order; null: the message is of a patient, or does not name the step any more.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record EntryReport(string Area, OrderedStep? Step, EditOutcome Outcome);
