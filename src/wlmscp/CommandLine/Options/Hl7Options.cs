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

    private readonly Option<int?> _tlsPort = ValueParsers.Number(
        "--hl7-tls-port", "PORT",
        "likewise by MLLP over TLS, with the keys and rules of --enable-tls (default: none)", 0, 65535);

    private readonly Option<string?> _folder = ValueParsers.Text(
        "--hl7-folder", "DIR",
        "carry out the files DIR/*.hl7, and move them to DIR/done or DIR/failed (default: none)");

    private readonly Option<Several<IPNetwork>?> _allow = AccessControlOptions.Ranges(
        "--hl7-allow", "let in senders of this address, or these; may be given several times (default: all)");

    /// <inheritdoc/>
    public override string Title => "HL7 options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new(null, _port, _tlsPort, _allow, _folder)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result)
    {
        // TlsOptions come later in the help, and were read before.
        int? tlsPort = result.GetValue(_tlsPort);
        if (tlsPort is not null && settings.Tls is null)
        {
            settings = settings with
            {
                WithoutEffect = [.. settings.WithoutEffect, $"{_tlsPort.Name}: needs {TlsKeyOptions.KeyName}"],
            };
            tlsPort = null;
        }

        var hl7 = new Hl7Settings
        {
            Port = result.GetValue(_port),
            TlsPort = tlsPort,
            Allow = result.GetValue(_allow)?.Values ?? [],
            Folder = result.GetValue(_folder),
        };
        return settings with { Hl7 = hl7.HasPort || hl7.Folder is not null ? hl7 : null };
    }

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetResult(_tlsPort) is not null && result.GetResult(TlsKeyOptions.KeyName) is null)
        {
            result.AddError("--hl7-tls-port: no key, expected --enable-tls KEY CERT too");
        }

        if (result.GetResult(_allow) is not null && result.GetResult(_port) is null && result.GetResult(_tlsPort) is null)
        {
            result.AddError("--hl7-allow: there is no port for HL7, expected --hl7-port PORT or --hl7-tls-port PORT too");
        }
    }
}
