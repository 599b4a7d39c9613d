using System.Buffers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>How many items of a kind a PDU may have, however short they are.</summary>
public sealed class ItemLimitTests
{
    private const int Limit = 1024;

    private static readonly byte[] ApplicationContext =
        PduBytes.Item(0x10, "1.2.840.10008.3.1.1.1"u8);

    private static readonly byte[] AbstractSyntax = PduBytes.Item(0x30, "1.2.840.10008.1.1"u8);

    private static readonly byte[] TransferSyntax = PduBytes.Item(0x40, "1.2.840.10008.1.2"u8);

    private static readonly byte[] Context =
        PduBytes.Item(0x20, [1, 0, 0, 0, .. AbstractSyntax, .. TransferSyntax]);

    private static readonly byte[] NegotiatedContext = PduBytes.Item(0x21, [1, 0, 0, 0, .. TransferSyntax]);

    private static readonly byte[] UserInformation = PduBytes.Item(0x50);

    /// <summary>Where the items are too many, and the PDU with so many there.</summary>
    public static TheoryData<string, Func<int, byte[]>> Places => new()
    {
        {
            "A-ASSOCIATE-RQ",
            count => PduBytes.RequestOf(ApplicationContext, Context, UserInformation, Unknown(count - 3))
        },
        {
            "A-ASSOCIATE-RQ, presentation context",
            count => PduBytes.RequestOf(
                ApplicationContext,
                PduBytes.Item(0x20, [1, 0, 0, 0, .. AbstractSyntax, .. TransferSyntax, .. Unknown(count - 2)]),
                UserInformation)
        },
        {
            "A-ASSOCIATE-RQ, user information",
            count => PduBytes.RequestOf(ApplicationContext, Context, PduBytes.Item(0x50, Unknown(count)))
        },
        {
            "A-ASSOCIATE-AC, presentation context",
            count => PduBytes.AcceptOf(
                ApplicationContext,
                PduBytes.Item(0x21, [1, 0, 0, 0, .. TransferSyntax, .. Unknown(count - 1)]),
                UserInformation)
        },
        {
            "A-ASSOCIATE-AC",
            count => PduBytes.AcceptOf(ApplicationContext, NegotiatedContext, UserInformation, Unknown(count - 3))
        },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void TryRead_ItemsAtAndBeyondTheLimit_AreReadAndRefused(string place, Func<int, byte[]> pdu)
    {
        Assert.NotNull(Read(pdu(Limit)));

        var e = Assert.Throws<PduException>(() => Read(pdu(Limit + 1)));
        Assert.Equal(AbortReason.InvalidPduParameterValue, e.Reason);
        Assert.Equal($"{place}: more items, expected at most 1024", e.Message);
    }

    [Fact]
    public void TryRead_ValuesAtAndBeyondTheLimit_AreReadAndRefused()
    {
        Assert.Equal(Limit, Assert.IsType<PDataTF>(Read(Values(Limit))).Values.Count);

        var e = Assert.Throws<PduException>(() => Read(Values(Limit + 1)));
        Assert.Equal(AbortReason.InvalidPduParameterValue, e.Reason);
        Assert.Equal("P-DATA-TF: more presentation data values, expected at most 1024", e.Message);
    }

    // Empty fragments of a command set, none of them the last.
    private static byte[] Values(int count) =>
        PduBytes.Pdu(0x04, Repeat(PduBytes.Hex("00000002 01 01"), count));

    // Empty items of a type that PS3.8 does not know.
    private static byte[] Unknown(int count) => Repeat(PduBytes.Item(0x7f), count);

    private static byte[] Repeat(byte[] bytes, int count) =>
        [.. Enumerable.Repeat(bytes, count).SelectMany(repeated => repeated)];

    private static Pdu? Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu) ? pdu : null;
    }
}
