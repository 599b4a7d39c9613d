using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tls;

namespace Wlmscp.Daemon;

/// <summary>The sockets that the daemon listens on.</summary>
/// <param name="Main">The one of <c>--port</c>; it has TLS unless there is one for that besides.</param>
/// <param name="TlsOnly">The one of <c>--tls-port</c>; null: none.</param>
/// <param name="Tls">Makes TLS connections; null: there are none.</param>
/// <param name="Hl7">The one of <c>--hl7-port</c>; null: none.</param>
internal sealed record DaemonSockets(Socket Main, Socket? TlsOnly, TlsAcceptor? Tls, Socket? Hl7)
{
    /// <summary>Whether others than this machine get through to one of them, without a certificate.</summary>
    public bool AreOpen => IsOpen(Main)
        && (TlsOnly is not null || Tls is not { RequiresCertificate: true });

    /// <summary>Whether others than this machine get through to that of HL7.</summary>
    public bool IsHl7Open => Hl7 is not null && IsOpen(Hl7);

    /// <summary>Has a server accept on them.</summary>
    public void Start(DicomServer server)
    {
        server.Start(Main, TlsOnly is null ? Tls : null);
        if (TlsOnly is not null)
        {
            server.Start(TlsOnly, Tls);
        }
    }

    /// <summary><c>on 0.0.0.0:104 and with TLS on 0.0.0.0:2762, for HL7 on 0.0.0.0:2575</c>.</summary>
    public override string ToString()
    {
        string dicom = (Tls, TlsOnly) switch
        {
            (null, _) => $"on {Main.LocalEndPoint}",
            (_, null) => $"with TLS on {Main.LocalEndPoint}",
            _ => $"on {Main.LocalEndPoint} and with TLS on {TlsOnly.LocalEndPoint}",
        };
        return Hl7 is null ? dicom : $"{dicom}, for HL7 on {Hl7.LocalEndPoint}";
    }

    private static bool IsOpen(Socket socket) =>
        socket.LocalEndPoint is IPEndPoint { Address: var address } && !IPAddress.IsLoopback(address);
}
