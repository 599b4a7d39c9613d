using System.Net;
using WorklistScp.Network.Associations;

namespace Wlmscp.Audit;

/// <summary>
/// A line of the audit log: <c>docs/audit.md</c> says which event has which fields. No values of patients.
/// </summary>
internal sealed record AuditRecord
{
    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened, an <see cref="AuditEvent"/>.</summary>
    public required string Event { get; init; }

    /// <summary>For how many that are alike the line stands; null: for one.</summary>
    public int? Count { get; init; }

    /// <summary>The name of the association, or connection, as in the log.</summary>
    public string? Association { get; init; }

    /// <summary>Address and port of the peer.</summary>
    public string? Peer { get; init; }

    /// <summary>The subject of the peer's certificate; null without TLS or certificate.</summary>
    public string? TlsSubject { get; init; }

    /// <summary>The calling AE title.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>The called AE title.</summary>
    public string? CalledAETitle { get; init; }

    /// <summary>The implementation class UID of the peer.</summary>
    public string? Implementation { get; init; }

    /// <summary>The implementation version name of the peer.</summary>
    public string? Version { get; init; }

    /// <summary>The longest PDU that the peer takes; 0: any.</summary>
    public uint? MaxPdu { get; init; }

    /// <summary>The transfer syntaxes that it proposes for worklist queries; of many the first twenty.</summary>
    public IReadOnlyList<string>? Proposed { get; init; }

    /// <summary>The one of them that was accepted; of several contexts, in the first.</summary>
    public string? Accepted { get; init; }

    /// <summary>The message ID of a query.</summary>
    public ushort? MessageID { get; init; }

    /// <summary>The names of the keys that a query gave a value for; of many the first hundred.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>How many more keys it gave a value for.</summary>
    public int? MoreKeys { get; init; }

    /// <summary>All that a query has, by the kind of its value.</summary>
    public AuditAsks? Asks { get; init; }

    /// <summary>The Specific Character Set that a query names, as it stands there.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>Whether a query has text that is not ASCII; null: it has not.</summary>
    public bool? NotAscii { get; init; }

    /// <summary>The Scheduled Station AE Titles that a query asks for.</summary>
    public IReadOnlyList<string>? Stations { get; init; }

    /// <summary>The modalities that a query asks for.</summary>
    public IReadOnlyList<string>? Modalities { get; init; }

    /// <summary>Who asks over HTTP.</summary>
    public string? User { get; init; }

    /// <summary>By which door an HL7 message came: <c>port</c>, <c>tls</c> or <c>folder</c>.</summary>
    public string? Door { get; init; }

    /// <summary>The type of a message, <c>ORM^O01</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>Its control ID, MSH-10.</summary>
    public string? ControlID { get; init; }

    /// <summary>The application that has sent it, MSH-3.</summary>
    public string? SendingApplication { get; init; }

    /// <summary>The facility that has sent it, MSH-4.</summary>
    public string? SendingFacility { get; init; }

    /// <summary>
    /// What a message about a performed step asked for: <c>N-CREATE</c>, <c>N-SET</c> or <c>N-GET</c>; or a request over HTTP:
    /// <c>search</c>, <c>put</c> and the like.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>The SOP Instance UID of the performed step.</summary>
    public string? SOPInstance { get; init; }

    /// <summary>The Performed Procedure Step Status that it has then.</summary>
    public string? PerformedStatus { get; init; }

    /// <summary>The storage areas that a message has changed, or found as it has them.</summary>
    public IReadOnlyList<string>? Areas { get; init; }

    /// <summary>The Study Instance UIDs that it is about; of many the first hundred.</summary>
    public IReadOnlyList<string>? Studies { get; init; }

    /// <summary>The Accession Numbers, likewise.</summary>
    public IReadOnlyList<string>? AccessionNumbers { get; init; }

    /// <summary>The Scheduled Procedure Step IDs, likewise.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>How many entries it has made.</summary>
    public int? Made { get; init; }

    /// <summary>How many it has changed that are still offered, or of a patient.</summary>
    public int? Changed { get; init; }

