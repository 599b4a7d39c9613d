using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Wlmscp.Daemon;
using Wlmscp.Web;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether and how the daemon serves HTTP.</summary>
internal sealed class HttpOptions : OptionGroup
{
    /// <summary>The name of the option for the key.</summary>
    public const string KeyName = "--http-key";

    private const string EndPointForm = "[ADDRESS:]PORT";

    private readonly Option<IPEndPoint?> _http = ValueParsers.Value(
        "--http", EndPointForm,
        "serve the page, DICOMweb and REST here; without ADDRESS on this machine only (default: no)", ParseEndPoint);

    private readonly Option<IPEndPoint?> _metrics = ValueParsers.Value(
        "--metrics", EndPointForm,
        "serve /metrics here too, to whoever gets through to it; without ADDRESS on this machine only (default: no)",
        ParseEndPoint);

    private readonly Option<string?> _users = ValueParsers.Text(
        "--http-users", "FILE",
        "the users of it, as wlmscp passwd writes them (default: none, and nothing but /livez and /readyz is served)");

    private readonly Option<string?> _key = ValueParsers.Text(
        KeyName, "KEY", "encrypt with this private key (default: that of --enable-tls)");

    private readonly Option<string?> _certificate = ValueParsers.Text(
        "--http-cert", "CERT", "the certificate of --http-key (default: that of --enable-tls)");

    private readonly Option<Several<IPNetwork>?> _proxies = AccessControlOptions.Ranges(
        "--http-behind-proxy",
        "believe proxies with these addresses, which encrypt, whom they speak for; may be given several times "
            + "(default: none)");

    private readonly Option<string?> _proxyUser = ValueParsers.Text(
        "--http-proxy-user", "HEADER", "the header by which these name the user they have signed in (default: none)");

    /// <inheritdoc/>
    public override string Title => "HTTP options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
        [new(null, _http, _users, _key, _certificate, _proxies, _proxyUser, _metrics)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result)
    {
        settings = settings with { Metrics = result.GetValue(_metrics) };
        return result.GetValue(_http) is not { } endPoint ? settings : settings with
        {
            Http = new HttpSettings
            {
                EndPoint = endPoint,
                UsersFile = result.GetValue(_users),
                Key = result.GetValue(_key) is { } key && result.GetValue(_certificate) is { } certificate
                    ? new TlsKeyFiles(key, certificate)
                    : null,
                Proxies = result.GetValue(_proxies)?.Values ?? [],
                ProxyUserHeader = result.GetValue(_proxyUser),
            },
        };
    }

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        foreach (Option option in Sections.SelectMany(section => section.Options)
            .Where(option => option != _http && option != _metrics))
        {
            if (result.GetResult(option) is not null && result.GetResult(_http) is null)
            {
                result.AddError($"{option.Name}: HTTP is not served, expected --http {EndPointForm} too");
            }
        }

        if (result.GetResult(_key) is null != result.GetResult(_certificate) is null)
        {
            result.AddError("--http-key, --http-cert: one without the other, expected both");
        }

        if (result.GetResult(_proxyUser) is not null && result.GetResult(_proxies) is null)
        {
            result.AddError("--http-proxy-user: there is no proxy, expected --http-behind-proxy CIDR too");
        }

        bool isEncrypted = result.GetResult(_key) is not null || result.GetResult(TlsKeyOptions.KeyName) is not null;
        if (!isEncrypted && result.GetResult(_proxies) is null
            && result.GetResult(_http) is { Errors: var errors } given && !errors.Any()
            && given.GetValueOrDefault<IPEndPoint?>() is { } endPoint && !IPAddress.IsLoopback(endPoint.Address))
        {
            result.AddError(
                $"--http {endPoint}: passwords and patients' data would not be encrypted, expected --http-key KEY and "
                + "--http-cert CERT, --enable-tls KEY CERT, or --http-behind-proxy CIDR too");
        }
    }

    private static Parsed<IPEndPoint?> ParseEndPoint(string text)
    {
        int colon = text.LastIndexOf(':');
        string address = colon < 0 ? "" : text[..colon];
        return ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            && TryParseAddress(address, out IPAddress? parsed)
            ? new Parsed<IPEndPoint?>(new IPEndPoint(parsed!, port))
            : new Parsed<IPEndPoint?>(null, "PORT, or ADDRESS:PORT such as 192.0.2.1:8443 or [2001:db8::1]:8443");
    }

    private static bool TryParseAddress(string text, out IPAddress? address)
    {
        if (text is "" or "localhost")
        {
            address = IPAddress.Loopback;
            return true;
        }

        bool isBracketed = text is ['[', .., ']'];
        return IPAddress.TryParse(isBracketed ? text[1..^1] : text, out address)
            && isBracketed == (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6);
    }
}
