using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Logging;

/// <summary>
/// The log events of this library, 1000 to 1999. AE titles are printable ASCII, the PDU reader sees to that;
/// what data sets hold is never logged: the messages of their readers give tags, places and lengths.
/// At information level an association has one line, and one more for each C-ECHO and C-CANCEL.
/// </summary>
internal static partial class NetworkLog
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, Message = "listening on {EndPoint}")]
    public static partial void Listening(ILogger logger, EndPoint? endPoint);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information,
        Message = "no new associations; {Connections} open connections get {Seconds} s to finish")]
    public static partial void Stopping(ILogger logger, int connections, double seconds);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error,
        Message = "cannot accept a connection, trying again: {Problem}; said once a minute at most")]
    public static partial void AcceptFailed(ILogger logger, string problem);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "connections are accepted again")]
    public static partial void AcceptingAgain(ILogger logger);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning,
        Message = "as many connections are open as may be, {Connections}: new ones wait; said once a minute at most")]
    public static partial void NoPlace(ILogger logger, int connections);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning,
        Message = "as many connections are open as may be, {Connections}: {Count} without an association, "
            + "the last of them of {Address}, were closed for new ones; said once a minute at most")]
    public static partial void GaveWay(ILogger logger, int connections, int count, IPAddress address);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Debug,
        Message = "{Association}: closed, another connection has its place: {Problem}")]
    public static partial void PlaceWasTaken(ILogger logger, string association, string problem);

    [LoggerMessage(EventId = 1100, Level = LogLevel.Information,
        Message = "{Association}: accepted {CallingAETitle} at {Peer} as {CalledAETitle}, contexts {Contexts}")]
    public static partial void AssociationAccepted(
        ILogger logger, string association, string callingAETitle, PeerText peer, string calledAETitle,
        ContextList contexts);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information,
        Message = "{Association}: rejected {CallingAETitle} at {Peer} for {CalledAETitle}, "
            + "result {Result}, source {Source}, reason {Reason} ({Words})")]
    public static partial void AssociationRejected(
        ILogger logger, string association, string callingAETitle, PeerText peer, string calledAETitle,
        byte result, byte source, byte reason, string words);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Debug, Message = "{Association}: released")]
    public static partial void AssociationReleased(ILogger logger, string association);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning,
        Message = "{Association}: aborted by {Peer}, {Source}, {Reason}")]
    public static partial void AbortReceived(
        ILogger logger, string association, PeerText peer, AbortSource source, AbortReason reason);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning,
        Message = "{Association}: aborting {Peer}, {Source}, {Reason}: {Problem}")]
    public static partial void AbortSent(
        ILogger logger, string association, PeerText peer, AbortSource source, AbortReason reason,
        string problem);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning,
        Message = "{Association}: the association with {Peer} is lost: {Problem}")]
    public static partial void AssociationLost(ILogger logger, string association, PeerText peer, string problem);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning,
        Message = "{Association}: {Peer} did not act in time, closing in {State}")]
    public static partial void ArtimExpired(
        ILogger logger, string association, PeerText peer, UpperLayerState state);

    [LoggerMessage(EventId = 1107, Level = LogLevel.Debug, Message = "{Association}: connection ended: {Problem}")]
    public static partial void ConnectionEnded(ILogger logger, string association, string problem);

    [LoggerMessage(EventId = 1108, Level = LogLevel.Trace,
        Message = "{Association}: {Event} in {State}: {Action}, now {Next}")]
    public static partial void Transition(
        ILogger logger, string association, UpperLayerEvent @event, UpperLayerState state, UpperLayerAction action,
        UpperLayerState next);

    [LoggerMessage(EventId = 1109, Level = LogLevel.Error,
        Message = "{Association}: closing because of an unexpected error")]
    public static partial void AssociationFailed(ILogger logger, string association, Exception exception);

    [LoggerMessage(EventId = 1110, Level = LogLevel.Information, Message = "{Address} is {HostName}")]
    public static partial void HostNameFound(ILogger logger, IPAddress address, string? hostName);

    [LoggerMessage(EventId = 1111, Level = LogLevel.Debug, Message = "no host name for {Address}: {Problem}")]
    public static partial void HostNameNotFound(ILogger logger, IPAddress address, string problem);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Warning,
        Message = "{Association}: no TLS connection with {Peer}: {Problem}")]
    public static partial void HandshakeFailed(ILogger logger, string association, PeerText peer, string problem);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning,
        Message = "{Association}: rejected {CallingAETitle} at {Peer} for {CalledAETitle}, "
            + "result {Result}, source {Source}, reason {Reason} ({Words}): "
            + "as many associations are open as may be, {Limit}; said once a minute at most")]
    public static partial void TooManyAssociations(
        ILogger logger, string association, string callingAETitle, PeerText peer, string calledAETitle,
        byte result, byte source, byte reason, string words, int limit);

    [LoggerMessage(EventId = 1114, Level = LogLevel.Warning,
        Message = "{Association}: accepted {CallingAETitle} at {Peer} although its request is not right: {Faults}")]
    public static partial void FaultsTolerated(
        ILogger logger, string association, string callingAETitle, PeerText peer, ToleratedFaults faults);

    [LoggerMessage(EventId = 1115, Level = LogLevel.Debug,
        Message = "{Association}: user identity {Identity}, not verified; positive response {Response}")]
    public static partial void UserIdentityGiven(
        ILogger logger, string association, UserIdentity identity, string response);

    [LoggerMessage(EventId = 1116, Level = LogLevel.Warning,
        Message = "{Association}: rejected {CallingAETitle} at {Peer} for {CalledAETitle}, "
            + "result {Result}, source {Source}, reason {Reason} ({Words}): its address has {Limit} associations, "
            + "and the last of the {Associations} that may be open are for others")]
    public static partial void TooManyAssociationsOfAddress(
        ILogger logger, string association, string callingAETitle, PeerText peer, string calledAETitle,
        byte result, byte source, byte reason, string words, int limit, int associations);

    [LoggerMessage(EventId = 1117, Level = LogLevel.Warning,
        Message = "{Association}: rejected {CallingAETitle} at {Peer} for {CalledAETitle}, "
            + "result {Result}, source {Source}, reason {Reason} ({Words}): {Hint}")]
    public static partial void TitleRejected(
        ILogger logger, string association, string callingAETitle, PeerText peer, string calledAETitle,
        byte result, byte source, byte reason, string words, string hint);

    [LoggerMessage(EventId = 1118, Level = LogLevel.Warning,
        Message = "{Count} more rejected in the last minute of {CallingAETitle} for {CalledAETitle}, "
            + "the last at {Peer}")]
    public static partial void TitleRejectedAgain(
        ILogger logger, int count, string callingAETitle, PeerText peer, string calledAETitle);

    [LoggerMessage(EventId = 1119, Level = LogLevel.Warning,
        Message = "{Count} more rejected for their AE titles in the last minute, "
            + "the last was {CallingAETitle} at {Peer} for {CalledAETitle}")]
    public static partial void TitlesRejectedAgain(
        ILogger logger, int count, string callingAETitle, PeerText peer, string calledAETitle);

    [LoggerMessage(EventId = 1120, Level = LogLevel.Warning,
        Message = "{Association}: closed {Peer}: refused by {Rule}")]
    public static partial void HostRefused(ILogger logger, string association, EndPoint peer, string rule);

    [LoggerMessage(EventId = 1121, Level = LogLevel.Warning,
        Message = "{Association}: closed {Peer}: its address has {Limit} connections already")]
    public static partial void TooManyOfAddress(ILogger logger, string association, EndPoint peer, int limit);

    [LoggerMessage(EventId = 1122, Level = LogLevel.Warning, Message = "{Association}: closed {Proxy}: {Problem}")]
    public static partial void ProxyRefused(ILogger logger, string association, EndPoint proxy, string problem);

    [LoggerMessage(EventId = 1123, Level = LogLevel.Debug, Message = "{Association}: {Peer} comes through {Proxy}")]
    public static partial void Proxied(ILogger logger, string association, EndPoint peer, EndPoint proxy);

    [LoggerMessage(EventId = 1124, Level = LogLevel.Error, Message = "refusing everyone: {Problem}")]
    public static partial void HostsAccessBroken(ILogger logger, string problem);

    [LoggerMessage(EventId = 1125, Level = LogLevel.Warning,
        Message = "{Association}: aborting {Peer}: peer speaks TLS, this port does not")]
    public static partial void TlsOnPlainPort(ILogger logger, string association, PeerText peer);

    [LoggerMessage(EventId = 1126, Level = LogLevel.Warning,
        Message = "{Association}: closed {Peer}: peer speaks DICOM without TLS, this port expects TLS")]
    public static partial void PlainOnTlsPort(ILogger logger, string association, EndPoint peer);

    [LoggerMessage(EventId = 1127, Level = LogLevel.Debug, Message = "{Association}: {Terms}")]
    public static partial void TermsApplied(ILogger logger, string association, AssociationTerms terms);

    [LoggerMessage(EventId = 1128, Level = LogLevel.Debug,
        Message = "{Association}: {SOPClass} further negotiated: {Proposed} proposed, {Agreed} answered")]
    public static partial void NegotiatedFurther(
        ILogger logger, string association, NamedUID sopClass, HexText proposed, HexText agreed);

    [LoggerMessage(EventId = 1200, Level = LogLevel.Information, Message = "{Association}: C-ECHO {MessageID}")]
    public static partial void Echo(ILogger logger, string association, ushort messageID);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Debug,
        Message = "{Association}: {Service} {MessageID}, {TransferSyntax}")]
    public static partial void Requested(
        ILogger logger, string association, string service, ushort messageID, DicomTransferSyntax transferSyntax);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Debug,
        Message = "{Association}: {Service} {MessageID} answered, {Matches} matches, status {Status}")]
    public static partial void FindAnswered(
        ILogger logger, string association, string service, ushort messageID, int matches, DicomStatus status);

    [LoggerMessage(EventId = 1208, Level = LogLevel.Debug,
        Message = "{Association}: {Service} {MessageID} answered, status {Status}")]
    public static partial void Answered(
        ILogger logger, string association, string service, ushort messageID, DicomStatus status);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Information, Message = "{Association}: C-CANCEL {MessageID}")]
    public static partial void Cancelled(ILogger logger, string association, ushort messageID);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Debug,
        Message = "{Association}: C-CANCEL {MessageID} ignored, no such request is outstanding")]
    public static partial void CancelIgnored(ILogger logger, string association, ushort messageID);

    [LoggerMessage(EventId = 1206,
        Message = "{Association}: {Service} {MessageID} of {CallingAETitle} at {Peer} with SOP class {SOPClass} "
            + "in a presentation context of {AbstractSyntax}, expected one with {Service} in its own: "
            + "answered with {Status}")]
    public static partial void SOPClassNotSupported(
        ILogger logger, LogLevel level, string association, string service, ushort messageID, string callingAETitle,
        EndPoint? peer, NamedUID sopClass, NamedUID abstractSyntax, DicomStatus status);

    [LoggerMessage(EventId = 1205, Level = LogLevel.Error, Message = "{Association}: {Service} {MessageID} failed")]
    public static partial void ServiceFailed(
        ILogger logger, string association, string service, ushort messageID, Exception exception);

    [LoggerMessage(EventId = 1207, Level = LogLevel.Warning,
        Message = "{Association}: {Service} {MessageID} of {CallingAETitle} at {Peer}: {Oddities}; "
            + "said once in an association")]
    public static partial void DataSetOdd(
        ILogger logger, string association, string service, ushort messageID, string callingAETitle, EndPoint? peer,
        string oddities);
}
