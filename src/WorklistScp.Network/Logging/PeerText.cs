using System.Net;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Logging;

/// <summary>
/// A peer as text for a log line, made only when it is written, with the host's name if it is known then.
/// </summary>
/// <param name="EndPoint">Address and port; null when the transport has none.</param>
/// <param name="Names">The names of hosts; null: addresses are enough.</param>
/// <param name="Tls">What is known from its TLS connection; null when it has none.</param>
internal readonly record struct PeerText(EndPoint? EndPoint, HostNames? Names, TlsPeer? Tls = null)
{
    private string Address =>
        EndPoint is IPEndPoint { Address: IPAddress address, Port: int port } && Names?.Find(address) is { } name
            ? $"{name} [{address}]:{port}"
            : EndPoint?.ToString() ?? "unknown address";

    /// <summary>
    /// <c>ct1.example.org [192.0.2.7]:4711</c>, or <c>192.0.2.7:4711</c>; with TLS <c>(TLS 1.3, CN=ct1)</c> behind it.
    /// </summary>
    public override string ToString() => Tls is null ? Address : $"{Address} ({Tls})";
}
