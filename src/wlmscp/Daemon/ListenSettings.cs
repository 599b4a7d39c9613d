using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Daemon;

/// <summary>Where the daemon listens.</summary>
internal sealed record ListenSettings
{
    /// <summary>The port that unprivileged DICOM services use (PS3.8 9.1.2).</summary>
    public const int DefaultPort = 11112;

    /// <summary>The TCP port; 0: any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The TCP port for TLS, 0: any free one; null: there is one port only.</summary>
    public int? TlsPort { get; init; }

    /// <summary>The only address to listen on; null: all of the IP version.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The IP version.</summary>
    public IPVersion Version { get; init; } = IPVersion.IPv4;

    /// <summary>Address and port.</summary>
    public IPEndPoint EndPoint => new(Address ?? AnyAddress, Port);

    /// <summary>Whether an IPv6 address takes IPv4 too.</summary>
    public bool DualMode => Version == IPVersion.Both;

    // A machine without IPv6 can still serve both.
    private IPAddress AnyAddress =>
        Version == IPVersion.IPv4 || (Version == IPVersion.Both && !Socket.OSSupportsIPv6)
            ? IPAddress.Any
            : IPAddress.IPv6Any;
}
