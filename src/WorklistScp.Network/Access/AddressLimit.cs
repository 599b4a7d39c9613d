using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Access;

/// <summary>
/// Counts the connections of each address; of IPv6, of each network of 64 bits, for a host has all of one. Any thread
/// may call. What is kept is bounded by the number of connections.
/// </summary>
/// <param name="limit">How many an address may have.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressLimit(int limit, TimeProvider time)
{
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>How many an address may have.</summary>
    public int Limit => limit;

    /// <summary>Counts one more, if the address may have it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isNews">Whether a refusal is worth a line in the log: one a minute.</param>
    public bool TryEnter(IPAddress address, out bool isNews)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out Entry? entry))
            {
                _entries.Add(key, entry = new Entry(time));
            }

            bool isAdmitted = entry.Count < limit;
            isNews = !isAdmitted && entry.News.IsDue();
            entry.Count += isAdmitted ? 1 : 0;
            return isAdmitted;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Leave(IPAddress address)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            if (--_entries[key].Count == 0)
            {
                _entries.Remove(key);
            }
        }
    }

    /// <summary>What is counted: an address of IPv4, or a network of IPv6.</summary>
    internal static IPAddress KeyOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Entry(TimeProvider time)
    {
        public int Count { get; set; }

        public OnceAMinute News { get; } = new(time);
    }
}
