using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tls;

namespace Wlmscp.Daemon;

/// <summary>The sockets that the daemon listens on.</summary>
/// <param name="Main">The one of <c>--port</c>; it has TLS unless there is one for that besides.</param>
/// <param name="TlsOnly">The one of <c>--tls-port</c>; null: none.</param>
/// <param name="Tls">Makes TLS connections; null: there are none.</param>
internal sealed record DaemonSockets(Socket Main, Socket? TlsOnly, TlsAcceptor? Tls)
{
    /// <summary>Whether others than this machine get through to one of them, without a certificate.</summary>
    public bool AreOpen =>
        Main.LocalEndPoint is IPEndPoint { Address: var address } && !IPAddress.IsLoopback(address)
        && (TlsOnly is not null || Tls is not { RequiresCertificate: true });

    /// <summary>Has a server accept on them.</summary>
    public void Start(DicomServer server)
    {
        server.Start(Main, TlsOnly is null ? Tls : null);
        if (TlsOnly is not null)
        {
            server.Start(TlsOnly, Tls);
        }
    }

    /// <summary><c>on 0.0.0.0:104 and with TLS on 0.0.0.0:2762</c>.</summary>
    public override string ToString() => (Tls, TlsOnly) switch
    {
        (null, _) => $"on {Main.LocalEndPoint}",
        (_, null) => $"with TLS on {Main.LocalEndPoint}",
        _ => $"on {Main.LocalEndPoint} and with TLS on {TlsOnly.LocalEndPoint}",
    };
}
