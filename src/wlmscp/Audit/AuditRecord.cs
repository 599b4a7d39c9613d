using WorklistScp.Network.Associations;

namespace Wlmscp.Audit;

/// <summary>A line of the audit log: an association that was asked for, or a query. No values of patients.</summary>
internal sealed record AuditRecord
{
    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>association</c> or <c>query</c>; <c>asked</c> for a query that is not answered yet.</summary>
    public required string Event { get; init; }

    /// <summary>The name of the association, as in the log.</summary>
    public required string Association { get; init; }

    /// <summary>Address and port of the peer.</summary>
    public string? Peer { get; init; }

    /// <summary>The subject of the peer's certificate; null without TLS or certificate.</summary>
    public string? TlsSubject { get; init; }

    /// <summary>The calling AE title.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>The called AE title.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>The message ID of a query.</summary>
    public ushort? MessageID { get; init; }

    /// <summary>The names of the keys that a query gave a value for; of many the first hundred.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>How many more keys it gave a value for.</summary>
    public int? MoreKeys { get; init; }

    /// <summary>How many entries a query matched.</summary>
    public int? Matches { get; init; }

    /// <summary>What came of it; null as long as that is not known.</summary>
    public string? Outcome { get; init; }

    /// <summary>Makes a line of what happened on an association.</summary>
    public static AuditRecord Of(string what, DicomAssociation association, DateTimeOffset time) => new()
    {
        Time = time,
        Event = what,
        Association = association.Id,
        Peer = association.RemoteEndPoint?.ToString(),
        TlsSubject = association.TlsSubject,
        CallingAETitle = association.CallingAETitle,
        CalledAETitle = association.CalledAETitle,
    };
}
