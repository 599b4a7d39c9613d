using System.Diagnostics.Metrics;
using System.Net;
using WorklistScp.Network;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Server;

namespace Wlmscp.Metrics;

/// <summary>Counts associations, and who came to none.</summary>
internal sealed class AssociationMetrics : IAssociationObserver
{
    // PS3.8 table 9-21: source, reason.
    private static readonly Dictionary<(byte Source, byte Reason), string> Reasons = new()
    {
        [(1, 1)] = "no-reason-given",
        [(1, 2)] = "application-context-name-not-supported",
        [(1, 3)] = "calling-ae-title-not-recognized",
        [(1, 7)] = "called-ae-title-not-recognized",
        [(2, 1)] = "no-reason-given",
        [(2, 2)] = "protocol-version-not-supported",
        [(3, 1)] = "temporary-congestion",
        [(3, 2)] = "local-limit-exceeded",
    };

    private readonly QueryMetrics _queries;
    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _ended;

    /// <summary>Makes the instruments.</summary>
    public AssociationMetrics(Meter meter, QueryMetrics queries)
    {
        _queries = queries;
        _open = meter.CreateUpDownCounter<long>("wlmscp_associations_open", null, "Associations that are open now.");
        _accepted = meter.CreateCounter<long>("wlmscp_associations_accepted", null, "Associations that were accepted.");
        _rejected = meter.CreateCounter<long>(
            "wlmscp_associations_rejected", null, "Associations that were rejected, by reason (PS3.8 table 9-21).");
        _refused = meter.CreateCounter<long>(
            "wlmscp_connections_refused", null,
            "Connections that were closed before DICOM: by a rule for hosts, or by TLS.");
        _ended = meter.CreateCounter<long>(
            "wlmscp_associations_ended", null, "Associations that were accepted and have ended, by how.");

        // What is there at zero shows its first step.
        _open.Add(0);
        _accepted.Add(0);
        foreach (string reason in Reasons.Values.Distinct())
        {
            _rejected.Add(0, Label.Of("reason", reason));
        }

        _refused.Add(0, Label.Of("reason", "host"));
        _refused.Add(0, Label.Of("reason", "tls"));
        foreach (AssociationEndKind kind in Enum.GetValues<AssociationEndKind>())
        {
            _ended.Add(0, Label.Of("how", NameOf(kind)));
        }
    }

    /// <inheritdoc/>
    public void OnHostRefused(string id, EndPoint peer, string reason) => _refused.Add(1, Label.Of("reason", "host"));

    /// <inheritdoc/>
    public void OnTlsFailed(string id, EndPoint? peer, string problem) => _refused.Add(1, Label.Of("reason", "tls"));

    /// <inheritdoc/>
    public void OnAccepted(DicomAssociation association, NegotiatedAssociation negotiated)
    {
        _accepted.Add(1);
        _open.Add(1);
    }

    /// <inheritdoc/>
    public void OnRejected(DicomAssociation association, AssociationRejection rejection) => _rejected.Add(
        1, Label.Of("reason", Reasons.GetValueOrDefault((rejection.Source, rejection.Reason), "no-reason-given")));

    /// <inheritdoc/>
    public void OnFindRefused(DicomAssociation association, ushort messageID, DicomStatus status, string comment) =>
        _queries.Refused(association.CalledAETitle, status);

    /// <inheritdoc/>
    public void OnEnded(DicomAssociation association, AssociationEnd how)
    {
        _open.Add(-1);
        _ended.Add(1, Label.Of("how", NameOf(how.Kind)));
    }

    private static string NameOf(AssociationEndKind kind) => kind switch
    {
        AssociationEndKind.Released => "released",
        AssociationEndKind.Aborted => "aborted",
        _ => "lost",
    };
}
