using System.Net;
using System.Net.Sockets;
using Wlmscp.Hl7;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tls;

namespace Wlmscp.Daemon;

/// <summary>The sockets that the daemon listens on.</summary>
/// <param name="Main">The one of <c>--port</c>; it has TLS unless there is one for that besides.</param>
/// <param name="TlsOnly">The one of <c>--tls-port</c>; null: none.</param>
/// <param name="Tls">Makes TLS connections; null: there are none.</param>
/// <param name="Hl7">The one of <c>--hl7-port</c>; null: none.</param>
/// <param name="Hl7Tls">The one of <c>--hl7-tls-port</c>; null: none.</param>
/// <param name="Http">The one of <c>--http</c>; null: none.</param>
/// <param name="HttpTls">Makes TLS connections there; null: they stay as they are.</param>
/// <param name="Metrics">The one of <c>--metrics</c>; null: none.</param>
internal sealed record DaemonSockets(Socket Main, Socket? TlsOnly, TlsAcceptor? Tls, Socket? Hl7, Socket? Hl7Tls,
    Socket? Http, TlsAcceptor? HttpTls, Socket? Metrics)
{
    /// <summary>Whether others than this machine get through to one of them, without a certificate.</summary>
    public bool AreOpen => IsOpen(Main)
        && (TlsOnly is not null || Tls is not { RequiresCertificate: true });

    /// <summary>Those of HL7 that others than this machine get through to, without a certificate.</summary>
    public IEnumerable<Socket> OpenHl7 =>
        new[] { Hl7, Tls is { RequiresCertificate: true } ? null : Hl7Tls }.OfType<Socket>().Where(IsOpen);

    /// <summary>Has HL7 messages taken on theirs.</summary>
    public void Open(Hl7Doors doors)
    {
        if (Hl7 is not null)
        {
            doors.Open(Hl7, tls: null);
        }

        if (Hl7Tls is not null)
        {
            doors.Open(Hl7Tls, Tls);
        }
    }

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
        string hl7 = (Hl7, Hl7Tls) switch
        {
            (null, null) => "",
            (_, null) => $", for HL7 on {Hl7.LocalEndPoint}",
            (null, _) => $", for HL7 with TLS on {Hl7Tls.LocalEndPoint}",
            _ => $", for HL7 on {Hl7.LocalEndPoint} and with TLS on {Hl7Tls.LocalEndPoint}",
        };
        string http = Http is null ? "" : $", for HTTP{(HttpTls is null ? "" : " with TLS")} on {Http.LocalEndPoint}";
        string metrics = Metrics is null ? "" : $", for metrics on {Metrics.LocalEndPoint}";
        return dicom + hl7 + http + metrics;
    }

    private static bool IsOpen(Socket socket) =>
        socket.LocalEndPoint is IPEndPoint { Address: var address } && !IPAddress.IsLoopback(address);
}
