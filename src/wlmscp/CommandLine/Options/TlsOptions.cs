using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.Daemon;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether, with which keys and by which rules connections are encrypted.</summary>
internal sealed class TlsOptions : OptionGroup
{
    private readonly TlsKeyOptions _key = new(
        "encrypt: files of the private key and of its certificate, below which those of its authorities may stand "
        + "(default: none)");

    private readonly Option<int?> _port = ValueParsers.Number(
        "--tls-port", "PORT",
        "encrypt on this TCP port, 0: any free one, and not on the other one (default: none)", 0, 65535);

    private readonly Option<bool> _ignorePeer =
        ValueParsers.Flag("--ignore-peer-cert", "ask peers for no certificate", "-ic");

    private readonly Exclusive<TlsKeyFiles?> _isOn;
    private readonly TrustOptions _trust = new();
    private readonly TlsProfileOptions _profile = new();
    private readonly ServerNameOptions _serverName = new();
    private readonly Exclusive<PeerCertificate> _peer;

    /// <summary>Makes the options.</summary>
    public TlsOptions()
    {
        _isOn = new(
            (ValueParsers.Flag("--disable-tls", "do not encrypt (default)", "-tls"), _ => null),
            (_key.KeyAndCertificate, _key.ReadKey));
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
        new("private key password (only with --enable-tls)", _key.Passwords),
        new("key and certificate file format", _key.Formats),
        new("certification authority", _trust.Options),
        new("security profile", _profile.Profiles),
        new("ciphersuite", _profile.CipherSuites),
        new("server name indication", _serverName.Options),
        new("peer authentication", _peer.Options),
    ];

    // Who is trusted, and how is encrypted: for the key of HTTP alone, too.
    private IEnumerable<Option> OfAnyKey =>
        [.. _key.Formats, .. _trust.Options, .. _profile.Profiles, .. _profile.CipherSuites];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result)
    {
        TlsSettings tls = _trust.Apply(_profile.Apply(ReadRules(result), result), result);
        if (_isOn.Read(result, null) is { } key)
        {
            return settings with
            {
                Listen = settings.Listen with { TlsPort = result.GetValue(_port) },
                Tls = tls with { Key = key },
            };
        }

        bool hasKeyOfHttp = result.GetResult(HttpOptions.KeyName) is not null;
        return settings with
        {
            HttpTls = hasKeyOfHttp ? tls : null,
            WithoutEffect =
                [.. settings.WithoutEffect, .. FindWithoutEffect(result, besides: hasKeyOfHttp ? OfAnyKey : [])],
        };
    }

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetResult(_port) is not null && result.GetResult(_key.KeyAndCertificate) is null)
        {
            result.AddError("--tls-port: no key, expected --enable-tls KEY CERT too");
        }

        _profile.Validate(result);
    }

    private TlsSettings ReadRules(ParseResult result) => _key.Apply(
        new TlsSettings
        {
            PeerCertificate = _peer.Read(result, PeerCertificate.Required),
            ServerName = _serverName.Read(result),
        },
        result);

    private IEnumerable<string> FindWithoutEffect(ParseResult result, IEnumerable<Option> besides) =>
        Sections.SelectMany(section => section.Options).Except(_isOn.Options).Except(besides)
            .Where(option => result.GetResult(option) is { Implicit: false })
            .Select(option => $"{option.Name}: needs {_key.KeyAndCertificate.Name}");
}
