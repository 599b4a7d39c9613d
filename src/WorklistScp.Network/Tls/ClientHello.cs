using System.Buffers.Binary;

namespace WorklistScp.Network.Tls;

/// <summary>
/// What a client says first (RFC 8446 4.1.2), looked at before OpenSSL does: a key share of ffdhe8192 costs a server a
/// hundred times what its sender spent, and <see cref="System.Net.Security.SslStream"/> cannot be told to do without
/// these groups.
/// </summary>
internal static class ClientHello
{
    /// <summary>
    /// How many bytes tell whether it is one: the record's 1 type | 2 version | 2 length (RFC 8446 5.1), and the type of
    /// the message in it.
    /// </summary>
    public const int StartLength = RecordHeaderLength + 1;

    /// <summary>The most bytes that a record has.</summary>
    public const int MaxLength = RecordHeaderLength + (1 << 14);

    private const int RecordHeaderLength = 5;
    private const byte Handshake = 22;
    private const byte Version3 = 3; // SSL 3.0 and every TLS since
    private const byte ClientHelloMessage = 1;
    private const int MessageHeaderLength = 4; // 1 type | 3 length
    private const int RandomLength = 32;
    private const ushort SupportedGroups = 10;
    private const ushort KeyShare = 51;

    // ffdhe4096, ffdhe6144, ffdhe8192 (RFC 8446 4.2.7)
    private const ushort FirstLargeGroup = 0x0102;
    private const ushort LastLargeGroup = 0x0104;

    // secp256r1, secp384r1, secp521r1, x25519, x448, ffdhe2048, ffdhe3072: each OpenSSL has them, and takes one of them
    // first where a client leaves it the choice.
    private static ReadOnlySpan<ushort> UsualGroups => [23, 24, 25, 29, 30, 0x0100, 0x0101];

    /// <summary>Reads the first record.</summary>
    /// <param name="bytes">What has come, from its first byte on.</param>
    /// <param name="length">How many bytes the record has, or at least has.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="TlsHandshakeException">It is no whole ClientHello, or asks for too much.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int length)
    {
        length = StartLength;
        if ((bytes.Length > 0 && bytes[0] != Handshake) || (bytes.Length > 1 && bytes[1] != Version3))
        {
            throw new TlsHandshakeException(NoTls().Message) { IsPlainDicom = IsAssociateRequest(bytes) };
        }

        if (bytes.Length < StartLength)
        {
            return false;
        }

        length = RecordHeaderLength + BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
        if (length is < RecordHeaderLength + MessageHeaderLength or > MaxLength || bytes[5] != ClientHelloMessage)
        {
            throw NoTls();
        }

        if (bytes.Length < length)
        {
            return false;
        }

        ReadMessage(bytes[RecordHeaderLength..length]);
        return true;
    }

    /// <summary>What is thrown where a peer speaks something else.</summary>
    public static TlsHandshakeException NoTls() => new("what the peer sent is no TLS");

    // PS3.8 table 9-11: 1 PDU type | 2 reserved
    private static bool IsAssociateRequest(ReadOnlySpan<byte> bytes) => bytes is [1] or [1, 0, ..];

    private static void ReadMessage(ReadOnlySpan<byte> message)
    {
        int length = (message[1] << 16) | BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if (length > message.Length - MessageHeaderLength)
        {
            throw new TlsHandshakeException("the ClientHello comes in pieces, expected one record");
        }

        var rest = new Fields(message.Slice(MessageHeaderLength, length));
        rest.Take(sizeof(ushort) + RandomLength); // version, random
        rest.TakeShort(); // session
        rest.TakeLong(); // cipher suites
        rest.TakeShort(); // compression methods
        if (!rest.IsAtEnd)
        {
            ReadExtensions(new Fields(rest.TakeLong()));
        }
    }

    private static void ReadExtensions(Fields extensions)
    {
        while (!extensions.IsAtEnd)
        {
            ushort type = extensions.TakeUInt16();
            var value = new Fields(extensions.TakeLong());
            switch (type)
            {
                case SupportedGroups:
                    ReadGroups(new Fields(value.TakeLong()));
                    break;
                case KeyShare:
                    ReadKeyShares(new Fields(value.TakeLong()));
                    break;
            }
        }
    }

    private static void ReadGroups(Fields groups)
    {
        var hasLarge = false;
        var hasUsual = false;
        while (!groups.IsAtEnd)
        {
            ushort group = groups.TakeUInt16();
            hasLarge |= IsLarge(group);
            hasUsual |= UsualGroups.Contains(group);
        }

        if (hasLarge && !hasUsual)
        {
            throw TooLarge();
        }
    }

    private static void ReadKeyShares(Fields shares)
    {
        while (!shares.IsAtEnd)
        {
            if (IsLarge(shares.TakeUInt16()))
            {
                throw TooLarge();
            }

            shares.TakeLong();
        }
    }

    private static bool IsLarge(ushort group) => group is >= FirstLargeGroup and <= LastLargeGroup;

    private static TlsHandshakeException TooLarge() => new(
        "the peer wants a key exchange of ffdhe4096 or more, expected an elliptic curve, ffdhe2048 or ffdhe3072");

    /// <summary>Fields in order; numbers are big endian.</summary>
    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        /// <summary>Whether nothing is left.</summary>
        public readonly bool IsAtEnd => _rest.IsEmpty;

        /// <summary>Takes that many bytes.</summary>
        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                throw new TlsHandshakeException("the ClientHello ends within a field");
            }

            ReadOnlySpan<byte> bytes = _rest[..count];
            _rest = _rest[count..];
            return bytes;
        }

        /// <summary>Takes a number of two bytes.</summary>
        public ushort TakeUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

        /// <summary>Takes what has a length of one byte before it.</summary>
        public ReadOnlySpan<byte> TakeShort() => Take(Take(1)[0]);

        /// <summary>Takes what has a length of two bytes before it.</summary>
        public ReadOnlySpan<byte> TakeLong() => Take(TakeUInt16());
    }
}
