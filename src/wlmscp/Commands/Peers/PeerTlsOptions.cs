using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using WorklistScp.Network.Tls;

namespace Wlmscp.Commands.Peers;

/// <summary>
/// Whether and how a connection is encrypted; the options have the names that they have for the daemon, and for
/// findscu.
/// </summary>
internal sealed class PeerTlsOptions
{
    private readonly Option<bool> _anonymous = ValueParsers.Flag(
        "--tls", "encrypt, without a certificate of one's own", "--anonymous-tls", "+tla");

    private readonly TlsKeyOptions _key = new(
        "encrypt, with one's own certificate: files of the private key and of its certificate, below which those of "
        + "its authorities may stand");

    private readonly TrustOptions _trust = new();
    private readonly Option<bool> _ignore = ValueParsers.Flag(
        "--ignore-peer-cert", "take any certificate, unverified: for trying only", "-ic");

    private readonly Option<string?> _name = ValueParsers.Text(
        "--request-sni", "NAME",
        "ask for the server of this name, which its certificate must be for (default: the certificate may be for any)");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_anonymous, _key.KeyAndCertificate, .. Details];

    private IReadOnlyList<Option> Details =>
        [.. _key.Passwords, .. _key.Formats, .. _trust.Options, _ignore, _name];

    /// <summary>Adds an error for options without effect, and where nothing could verify a certificate.</summary>
    public void Validate(CommandResult result)
    {
        bool hasKey = IsGiven(result, _key.KeyAndCertificate);
        if (!hasKey && _key.Passwords.FirstOrDefault(option => IsGiven(result, option)) is { } password)
        {
            result.AddError($"{password.Name}: without effect, expected --enable-tls KEY CERT too");
        }

        if (hasKey || IsGiven(result, _anonymous))
        {
            if (!IsGiven(result, _ignore) && !_trust.Authorities.Any(option => IsGiven(result, option)))
            {
                result.AddError(
                    $"{(hasKey ? "--enable-tls" : "--tls")}: nobody certifies the server, expected --add-cert-file, "
                    + "--add-cert-dir or --ignore-peer-cert too");
            }
        }
        else if (Details.FirstOrDefault(option => IsGiven(result, option)) is { } detail)
        {
            result.AddError($"{detail.Name}: without effect, expected --tls or --enable-tls KEY CERT too");
        }
    }

    /// <summary>Reads a command line that was parsed without errors; null: no encryption.</summary>
    public TlsSettings? Read(ParseResult result)
    {
        TlsKeyFiles? key = _key.ReadKey(result);
        if (key is null && !result.GetValue(_anonymous))
        {
            return null;
        }

        var settings = new TlsSettings
        {
            Key = key,
            PeerCertificate = result.GetValue(_ignore) ? PeerCertificate.Ignored : PeerCertificate.Required,
            ServerName = result.GetValue(_name),
        };
        return _trust.Apply(_key.Apply(settings, result), result);
    }

    private static bool IsGiven(CommandResult result, Option option) =>
        result.GetResult(option) is { Implicit: false };
}
