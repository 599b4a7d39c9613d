using Microsoft.Extensions.Logging;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Services;
using WorklistScp.Network.Turns;

namespace WorklistScp.Network.Server;

/// <summary>What the associations of one server share; of <c>Slots</c>, each takes one.</summary>
internal sealed record ServerServices(
    DicomServerOptions Options,
    AssociationNegotiator Negotiator,
    AssociationSlots Slots,
    DicomServices Services,
    Func<string, CancellationToken, ValueTask<bool?>> IsCalledAETitleKnown,
    WorkTurns Turns,
    TimeProvider Time,
    ILogger Logger,
    HostNames? HostNames = null)
{
    /// <summary>When the log tells that there are too many associations.</summary>
    public OnceAMinute LocalLimitNews { get; init; } = new(TimeProvider.System);

    /// <summary>Warns of what is rejected for an AE title; null: nobody does.</summary>
    public RejectedTitles? RejectedTitles { get; init; }
}
