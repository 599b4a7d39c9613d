using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>
/// Reads ranges of IP addresses: <c>192.0.2.0/24</c> (CIDR, RFC 4632 and RFC 4291 2.3), or one address. IPv4 addresses
/// that are mapped into IPv6 count as IPv4, here and in peers.
/// </summary>
public static class AddressRange
{
    private const int MappedBits = 96;

    /// <summary>Reads a range.</summary>
    /// <param name="text">An address, or an address and the number of bits that count.</param>
    /// <param name="range">The range.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryParse(string text, out IPNetwork range, [NotNullWhen(false)] out string? expected)
    {
        range = default;
        expected = "an address or a range of addresses, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32";
        int slash = text.IndexOf('/');
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out IPAddress? address))
        {
            return false;
        }

        int bits = BitsOf(address);
        int length = bits;
        if (slash >= 0
            && !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            return false;
        }

        if (length > bits)
        {
            expected = $"a length from 0 to {bits}";
            return false;
        }

        return TryCreate(address, length, out range, out expected);
    }

    /// <summary>
    /// Reads one address as it is usually written: IPv4 in four decimal numbers, IPv6 without a zone.
    /// </summary>
    internal static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && !text.AsSpan().ContainsAny('%', '[', ']')
        && (text.Contains(':') || address.ToString() == text); // not 10.1 for 10.0.0.1, nor octal

    /// <summary>The IPv4 address of one that is mapped into IPv6, <c>::ffff:192.0.2.7</c>; others as they are.</summary>
    public static IPAddress Unmap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Makes a range; none of the bits that do not count may be set.</summary>
    internal static bool TryCreate(
        IPAddress address, int length, out IPNetwork range, [NotNullWhen(false)] out string? expected)
    {
        bool isMapped = address.IsIPv4MappedToIPv6 && length >= MappedBits;
        IPAddress unmapped = isMapped ? address.MapToIPv4() : address;
        int counting = isMapped ? length - MappedBits : length;
        IPAddress first = ClearBits(unmapped, counting);
        bool isRange = first.Equals(unmapped);
        range = isRange ? new IPNetwork(first, counting) : default;
        expected = isRange ? null : $"{first}/{counting} for the range, or {unmapped} for one address";
        return isRange;
    }

    /// <summary>Whether an address is in one of some ranges.</summary>
    public static bool Contains(this IReadOnlyList<IPNetwork> ranges, IPAddress address) =>
        ranges.Any(range => range.Contains(address));

    private static int BitsOf(IPAddress address) => address.GetAddressBytes().Length * 8;

    private static IPAddress ClearBits(IPAddress address, int keep)
    {
        byte[] bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            int bits = Math.Clamp(keep - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff00 >> bits);
        }

        return new IPAddress(bytes);
    }
}
