using Microsoft.Extensions.Logging;
using Wlmscp.Mpps;
using Wlmscp.Tls;
using WorklistScp.Network.Tls;

namespace Wlmscp.Daemon;

/// <summary>Reads keys and certificates, and names the option when that fails.</summary>
internal static class TlsStart
{
    private static readonly TimeSpan TimeToRenew = TimeSpan.FromDays(14);

    /// <summary>Reads them; null when there is no TLS, of which then nothing is touched.</summary>
    /// <exception cref="StartException">A file cannot be used, or something is missing.</exception>
    public static TlsAcceptor? Open(TlsSettings? settings)
    {
        try
        {
            return settings is null ? null : TlsAcceptor.Create(settings);
        }
        catch (TlsConfigurationException e)
        {
            throw new StartException(TlsProblem.Describe(e), e);
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
    /// <param name="connector">Those of connections to others; null: there are none.</param>
    /// <param name="logger">The log.</param>
    public static void Reload(TlsAcceptor? acceptor, TlsConnector? connector, ILogger logger)
    {
        if (acceptor is null)
        {
            return;
        }

        try
        {
            acceptor.Reload();
            connector?.Reload();
            DaemonEvents.CertificatesRead(logger);
            WarnOfEnd(acceptor, logger);
        }
        catch (TlsConfigurationException e)
        {
            DaemonEvents.CertificatesKept(logger, TlsProblem.Describe(e));
        }
    }
}
