using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Access;

/// <summary>Headers of the PROXY protocol, version 2, as HAProxy sends them.</summary>
internal static class ProxyBytes
{
    private static readonly byte[] Signature = Convert.FromHexString("0D0A0D0A000D0A515549540A");

    /// <summary>The health check of a proxy.</summary>
    public static byte[] Local { get; } = Header(0x20, 0x00, []);

    /// <summary>A connection of a client.</summary>
    public static byte[] From(string client)
    {
        var source = IPEndPoint.Parse(client);
        byte[] address = source.Address.GetAddressBytes();
        bool isIPv4 = source.AddressFamily == AddressFamily.InterNetwork;
        byte[] body = [.. address, .. address, (byte)(source.Port >> 8), (byte)source.Port, 0, 104];
        return Header(0x21, isIPv4 ? (byte)0x11 : (byte)0x21, body);
    }

    /// <summary>Any header: version and command, family and protocol, what follows.</summary>
    public static byte[] Header(byte command, byte family, byte[] body) =>
        [.. Signature, command, family, (byte)(body.Length >> 8), (byte)body.Length, .. body];
}
