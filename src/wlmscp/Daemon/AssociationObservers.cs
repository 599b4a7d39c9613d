using System.Net;
using WorklistScp.Network;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Server;

namespace Wlmscp.Daemon;

/// <summary>Tells several of what one is told.</summary>
internal sealed class AssociationObservers : IAssociationObserver
{
    private readonly IAssociationObserver[] _all;

    private AssociationObservers(IAssociationObserver[] all) => _all = all;

    /// <summary>Puts them together; null where there is none.</summary>
    public static IAssociationObserver? Of(params IAssociationObserver?[] observers) =>
        observers.OfType<IAssociationObserver>().ToArray() switch
        {
            [] => null,
            [var only] => only,
            var all => new AssociationObservers(all),
        };

    /// <inheritdoc/>
    public void OnHostRefused(string id, EndPoint peer, string reason) =>
        Array.ForEach(_all, each => each.OnHostRefused(id, peer, reason));

    /// <inheritdoc/>
    public void OnTlsFailed(string id, EndPoint? peer, string problem) =>
        Array.ForEach(_all, each => each.OnTlsFailed(id, peer, problem));

    /// <inheritdoc/>
    public void OnAccepted(DicomAssociation association, NegotiatedAssociation negotiated) =>
        Array.ForEach(_all, each => each.OnAccepted(association, negotiated));

    /// <inheritdoc/>
    public void OnRejected(DicomAssociation association, AssociationRejection rejection) =>
        Array.ForEach(_all, each => each.OnRejected(association, rejection));

    /// <inheritdoc/>
    public void OnFindRefused(DicomAssociation association, ushort messageID, DicomStatus status, string comment) =>
        Array.ForEach(_all, each => each.OnFindRefused(association, messageID, status, comment));

    /// <inheritdoc/>
    public void OnEnded(DicomAssociation association, AssociationEnd how) =>
        Array.ForEach(_all, each => each.OnEnded(association, how));
}
