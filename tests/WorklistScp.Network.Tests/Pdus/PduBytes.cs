using System.Buffers.Binary;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>One good PDU of each type as bytes, and an encoder of its own for the bad ones.</summary>
internal static class PduBytes
{
    public const uint MaxPDataLength = 16384;

    public static readonly byte[] Request =
    [
        .. Hex("0100 000000FC"),                            // A-ASSOCIATE-RQ, 252 bytes follow
        .. Hex("0001 0000"),                                // protocol version 1
        .. "WORKLIST        "u8,                            // called AE title
        .. "MODALITY        "u8,                            // calling AE title
        .. new byte[32],
        .. Hex("1000 0015"), .. "1.2.840.10008.3.1.1.1"u8,  // application context
        .. Hex("2000 004A 01000000"),                       // presentation context 1
        .. Hex("3000 0016"), .. "1.2.840.10008.5.1.4.31"u8, // abstract syntax
        .. Hex("4000 0011"), .. "1.2.840.10008.1.2"u8,      // transfer syntax
        .. Hex("4000 0013"), .. "1.2.840.10008.1.2.1"u8,    // transfer syntax
        .. Hex("2000 002E 03000000"),                       // presentation context 3
        .. Hex("3000 0011"), .. "1.2.840.10008.1.1"u8,
        .. Hex("4000 0011"), .. "1.2.840.10008.1.2"u8,
        .. Hex("5000 001B"),                                // user information
        .. Hex("5100 0004 00004000"),                       // maximum length 16384
        .. Hex("5200 0005"), .. "1.2.3"u8,                  // implementation class UID
        .. Hex("5500 0006"), .. "PEER_1"u8,                 // implementation version name
    ];

    public static readonly byte[] Accept =
    [
        .. Hex("0200 000000B8"),                            // A-ASSOCIATE-AC, 184 bytes follow
        .. Hex("0001 0000"),                                // protocol version 1
        .. "WORKLIST        "u8,
        .. "MODALITY        "u8,
        .. new byte[32],
        .. Hex("1000 0015"), .. "1.2.840.10008.3.1.1.1"u8,  // application context
        .. Hex("2100 001B 01000000"),                       // presentation context 1: acceptance
        .. Hex("4000 0013"), .. "1.2.840.10008.1.2.1"u8,
        .. Hex("2100 0019 03000300"),                       // presentation context 3: abstract syntax not supported
        .. Hex("4000 0011"), .. "1.2.840.10008.1.2"u8,
        .. Hex("5000 001B"),                                // user information
        .. Hex("5100 0004 00004000"),
        .. Hex("5200 0005"), .. "1.2.3"u8,
        .. Hex("5500 0006"), .. "PEER_1"u8,
    ];

    public static readonly byte[] Reject = Hex(
        "0300 00000004" +       // A-ASSOCIATE-RJ, four bytes follow
        "00 01 01 07");         // permanent, service user, called AE title not recognized

    public static readonly byte[] Data = Hex(
        "0400 00000011" +       // P-DATA-TF, 17 bytes follow
        "00000006 01 03" +      // context 1, command, last
        "CAFEBABE" +
        "00000003 03 00" +      // context 3, data set, not last
        "2A");

    public static readonly byte[] ReleaseRequest = Hex("0500 00000004 00000000");

    public static readonly byte[] ReleaseReply = Hex("0600 00000004 00000000");

    public static readonly byte[] Abort = Hex(
        "0700 00000004" +       // A-ABORT, four bytes follow
        "0000 02 06");          // provider, invalid PDU parameter value

    /// <summary>Protocol version 1 and what is reserved behind it.</summary>
    private static readonly byte[] Start = Hex("0001 0000");

    public static IReadOnlyList<byte[]> All { get; } =
        [Request, Accept, Reject, Data, ReleaseRequest, ReleaseReply, Abort];

    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>A PDU of any type.</summary>
    public static byte[] Pdu(byte type, params ReadOnlySpan<byte> body)
    {
        byte[] bytes = [type, 0, 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), body.Length);
        return bytes;
    }

    /// <summary>An item or sub-item of any type.</summary>
    public static byte[] Item(byte type, params ReadOnlySpan<byte> value)
    {
        byte[] bytes = [type, 0, 0, 0, .. value];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), checked((ushort)value.Length));
        return bytes;
    }

    /// <summary>An A-ASSOCIATE-RQ with these items.</summary>
    public static byte[] RequestOf(params byte[][] items) => RequestOf("WORKLIST        "u8, items);

    /// <summary>An A-ASSOCIATE-RQ with this called AE title and these items.</summary>
    public static byte[] RequestOf(ReadOnlySpan<byte> calledAETitle, params byte[][] items) =>
        Pdu(0x01, [.. Start, .. calledAETitle, .. "MODALITY        "u8, .. new byte[32], .. items.SelectMany(i => i)]);

    /// <summary>An A-ASSOCIATE-AC with these items.</summary>
    public static byte[] AcceptOf(params byte[][] items) =>
        Pdu(0x02, [.. Start, .. new byte[64], .. items.SelectMany(i => i)]);
}
