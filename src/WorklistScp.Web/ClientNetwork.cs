using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Web;

/// <summary>What counts as one client: an address of IPv4, or a network of IPv6, for a host has all of one.</summary>
internal static class ClientNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>That of an address.</summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
