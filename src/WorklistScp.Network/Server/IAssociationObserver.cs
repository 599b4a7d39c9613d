using System.Net;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;

namespace WorklistScp.Network.Server;

/// <summary>
/// Hears of each association that is asked for, of its end, and of whom it never came to one with. Any thread may call,
/// several at once; it must not throw.
/// </summary>
public interface IAssociationObserver
{
    /// <summary>A connection was closed before a byte of DICOM was read.</summary>
    /// <param name="id">What the connection is called in the log.</param>
    /// <param name="peer">Its address: that of the client, where a proxy is between and has told it.</param>
    /// <param name="reason">Which rule refused it.</param>
    void OnHostRefused(string id, EndPoint peer, string reason);

    /// <summary>There was no TLS where it is expected, or TLS where it is not, or the handshake failed.</summary>
    /// <param name="id">What the connection is called in the log.</param>
    /// <param name="peer">Its address.</param>
    /// <param name="problem">What was wrong.</param>
    void OnTlsFailed(string id, EndPoint? peer, string problem);

    /// <summary>An association was accepted.</summary>
    /// <param name="association">Who asked for it.</param>
    /// <param name="negotiated">What both sides agreed on.</param>
    void OnAccepted(DicomAssociation association, NegotiatedAssociation negotiated);

    /// <summary>An association was rejected.</summary>
    /// <param name="association">Who asked for it.</param>
    /// <param name="rejection">Why.</param>
    void OnRejected(DicomAssociation association, AssociationRejection rejection);

    /// <summary>A C-FIND request was answered without a service: it has none for its SOP class.</summary>
    /// <param name="association">Who asked.</param>
    /// <param name="messageID">The message ID of the request.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="comment">Why.</param>
    void OnFindRefused(DicomAssociation association, ushort messageID, DicomStatus status, string comment);

    /// <summary>An association that was accepted has ended; what was asked in it is answered, or given up.</summary>
    void OnEnded(DicomAssociation association, AssociationEnd how);
}

/// <summary>Why an association is rejected (PS3.8 table 9-21).</summary>
/// <param name="Result">1 permanent, 2 transient.</param>
/// <param name="Source">1 service user, 2 service provider (ACSE), 3 service provider (presentation).</param>
/// <param name="Reason">The reason, in the numbering of the source.</param>
/// <param name="Words">What that means.</param>
public readonly record struct AssociationRejection(byte Result, byte Source, byte Reason, string Words);

/// <summary>How an association came to its end.</summary>
/// <param name="Kind">How.</param>
/// <param name="IsByPeer">Whether the peer ended it; if not, this side did. Null: nobody said a word.</param>
/// <param name="Comment">Why; null where there is nothing to say.</param>
/// <param name="Duration">How long it was open.</param>
/// <param name="Queries">How many C-FIND requests were sent in it.</param>
public sealed record AssociationEnd(
    AssociationEndKind Kind, bool? IsByPeer, string? Comment, TimeSpan Duration, int Queries);

/// <summary>The ways in which an association ends.</summary>
public enum AssociationEndKind
{
    /// <summary>A-RELEASE.</summary>
    Released,

    /// <summary>A-ABORT.</summary>
    Aborted,

    /// <summary>The connection broke, or was closed without a word.</summary>
    Lost,
}
