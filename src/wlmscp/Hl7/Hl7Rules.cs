using System.Net;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>What a site says of the messages that it gets. The defaults serve a simple site. Immutable.</summary>
internal sealed record Hl7Rules
{
    /// <summary>Who may send, the first that fits counts; empty: everybody.</summary>
    public IReadOnlyList<SenderRule> Senders { get; init; } = [];

    /// <summary>
    /// Which storage area a step belongs to, the first that fits counts; where none does, the one that MSH-6 or MSH-5 names,
    /// else the only one.
    /// </summary>
    public IReadOnlyList<AreaRule> Areas { get; init; } = [];

    /// <summary>How messages are understood of whom <see cref="Senders"/> does not tell.</summary>
    public Hl7MappingOptions Mapping { get; init; } = new();

    /// <summary>The character set of messages of whom <see cref="Senders"/> does not tell.</summary>
    public Hl7CharacterSetChoice CharacterSet { get; init; } = Hl7CharacterSetChoice.Default;

    /// <summary>Statuses of steps that are not offered, besides those that say that a step is over.</summary>
    public IReadOnlyList<string> NotOffered { get; init; } = [];

    /// <summary>Whether the steps of an order end which a change of it does not name any more.</summary>
    public bool EndsStepsNotNamed { get; init; } = true;
}

/// <summary>One sender, or several, and how its messages are understood.</summary>
/// <param name="Application">MSH-3.1, with wild cards (<c>*</c>, <c>?</c>); empty: any.</param>
/// <param name="Facility">MSH-4.1, with wild cards; empty: any.</param>
/// <param name="Address">The address of the peer; null: any, and none, as of files.</param>
/// <param name="Mapping">How its messages are understood.</param>
/// <param name="CharacterSet">What is known of their character set.</param>
internal sealed record SenderRule(
    string Application, string Facility, IPNetwork? Address, Hl7MappingOptions Mapping, Hl7CharacterSetChoice CharacterSet);

/// <summary>Which steps belong to a storage area. What is empty fits all.</summary>
/// <param name="Area">The name of the area, a called AE title.</param>
/// <param name="Receiver">MSH-5.1 or MSH-6.1, with wild cards.</param>
/// <param name="Modality">Modality (0008,0060) of the step.</param>
/// <param name="Location">The step's location (IPC-8), or point of care or facility (PV1-3.1, .4), with wild cards.</param>
internal sealed record AreaRule(string Area, string Receiver = "", string Modality = "", string Location = "");
