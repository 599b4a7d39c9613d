using WorklistScp.Hl7.Meanings;

namespace Wlmscp.Hl7;

/// <summary>Which storage area a step of an order belongs to, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Area">The name of the area.</param>
/// <param name="Reason">Why.</param>
internal sealed record AreaDecision(OrderedStep Step, string Area, AreaReason Reason);

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
}
