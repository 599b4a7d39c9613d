using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Wlmscp.Daemon;
using Wlmscp.Hl7;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether and how the daemon takes orders and patient updates by HL7.</summary>
internal sealed class Hl7Options : OptionGroup
{
    private readonly Option<int?> _port = ValueParsers.Number(
        "--hl7-port", "PORT",
        "TCP port to take HL7 messages on, by MLLP; 2575 is registered for that, 0: any free one (default: none)",
        0, 65535);

    private readonly Option<Several<IPNetwork>?> _allow = AccessControlOptions.Ranges(
        "--hl7-allow", "let in senders of this address, or these; may be given several times (default: all)");

    /// <inheritdoc/>
    public override string Title => "HL7 options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new(null, _port, _allow)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        Hl7 = result.GetValue(_port) is { } port
            ? new Hl7Settings(port, result.GetValue(_allow)?.Values ?? [])
            : null,
    };

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetResult(_allow) is not null && result.GetResult(_port) is null)
        {
            result.AddError("--hl7-allow: there is no port for HL7, expected --hl7-port PORT too");
        }
    }
}