    /// <summary>How many of its steps are not offered any more.</summary>
    public int? Ended { get; init; }

    /// <summary>What was wrong with a message: codes of table 0357, and where, <c>101 PID-3</c>.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>What came of it, an <see cref="AuditOutcome"/>; null as long as that is not known.</summary>
    public string? Outcome { get; init; }

    /// <summary>Who ended it: <c>peer</c> or <c>server</c>; null: nobody, or as it should.</summary>
    public string? By { get; init; }

    /// <summary>
    /// The status of the last response, four hexadecimal digits, or MSA-1 of the last answer to a message; null: there was
    /// none.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>The result of a rejection (PS3.8 table 9-21).</summary>
    public byte? Result { get; init; }

    /// <summary>The source of a rejection.</summary>
    public byte? Source { get; init; }

    /// <summary>The reason of a rejection.</summary>
    public byte? Reason { get; init; }

    /// <summary>Why, in words for people; null where there is nothing to say.</summary>
    public string? Comment { get; init; }

    /// <summary>How many responses with a match were made.</summary>
    public int? Matches { get; init; }

    /// <summary>How many entries the storage area had.</summary>
    public int? Entries { get; init; }

    /// <summary>How many of them were compared with the keys; the indexes excluded the others.</summary>
    public int? EntriesLookedAt { get; init; }

    /// <summary>How many bytes the matches had, as PDUs.</summary>
    public long? Bytes { get; init; }

    /// <summary>How many C-FIND requests an association had.</summary>
    public int? Queries { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Makes a line of what happened on an association.</summary>
    public static AuditRecord Of(string what, DicomAssociation association, DateTimeOffset time) =>
        Of(what, association.Id, association.RemoteEndPoint, time) with
        {
            TlsSubject = association.TlsSubject,
            CallingAETitle = association.CallingAETitle,
            CalledAETitle = association.RequestedAETitle,
        };

    /// <summary>Makes a line of what happened on a connection.</summary>
    public static AuditRecord Of(string what, string id, EndPoint? peer, DateTimeOffset time) => new()
    {
        Time = time,
        Event = what,
        Association = id,
        Peer = peer?.ToString(),
    };

    /// <summary>A number of milliseconds as it stands in a line.</summary>
    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}

/// <summary>The events of the audit log.</summary>
internal static class AuditEvent
{
    /// <summary>A host was not let in.</summary>
    public const string Host = "host";

    /// <summary>There was no TLS connection.</summary>
    public const string Tls = "tls";

    /// <summary>An association was asked for.</summary>
    public const string Association = "association";

    /// <summary>A query is not answered yet.</summary>
    public const string Asked = "asked";

    /// <summary>A query is answered, or given up.</summary>
    public const string Query = "query";

    /// <summary>An association has ended.</summary>
    public const string End = "end";

    /// <summary>A message, of HL7 or about a performed step, is not carried out yet.</summary>
    public const string Received = "received";

    /// <summary>An HL7 message is carried out, or refused.</summary>
    public const string Message = "message";

    /// <summary>A message about a performed step is carried out, or refused.</summary>
    public const string PerformedStep = "mpps";

    /// <summary>A request over HTTP is answered.</summary>
    public const string Web = "web";

    /// <summary>Lines are missing.</summary>
    public const string Lost = "lost";
}

/// <summary>What came of what the audit log tells of.</summary>
internal static class AuditOutcome
{
    /// <summary>The association is open.</summary>
    public const string Accepted = "accepted";

    /// <summary>The association was rejected.</summary>
    public const string Rejected = "rejected";

    /// <summary>The host was not let in, or the query refused.</summary>
    public const string Refused = "refused";

    /// <summary>The query is answered in full.</summary>
    public const string Success = "success";

    /// <summary>The peer has cancelled the query.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The query or association was aborted.</summary>
    public const string Aborted = "aborted";

    /// <summary>The handshake, or the server, failed.</summary>
    public const string Failed = "failed";

    /// <summary>The association was released.</summary>
    public const string Released = "released";

    /// <summary>The connection broke.</summary>
    public const string Lost = "lost";
}
