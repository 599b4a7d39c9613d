using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.Daemon;
using Wlmscp.Daemon.Tls;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether, with which keys and by which rules connections are encrypted.</summary>
internal sealed class TlsOptions : OptionGroup
{
    private readonly Option<string[]?> _keyAndCertificate = ValueParsers.Texts(
        "--enable-tls", "KEY CERT", 2,
        "encrypt: files of the private key and of its certificate, below which those of its authorities may stand "
            + "(default: none)",
        "+tls");

    private readonly Option<int?> _port = ValueParsers.Number(
        "--tls-port", "PORT",
        "encrypt on this TCP port, 0: any free one, and not on the other one (default: none)", 0, 65535);

    private readonly Option<string?> _password = ValueParsers.Text(
        "--use-passwd", "PASSWORD", "password of the private key, which ps(1) shows to everyone (default: ask)", "+pw");

    private readonly Option<bool> _ignorePeer =
        ValueParsers.Flag("--ignore-peer-cert", "ask peers for no certificate", "-ic");

    private readonly Exclusive<string[]?> _isOn;
    private readonly Exclusive<Func<string>> _passwordSource;
    private readonly Exclusive<TlsFileFormat> _format = new(
        (ValueParsers.Flag("--pem-keys", "all these files are PEM (default)", "-pem"), _ => TlsFileFormat.Pem),
        (ValueParsers.Flag("--der-keys", "all these files are DER", "-der"), _ => TlsFileFormat.Der));

    private readonly TrustOptions _trust = new();
    private readonly TlsProfileOptions _profile = new();
    private readonly ServerNameOptions _serverName = new();
    private readonly Exclusive<PeerCertificate> _peer;

    /// <summary>Makes the options.</summary>
    public TlsOptions()
    {
        _isOn = new(
            (ValueParsers.Flag("--disable-tls", "do not encrypt (default)", "-tls"), _ => null),
            (_keyAndCertificate, result => result.GetValue(_keyAndCertificate)));
        _passwordSource = new(
            (ValueParsers.Flag("--std-passwd", "ask for the password on standard input (default)", "+ps"),
                _ => new KeyPassword().Ask),
            (_password, result => () => result.GetValue(_password)!),
            (ValueParsers.Flag("--null-passwd", "the password is empty", "-pw"), _ => () => ""));
        _peer = new(
            (ValueParsers.Flag("--require-peer-cert", "serve peers with a valid certificate only (default)", "-rc"),
                _ => PeerCertificate.Required),
            (ValueParsers.Flag("--verify-peer-cert", "serve peers without a certificate too", "-vc"),
                _ => PeerCertificate.Verified),
            (_ignorePeer, _ => PeerCertificate.Ignored));
    }

    /// <inheritdoc/>
    public override string Title => "transport layer security (TLS) options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new("transport protocol stack", [.. _isOn.Options, _port]),
        new("private key password (only with --enable-tls)", _passwordSource.Options),
        new("key and certificate file format", _format.Options),
        new("certification authority", _trust.Options),
        new("security profile", _profile.Profiles),
        new("ciphersuite", _profile.CipherSuites),
        new("server name indication", _serverName.Options),
        new("peer authentication", _peer.Options),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) =>
        _isOn.Read(result, null) is [var key, var certificate]
            ? settings with
            {
                Listen = settings.Listen with { TlsPort = result.GetValue(_port) },
                Tls = _trust.Apply(_profile.Apply(ReadKeys(result, key, certificate), result), result),
            }
            : settings with { WithoutEffect = [.. settings.WithoutEffect, .. FindWithoutEffect(result)] };

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetResult(_port) is not null && result.GetResult(_keyAndCertificate) is null)
        {
            result.AddError("--tls-port: no key, expected --enable-tls KEY CERT too");
        }

        _profile.Validate(result);
    }

    private TlsSettings ReadKeys(ParseResult result, string key, string certificate) => new(key, certificate)
    {
        Format = _format.Read(result, TlsFileFormat.Pem),
        Password = _passwordSource.Read(result, new KeyPassword().Ask),
        PeerCertificate = _peer.Read(result, PeerCertificate.Required),
        ServerName = _serverName.Read(result),
    };

    private IEnumerable<string> FindWithoutEffect(ParseResult result) =>
        Sections.SelectMany(section => section.Options).Except(_isOn.Options)
            .Where(option => result.GetResult(option) is { Implicit: false })
            .Select(option => $"{option.Name}: needs {_keyAndCertificate.Name}");
}
