using System.Buffers.Binary;
using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>Reads headers of the PROXY protocol, version 2 (haproxy.org, proxy-protocol.txt, 2.2).</summary>
internal static class ProxyHeader
{
    /// <summary>The length of what every header has.</summary>
    public const int FixedLength = 16;

    /// <summary>The most that may follow it; what HAProxy adds of its own has a few hundred bytes.</summary>
    public const int MaxVariableLength = 4096;

    private const byte Local = 0x20;
    private const byte Proxy = 0x21;
    private const byte Unspecified = 0x00;
    private const byte TcpOverIPv4 = 0x11;
    private const byte TcpOverIPv6 = 0x21;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">What has come, from its first byte on.</param>
    /// <param name="length">How many bytes the header has, or at least has.</param>
    /// <param name="source">
    /// The client; null: the proxy speaks for itself, or does not know for whom.
    /// </param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="ProxyHeaderException">It is no header that can be taken.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? source)
    {
        source = null;
        length = FixedLength;
        ReadOnlySpan<byte> start = bytes[..Math.Min(bytes.Length, Signature.Length)];
        if (!Signature.StartsWith(start))
        {
            throw new ProxyHeaderException("no PROXY protocol, expected a header of version 2");
        }

        if (bytes.Length < FixedLength)
        {
            return false;
        }

        // 1-12 signature | 13 version and command | 14 family and protocol | 15-16 length of what follows
        byte command = bytes[12];
        byte family = bytes[13];
        int variableLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        ThrowIfUnacceptable(command, family, variableLength);
        length += variableLength;
        if (bytes.Length < length)
        {
            return false;
        }

        source = command == Local ? null : ReadSource(family, bytes[FixedLength..]);
        return true;
    }

    private static void ThrowIfUnacceptable(byte command, byte family, int variableLength)
    {
        if (command is not (Local or Proxy))
        {
            throw new ProxyHeaderException(
                $"PROXY protocol: version and command {command:x2}, expected {Local:x2} or {Proxy:x2}");
        }

        if (variableLength > MaxVariableLength)
        {
            throw new ProxyHeaderException(
                $"PROXY protocol: header with {variableLength} bytes, expected at most {MaxVariableLength}");
        }

        if (command == Proxy && variableLength < AddressLength(family))
        {
            throw new ProxyHeaderException(
                $"PROXY protocol: {variableLength} bytes of addresses, expected {AddressLength(family)}");
        }
    }

    private static int AddressLength(byte family) => family switch
    {
        Unspecified => 0,
        TcpOverIPv4 => 12,
        TcpOverIPv6 => 36,
        _ => throw new ProxyHeaderException(
            $"PROXY protocol: address family and protocol {family:x2}, expected {TcpOverIPv4:x2} or {TcpOverIPv6:x2}"),
    };

    // source address | destination address | source port | destination port | type-length-values, which do not matter
    private static IPEndPoint? ReadSource(byte family, ReadOnlySpan<byte> addresses)
    {
        if (family == Unspecified)
        {
            return null;
        }

        int size = family == TcpOverIPv4 ? 4 : 16;
        var address = new IPAddress(addresses[..size]);
        return new IPEndPoint(
            AddressRange.Unmap(address),
            BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * size)..]));
    }
}

/// <summary>A connection of a proxy does not begin with a header of the PROXY protocol that can be taken.</summary>
internal sealed class ProxyHeaderException(string message) : Exception(message);
