using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.Daemon;
using Wlmscp.Mpps;
using Wlmscp.Mpps.Forwarding;
using WorklistScp.Hl7.Announcements;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether and how the daemon takes performed procedure steps of modalities.</summary>
internal sealed class PerformedStepOptions : OptionGroup
{
    private readonly Option<bool> _isOn = ValueParsers.Flag(
        "--mpps",
        "take performed procedure steps (MPPS): steps that are done leave the list (default: no)");

    private readonly Option<bool> _isStrict = ValueParsers.Flag(
        "--mpps-strict",
        "refuse what lacks attributes that the standard asks for (default: taken with a warning)");

    private readonly Option<int?> _maxLength = ValueParsers.Number(
        "--max-mpps", "BYTES",
        $"largest data set of such a message (default: {MppsServiceSettings.DefaultMaxLength})",
        1024, int.MaxValue);

    private readonly Option<Several<ForwardingTarget?>?> _forwardTo = ValueParsers.Values(
        "--mpps-forward", "AETITLE@HOST:PORT",
        "send what was taken on to this MPPS SCP, and try again for 7 days; may be given several times (default: none)",
        text => ForwardingTarget.Parse(text) is { } target
            ? new Parsed<ForwardingTarget?>(target)
            : new Parsed<ForwardingTarget?>(null, "AETITLE@HOST:PORT"));

    private readonly Option<bool> _isForwardingSecured = ValueParsers.Flag(
        "--mpps-forward-tls",
        "encrypt the connections to these, with the keys and rules of --enable-tls (default: do not encrypt)");

    private readonly Option<Several<ForwardingTarget?>?> _statusTo = ValueParsers.Values(
        "--hl7-status-to", "HOST:PORT",
        "tell this receiver of HL7 messages what becomes of steps that came by HL7; may be given several times "
        + "(default: none)",
        text => ForwardingTarget.ParseHost(text) is { } target
            ? new Parsed<ForwardingTarget?>(target)
            : new Parsed<ForwardingTarget?>(null, "HOST:PORT"));

    private readonly Option<StatusMessageType?> _statusType = ValueParsers.Choice(
        "--hl7-status-type", "TYPE",
        "by which message: ORM for ORM^O01, OMG for OMG^O19 (default: ORM)",
        [("ORM", StatusMessageType.Orm), ("OMG", StatusMessageType.Omg)]);

    /// <inheritdoc/>
    public override string Title => "performed procedure step options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new(null, _isOn, _isStrict, _maxLength),
        new("sending on", _forwardTo, _isForwardingSecured, _statusTo, _statusType),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => !result.GetValue(_isOn)
        ? settings
        : settings with
        {
            Mpps = new MppsServiceSettings
            {
                Options = new MppsOptions { IsStrict = result.GetValue(_isStrict) },
                MaxLength = result.GetValue(_maxLength) ?? MppsServiceSettings.DefaultMaxLength,
                ForwardTo = [.. (result.GetValue(_forwardTo)?.Values ?? []).OfType<ForwardingTarget>().Distinct()],
                StatusTo = [.. (result.GetValue(_statusTo)?.Values ?? []).OfType<ForwardingTarget>().Distinct()],
                StatusType = result.GetValue(_statusType) ?? StatusMessageType.Orm,
                IsForwardingSecured = result.GetValue(_isForwardingSecured),
            },
        };

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetValue(_isForwardingSecured))
        {
            if (result.GetResult(_forwardTo) is null)
            {
                result.AddError($"{_isForwardingSecured.Name}: nothing is sent on, expected {_forwardTo.Name} too");
            }
            else if (result.GetResult(TlsKeyOptions.KeyName) is null)
            {
                result.AddError($"{_isForwardingSecured.Name}: no key, expected --enable-tls KEY CERT too");
            }
        }

        if (result.GetResult(_statusType) is not null && result.GetResult(_statusTo) is null)
        {
            result.AddError($"{_statusType.Name}: nobody is told, expected {_statusTo.Name} too");
        }

        foreach (Option option in Sections.SelectMany(section => section.Options).Where(option => option != _isOn))
        {
            if (result.GetResult(option) is { Implicit: false } && result.GetResult(_isOn) is null or { Implicit: true })
            {
                result.AddError($"{option.Name}: performed procedure steps are not taken, expected --mpps too");
            }
        }
    }
}
