using WorklistScp.Network.Access;

namespace WorklistScp.Network.Negotiation;

/// <summary>
/// What an acceptor accepts, and what it tells of itself (PS3.8 7.1.1 and annex D; PS3.7 annex D.3.3.2).
/// </summary>
public sealed record AssociationPolicy
{
    /// <summary>The transfer syntaxes that are accepted, in the acceptor's order of preference.</summary>
    public required IReadOnlyList<DicomTransferSyntax> TransferSyntaxes { get; init; }

    /// <summary>The longest P-DATA-TF to receive, in bytes after the PDU header: at least 8.</summary>
    public required uint MaxPduLength { get; init; }

    /// <summary>Whether every association is rejected.</summary>
    public bool RefuseAll { get; init; }

    /// <summary>The calling AE titles that are accepted; empty: all.</summary>
    public IReadOnlyList<CallingRule> AllowedCalling { get; init; } = [];

    /// <summary>Whether an association is rejected when the requestor does not name its implementation class.</summary>
    public bool RequireImplementationClassUID { get; init; }

    /// <summary>
    /// Whether a requestor that asks for a positive response to its user identity gets one (PS3.7 annex D.3.3.7.2),
    /// although it is not verified.
    /// </summary>
    public bool AcknowledgeUserIdentity { get; init; }

    /// <summary>The implementation class to send.</summary>
    public DicomUID ImplementationClassUID { get; init; } = DicomUID.ImplementationClass;

    /// <summary>The implementation version to send: 1 to 16 characters of ISO 646.</summary>
    public string ImplementationVersionName { get; init; } = OwnImplementationVersionName;

    /// <summary>The implementation version of this program.</summary>
    internal const string OwnImplementationVersionName = "WLMSCP_0.1";
}
