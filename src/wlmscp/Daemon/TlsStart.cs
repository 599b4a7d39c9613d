using Microsoft.Extensions.Logging;
using Wlmscp.Mpps;
using Wlmscp.Tls;
using Wlmscp.Web;
using WorklistScp.Network.Tls;

namespace Wlmscp.Daemon;

/// <summary>Reads keys and certificates, and names the option when that fails.</summary>
internal static class TlsStart
{
    private static readonly TimeSpan TimeToRenew = TimeSpan.FromDays(14);

    /// <summary>Reads them; null when there is no TLS, of which then nothing is touched.</summary>
    /// <param name="settings">Keys and rules; null: there is no TLS.</param>
    /// <param name="isKeyOfHttp">Whether the key is that of HTTP alone.</param>
    /// <exception cref="StartException">A file cannot be used, or something is missing.</exception>
    public static TlsAcceptor? Open(TlsSettings? settings, bool isKeyOfHttp = false)
    {
        try
        {
            return settings is null ? null : TlsAcceptor.Create(settings);
        }
        catch (TlsConfigurationException e)
        {
            throw new StartException(TlsProblem.Describe(e, isKeyOfHttp), e);
        }
    }

    /// <summary>Reads them for the connections to others too, where those are to be encrypted.</summary>
    /// <exception cref="StartException">A file cannot be used, or something is missing.</exception>
    public static MppsServiceSettings? OpenForwarding(MppsServiceSettings? mpps, TlsSettings? settings)
    {
        if (mpps is not { IsForwardingSecured: true })
        {
            return mpps;
        }

        if (settings is null)
        {
            throw new StartException("--mpps-forward-tls: no key, expected --enable-tls KEY CERT too");
        }

        try
        {
            // The server name of the settings is this one's.
            return mpps with { ForwardTls = TlsConnector.Create(settings with { ServerName = null }) };
        }
        catch (TlsConfigurationException e)
        {
            throw new StartException(TlsProblem.Describe(e), e);
        }
    }

    /// <summary>
    /// Reads those of HTTP: its own key, or else the daemon's. A browser may show a certificate that is trusted, and need not.
    /// </summary>
    /// <param name="http">How HTTP is served; null: not at all.</param>
    /// <param name="settings">Those of the daemon, or of HTTP alone, whose key is in <paramref name="http"/>; null: none.</param>
    /// <exception cref="StartException">A file cannot be used, or something is missing.</exception>
    public static TlsAcceptor? OpenHttp(HttpSettings? http, TlsSettings? settings)
    {
        if (http is null || (http.Key is null && settings is null))
        {
            return null;
        }

        bool hasRoots = settings is { TrustedFiles: not [] } or { TrustedDirectories: not [] };
        return Open(
            (settings ?? new TlsSettings()) with
            {
                Key = http.Key ?? settings!.Key,
                Password = http.Key is null ? settings!.Password : new KeyPassword().Ask,
                PeerCertificate = hasRoots ? PeerCertificate.Verified : PeerCertificate.Ignored,
                ServerName = null,
            },
            isKeyOfHttp: http.Key is not null);
    }

    /// <summary>Warns when modalities will soon refuse to talk to this server.</summary>
    public static void WarnOfEnd(TlsAcceptor? acceptor, ILogger logger)
    {
        if (acceptor is not null && acceptor.CertificateEnd < DateTimeOffset.UtcNow + TimeToRenew)
        {
            DaemonEvents.CertificateEnds(logger, acceptor.CertificateEnd.UtcDateTime);
        }
    }

    /// <summary>Reads them again; those of before count on when that fails.</summary>
    /// <param name="acceptor">Those of the daemon; null: there are none.</param>
    /// <param name="http">Those of HTTP; null: there are none.</param>
    /// <param name="hasKeyOfHttp">Whether these have a key of their own.</param>
    /// <param name="connector">Those of connections to others; null: there are none.</param>
    /// <param name="logger">The log.</param>
    public static void Reload(
        TlsAcceptor? acceptor, TlsAcceptor? http, bool hasKeyOfHttp, TlsConnector? connector, ILogger logger)
    {
        if (acceptor is null && http is null)
        {
            return;
        }

        string? problem = FindProblem(acceptor, isKeyOfHttp: false, tls => tls.Reload())
            ?? FindProblem(http, hasKeyOfHttp, tls => tls.Reload())
            ?? FindProblem(connector, isKeyOfHttp: false, tls => tls.Reload());
        if (problem is not null)
        {
            DaemonEvents.CertificatesKept(logger, problem);
            return;
        }

        DaemonEvents.CertificatesRead(logger);
        WarnOfEnd(acceptor ?? http, logger);
    }

    private static string? FindProblem<T>(T? tls, bool isKeyOfHttp, Action<T> reload)
        where T : class
    {
        try
        {
            if (tls is not null)
            {
                reload(tls);
            }

            return null;
        }
        catch (TlsConfigurationException e)
        {
            return TlsProblem.Describe(e, isKeyOfHttp);
        }
    }
}
