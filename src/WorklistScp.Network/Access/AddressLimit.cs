using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Access;

/// <summary>
/// Counts the connections of each address; of IPv6, of each network of 64 bits, for a host has all of one. Any thread
/// may call. What is kept is bounded by the number of connections.
/// </summary>
/// <param name="limit">How many an address may have.</param>
public sealed class AddressLimit(int limit)
{
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];

    /// <summary>How many an address may have.</summary>
    public int Limit => limit;

    /// <summary>Counts one more, if the address may have it.</summary>
    /// <param name="address">The address.</param>
    public bool TryEnter(IPAddress address)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            int count = _counts.GetValueOrDefault(key);
            if (count == limit)
            {
                return false;
            }

            _counts[key] = count + 1;
            return true;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Leave(IPAddress address)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            if (--_counts[key] == 0)
            {
                _counts.Remove(key);
            }
        }
    }

    /// <summary>What is counted: an address of IPv4, or a network of IPv6.</summary>
    public static IPAddress KeyOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
