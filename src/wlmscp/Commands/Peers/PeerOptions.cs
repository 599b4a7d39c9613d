using System.CommandLine;
using Wlmscp.CommandLine;

namespace Wlmscp.Commands.Peers;

/// <summary>The arguments and options of a command that asks a peer: whom, and how it is reached.</summary>
/// <param name="command">The command.</param>
/// <param name="kind">What the peer should be, such as <c>a worklist SCP</c>.</param>
internal sealed class PeerOptions(string command, string kind)
{
    /// <summary>How the last of them are written in the usage of a command.</summary>
    public const string Usage =
        "[`--timeout` *SECONDS*] [`--tls`|`--enable-tls` *KEY* *CERT*] "
        + "[`--add-cert-file` *FILE*|`--add-cert-dir` *PATH*|`--ignore-peer-cert`]";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly Argument<string> _host = new("HOST") { Description = "host name or address" };
    private readonly Argument<int> _port = new("PORT")
    {
        Description = "TCP port",
        CustomParser = ValueParsers.ParsePeerPort,
    };

    private readonly Option<string?> _called = ValueParsers.Text(
        "--called", "AETITLE", "called AE title: of wlmscp and wlmscpfs, the storage area", ValueParsers.ParseAETitle,
        "-aec");

    private readonly Option<string?> _calling = ValueParsers.Text(
        "--calling", "AETITLE", "calling AE title (default: WLMSCP)", ValueParsers.ParseAETitle, "-aet");

    private readonly Option<TimeSpan?> _timeout = ValueParsers.Seconds(
        "--timeout", $"wait so long for the connection, and for each answer (default: {DefaultTimeout.TotalSeconds})",
        1);

    private readonly PeerTlsOptions _tls = new();

    /// <summary>Puts them into a command: AE titles before its own options, the others behind these.</summary>
    /// <param name="target">The command.</param>
    /// <param name="own">Its own options.</param>
    public void AddTo(Command target, params IReadOnlyList<Option> own)
    {
        _called.Required = true;
        target.Arguments.Add(_host);
        target.Arguments.Add(_port);
        foreach (Option option in (Option[])[_called, _calling, .. own, _timeout, .. _tls.Options])
        {
            target.Options.Add(option);
        }

        target.Validators.Add(_tls.Validate);
    }

    /// <summary>Reads a command line that was parsed without errors.</summary>
    public PeerSettings Read(ParseResult result) =>
        new(result.GetRequiredValue(_host), result.GetValue(_port), result.GetRequiredValue(_called)!)
        {
            Command = command,
            Kind = kind,
            CallingAETitle = result.GetValue(_calling) ?? "WLMSCP",
            Timeout = result.GetValue(_timeout) ?? DefaultTimeout,
            Tls = _tls.Read(result),
        };
}
