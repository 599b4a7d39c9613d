using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Meanings;

/// <summary>How a message was understood, for who wants to know why.</summary>
/// <param name="Meaning">What it means.</param>
/// <param name="Orders">What its orders say is to be done; none: it has none, or they were not looked at.</param>
/// <param name="Fields">
/// What became of each field that has a value, behind MSH and EVN, in the order of the message, but of those that only
/// number segments; none where the message as a whole is refused, or changes nothing.
/// </param>
public sealed record Hl7Explanation(
    Hl7Meaning Meaning, IReadOnlyList<ExplainedOrder> Orders, IReadOnlyList<ExplainedField> Fields);

/// <summary>What an order says is to be done.</summary>
/// <param name="Place">Its ORC segment.</param>
/// <param name="Code">ORC-1.</param>
/// <param name="OrderStatus">ORC-5; empty: it has none.</param>
/// <param name="Action">What becomes of its steps; null: nothing.</param>
/// <param name="Status">The new status of its steps; empty: it stays.</param>
public sealed record ExplainedOrder(
    Hl7Path Place, string Code, string OrderStatus, StepAction? Action, string Status);

/// <summary>What became of a field of a message.</summary>
/// <param name="Path">Where it stands: segment and field.</param>
/// <param name="Text">What it says, repetitions parted by <c>~</c>.</param>
/// <param name="Attributes">What was made of it; none: nothing.</param>
/// <param name="Reason">Why nothing was made of it, or where alone that counts, for people; null: it counts.</param>
public sealed record ExplainedField(
    Hl7Path Path, string Text, IReadOnlyList<MadeAttribute> Attributes, string? Reason)
{
    /// <summary>Whether it is not used at all.</summary>
    public bool IsUnused { get; init; }
}

/// <summary>An attribute that was made of a field.</summary>
/// <param name="Dataset">The data set, or the item, that has it.</param>
/// <param name="Item">The attribute.</param>
public readonly record struct MadeAttribute(DicomDataset Dataset, DicomItem Item);
