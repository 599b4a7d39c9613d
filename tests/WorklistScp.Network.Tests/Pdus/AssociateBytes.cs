using System.Buffers;
using System.Text;
using WorklistScp.Network.Pdus;
using static WorklistScp.Network.Tests.Pdus.PduBytes;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>Items of A-ASSOCIATE PDUs, and PDUs made of them.</summary>
internal static class AssociateBytes
{
    public static readonly byte[] ApplicationContext = Item(0x10, "1.2.840.10008.3.1.1.1"u8);
    public static readonly byte[] AbstractSyntax = Item(0x30, "1.2.840.10008.1.1"u8);
    public static readonly byte[] TransferSyntax = Item(0x40, "1.2.840.10008.1.2"u8);
    public static readonly byte[] MaximumLength = Item(0x51, Hex("00004000"));
    public static readonly byte[] UserInformationItem = Item(0x50, MaximumLength);
    public static readonly byte[] Context = ContextOf(1, AbstractSyntax, TransferSyntax);
    public static readonly byte[] AcceptedContext = Item(0x21, [.. Hex("01000000"), .. TransferSyntax]);

    public static byte[] ContextOf(byte id, params byte[][] subItems) =>
        Item(0x20, [id, 0, 0, 0, .. subItems.SelectMany(i => i)]);

    public static byte[] WithItem(byte[] item) => RequestOf(ApplicationContext, Context, UserInformationItem, item);

    public static byte[] WithApplicationContext(ReadOnlySpan<byte> name) =>
        RequestOf(Item(0x10, name), Context, UserInformationItem);

    public static byte[] WithUserInformation(params byte[][] subItems) =>
        RequestOf(ApplicationContext, Context, Item(0x50, [.. subItems.SelectMany(i => i)]));

    public static byte[] WithAETitles(string called, string calling) =>
    [
        .. Request.AsSpan(0, 10),
        .. Encoding.Latin1.GetBytes(called.PadRight(16)), .. Encoding.Latin1.GetBytes(calling.PadRight(16)),
        .. Request.AsSpan(42),
    ];

    // IDs 0, 1, 2 and so on.
    public static byte[] RequestWithContexts(int count) => RequestOf(
        [
            ApplicationContext,
            .. Enumerable.Range(0, count).Select(id => ContextOf((byte)id, AbstractSyntax, TransferSyntax)),
            UserInformationItem,
        ]);

    public static AAssociateRQ ReadRequest(byte[] bytes) => Assert.IsType<AAssociateRQ>(Read(bytes));

    public static Pdu Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(PduReader.TryRead(ref buffer, MaxPDataLength, out Pdu? pdu));
        return pdu;
    }

    /// <summary>An A-ASSOCIATE-AC with this presentation context.</summary>
    public static byte[] AcceptWith(ReadOnlySpan<byte> context) =>
        AcceptOf(ApplicationContext, Item(0x21, context), UserInformationItem);

    public static byte[] Digits(int count) => [.. Enumerable.Repeat((byte)'1', count)];
}
