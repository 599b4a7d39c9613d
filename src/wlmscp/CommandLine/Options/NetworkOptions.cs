using System.CommandLine;
using Wlmscp.Daemon;
using WorklistScp.Network.Negotiation;

namespace Wlmscp.CommandLine.Options;

/// <summary>How the daemon listens, and which associations it accepts.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private readonly Exclusive<IPVersion> _ipVersion = new(
        (ValueParsers.Flag("--ipv4", "listen on IPv4 only (default)", "-i4"), _ => IPVersion.IPv4),
        (ValueParsers.Flag("--ipv6", "listen on IPv6 only", "-i6"), _ => IPVersion.IPv6),
        (ValueParsers.Flag("--ip-auto", "listen on both", "-i0"), _ => IPVersion.Both));

    private readonly TransferSyntaxOptions _transferSyntaxes = new();

    private readonly Option<int?> _compressionLevel = ValueParsers.Number(
        "--compression-level", "LEVEL", "0: none, 1: fastest, to 9: smallest (default 6)", 0, 9, "+cl");

    private readonly Option<TimeSpan?> _acseTimeout =
        ValueParsers.Seconds("--acse-timeout", "timeout for association messages (default 30)", 1, "-ta");

    private readonly Option<TimeSpan?> _dimseTimeout = ValueParsers.Seconds(
        "--dimse-timeout", "end an association after this much silence; 0: never (default 600)", 0, "-td");

    private readonly Option<TimeSpan?> _pduTimeout = ValueParsers.Seconds(
        "--pdu-timeout",
        "end an association whose PDU takes longer to arrive, an HL7 connection whose message does; 0: no such limit "
            + "(default 60)",
        0);

    private readonly Option<int?> _maxAssociations = ValueParsers.Number(
        "--max-associations", "N", "associations at the same time; more are rejected (default 50)", 1, int.MaxValue);

    private readonly Option<int?> _maxPending = ValueParsers.Number(
        "--max-pending", "N",
        "connections that may be open in all beyond --max-associations, 1 to 10000; of more, silent ones are closed "
            + "(default 200)",
        1, 10_000);

    private readonly Option<bool> _refuse = ValueParsers.Flag("--refuse", "reject every association");

    private readonly Option<bool> _reject =
        ValueParsers.Flag("--reject", "reject an association without an implementation class UID");

    private readonly Option<bool> _acknowledgeUserIdentity = ValueParsers.Flag(
        "--acknowledge-user-identity",
        "give the positive response that a peer wants to its user identity, which is not verified");

    private readonly Option<int?> _maxPdu = ValueParsers.Number(
        "--max-pdu", "BYTES", "longest PDU to receive, 4096 to 131072 (default 16384)", 4096, 131072, "-pdu");

    private readonly Option<int?> _maxIdentifier = ValueParsers.Number(
        "--max-identifier", "BYTES", "largest query to receive, inflated too, 1024 to 16777216 (default 65536)",
        1024, 16_777_216);

    private readonly Option<bool> _disableHostLookup =
        ValueParsers.Flag("--disable-host-lookup", "log peers by address only", "-dhl");

    private readonly FindOptions _find = new();

    /// <inheritdoc/>
    public override string Title => "network options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new("IP protocol version", _ipVersion.Options),
        new("preferred network transfer syntaxes", _transferSyntaxes.Options),
        new("deflate compression level (only with --prefer-deflated)", _compressionLevel),
        new(
            "other network options",
            [_acseTimeout, _dimseTimeout, _pduTimeout, _maxAssociations, _maxPending, _refuse, _reject,
                _acknowledgeUserIdentity, .. _find.Options, _maxPdu, _maxIdentifier, _disableHostLookup]),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        Listen = settings.Listen with { Version = _ipVersion.Read(result, settings.Listen.Version) },
        Server = settings.Server with
        {
            Policy = ApplyToPolicy(settings.Server.Policy, result),
            CompressionLevel = result.GetValue(_compressionLevel) ?? settings.Server.CompressionLevel,
            MaxAssociations = result.GetValue(_maxAssociations) ?? settings.Server.MaxAssociations,
            MaxPendingConnections = result.GetValue(_maxPending) ?? settings.Server.MaxPendingConnections,
            MaxIdentifierLength = result.GetValue(_maxIdentifier) ?? settings.Server.MaxIdentifierLength,
            AcseTimeout = result.GetValue(_acseTimeout) ?? settings.Server.AcseTimeout,
            DimseTimeout = ReadOrNever(result, _dimseTimeout, settings.Server.DimseTimeout),
            PduTimeout = ReadOrNever(result, _pduTimeout, settings.Server.PduTimeout),
            LookUpHostNames = !result.GetValue(_disableHostLookup),
        },
        Find = _find.Read(result, settings.Find),
    };

    private AssociationPolicy ApplyToPolicy(AssociationPolicy policy, ParseResult result) => policy with
    {
        TransferSyntaxes = _transferSyntaxes.Read(result, policy.TransferSyntaxes),
        MaxPduLength = (uint?)result.GetValue(_maxPdu) ?? policy.MaxPduLength,
        RefuseAll = result.GetValue(_refuse),
        RequireImplementationClassUID = result.GetValue(_reject),
        AcknowledgeUserIdentity = result.GetValue(_acknowledgeUserIdentity),
    };

    private static TimeSpan? ReadOrNever(ParseResult result, Option<TimeSpan?> option, TimeSpan? otherwise) =>
        result.GetValue(option) switch
        {
            null => otherwise,
            { Ticks: 0 } => null,
            var given => given,
        };
}
