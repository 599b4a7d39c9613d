using WorklistScp.Hl7.Meanings;

namespace Wlmscp.Hl7;

/// <summary>Which storage area a step of an order belongs to, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Area">The name of the area.</param>
/// <param name="Reason">Why.</param>
internal sealed record AreaDecision(OrderedStep Step, string Area, AreaReason Reason);

/// <summary>The storage areas that a step may belong to.</summary>
/// <param name="Names">Their names, the best first; none: no area is meant.</param>
/// <param name="Reason">Why.</param>
internal sealed record ChosenAreas(IReadOnlyList<string> Names, AreaReason Reason)
{
    /// <summary>Whether the message says all that decides; else the step may belong to any of them.</summary>
    public bool AreCertain { get; init; } = true;
}

/// <summary>Why a storage area is meant.</summary>
internal enum AreaReason
{
    /// <summary>A rule of the configuration says so.</summary>
    Rule,

    /// <summary>The receiving facility (MSH-6) is named as it is.</summary>
    Facility,

    /// <summary>The receiving application (MSH-5) is named as it is.</summary>
    Application,

    /// <summary>There is no other.</summary>
    Only,

    /// <summary>It has the step.</summary>
    Entry,
}
