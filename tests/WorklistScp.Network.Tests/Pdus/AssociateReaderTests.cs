using System.Buffers;
using WorklistScp.Network.Pdus;
using static WorklistScp.Network.Tests.Pdus.PduBytes;

namespace WorklistScp.Network.Tests.Pdus;

public sealed class AssociateReaderTests
{
    private static readonly byte[] ApplicationContext = Item(0x10, "1.2.840.10008.3.1.1.1"u8);
    private static readonly byte[] AbstractSyntax = Item(0x30, "1.2.840.10008.1.1"u8);
    private static readonly byte[] TransferSyntax = Item(0x40, "1.2.840.10008.1.2"u8);
    private static readonly byte[] MaximumLength = Item(0x51, Hex("00004000"));
    private static readonly byte[] UserInformation = Item(0x50, MaximumLength);
    private static readonly byte[] Context = ContextOf(1, AbstractSyntax, TransferSyntax);
    private static readonly byte[] AcceptedContext = Item(0x21, [.. Hex("01000000"), .. TransferSyntax]);

    private const AbortReason Invalid = AbortReason.InvalidPduParameterValue;
    private const AbortReason Unexpected = AbortReason.UnexpectedPduParameter;

    public static TheoryData<string, AbortReason, byte[]> Malformed() => new()
    {
        { "no fixed fields", Invalid, Pdu(0x01) },
        { "fixed fields alone", Invalid, RequestOf() },
        { "no application context", Invalid, RequestOf(Context, UserInformation) },
        { "no presentation context", Invalid, RequestOf(ApplicationContext, UserInformation) },
        { "no user information", Invalid, RequestOf(ApplicationContext, Context) },
        { "two application contexts", Unexpected, WithContext(ApplicationContext) },
        { "two user informations", Unexpected, WithContext(UserInformation) },
        { "item head cut off", Invalid, WithContext([0x20, 0, 0]) },
        { "item longer than the rest", Invalid, WithContext([0x20, 0, 0xFF, 0xFF, 0x03]) },
        { "unknown item longer than the rest", Invalid, WithContext([0x99, 0, 0, 1]) },
        { "control byte in AE title", Invalid, WithAETitle("WORK\tLIST       "u8) },
        { "NUL inside AE title", Invalid, WithAETitle("WORK\0LIST       "u8) },
        { "DEL in AE title", Invalid, WithAETitle("WORKLIST\x7F       "u8) },
        { "non-ASCII byte in AE title", Invalid, WithAETitle([0xC4, .. "WORKLIST       "u8]) },
        { "letters in application context", Invalid, RequestOf(Item(0x10, "DICOM"u8), Context, UserInformation) },
        { "empty application context", Invalid, RequestOf(Item(0x10), Context, UserInformation) },
        { "context ID zero", Invalid, WithContext(ContextOf(0, AbstractSyntax, TransferSyntax)) },
        { "context ID even", Invalid, WithContext(ContextOf(2, AbstractSyntax, TransferSyntax)) },
        { "context ID twice", Invalid, WithContext(Context) },
        { "context without content", Invalid, WithContext(Item(0x20)) },
        { "context head cut off", Invalid, WithContext(Item(0x20, 3, 0)) },
        { "context without abstract syntax", Invalid, WithContext(ContextOf(3, TransferSyntax)) },
        { "context without transfer syntax", Invalid, WithContext(ContextOf(3, AbstractSyntax)) },
        { "context with two abstract syntaxes", Unexpected, WithContext(ContextOf(3, AbstractSyntax, AbstractSyntax)) },
        { "sub-item longer than its item", Invalid, WithContext(ContextOf(3, AbstractSyntax, [0x40, 0, 0, 9, 0x31])) },
        { "empty abstract syntax", Invalid, WithContext(ContextOf(3, Item(0x30), TransferSyntax)) },
        { "UID of 65 characters", Invalid, WithContext(ContextOf(3, AbstractSyntax, Item(0x40, Digits(65)))) },
        { "129 transfer syntaxes", Invalid, WithContext(ContextOf(3, [AbstractSyntax, .. Repeat(TransferSyntax, 129)])) },
        { "maximum length of 3 bytes", Invalid, WithUserInformation(Item(0x51, 0, 0, 64)) },
        { "maximum length of 5 bytes", Invalid, WithUserInformation(Item(0x51, 0, 0, 64, 0, 0)) },
        { "maximum length that carries no data", Invalid, WithUserInformation(Item(0x51, 0, 0, 0, 7)) },
        { "maximum length twice", Unexpected, WithUserInformation(MaximumLength, MaximumLength) },
        { "implementation class no UID", Invalid, WithUserInformation(Item(0x52, "A"u8)) },
        { "implementation class twice", Unexpected, WithUserInformation(Item(0x52, "1.2"u8), Item(0x52, "1.2"u8)) },
        { "user sub-item longer than its item", Invalid, WithUserInformation([0x55, 0, 0, 2, 0x31]) },
        { "accept: no fixed fields", Invalid, Pdu(0x02) },
        { "accept: protocol version 2", Invalid, Pdu(0x02, [0, 2, .. AcceptOf(AcceptedItems(AcceptedContext))[8..]]) },
        { "accept: no contexts", Invalid, AcceptOf(ApplicationContext, UserInformation) },
        { "accept: result 5", Invalid, AcceptOf(AcceptedItems(Item(0x21, [1, 0, 5, 0, .. TransferSyntax]))) },
        { "accept: no transfer syntax", Invalid, AcceptOf(AcceptedItems(Item(0x21, 1, 0, 0, 0))) },
        { "accept: two transfer syntaxes", Unexpected, AcceptOf(AcceptedItems(Item(0x21, [1, 0, 0, 0, .. TransferSyntax, .. TransferSyntax]))) },
        { "accept: context ID twice", Invalid, AcceptOf(ApplicationContext, AcceptedContext, AcceptedContext, UserInformation) },
        { "accept: context ID even", Invalid, AcceptOf(AcceptedItems(Item(0x21, [2, 0, 0, 0, .. TransferSyntax]))) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void TryRead_MalformedAssociate_ThrowsOneLineWithReason(string what, AbortReason reason, byte[] bytes)
    {
        PduException exception = Assert.Throws<PduException>(() => Read(bytes));

        Assert.True(exception.Reason == reason, $"{what}: {exception.Reason}, {exception.Message}");
        Assert.StartsWith("A-ASSOCIATE-", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData("    WORKLIST    ", "WORKLIST")]
    [InlineData("WORKLIST\0\0\0\0\0\0\0\0", "WORKLIST")]
    [InlineData("WORKLIST \0 \0    ", "WORKLIST")]
    [InlineData("A B C D E F G HI", "A B C D E F G HI")]
    [InlineData("../WORKLIST     ", "../WORKLIST")]
    [InlineData("                ", "")]
    public void TryRead_PaddedAETitle_StripsPadding(string field, string title)
    {
        byte[] bytes = WithAETitle(System.Text.Encoding.ASCII.GetBytes(field));

        Assert.Equal(title, Assert.IsType<AAssociateRQ>(Read(bytes)).CalledAETitle);
    }

    [Theory]
    [InlineData("1.2.840.10008.3.1.1.1\0")]
    [InlineData("1.2.840.10008.3.1.1.1 ")]
    public void TryRead_PaddedUID_StripsPadding(string name)
    {
        byte[] bytes = RequestOf(
            Item(0x10, System.Text.Encoding.ASCII.GetBytes(name)), Context, UserInformation);

        Assert.Equal(DicomUID.DICOMApplicationContext, Assert.IsType<AAssociateRQ>(Read(bytes)).ApplicationContextName);
    }

    [Fact]
    public void TryRead_ItemsInAnyOrder_GivesAll()
    {
        AAssociateRQ request =
            Assert.IsType<AAssociateRQ>(Read(RequestOf(UserInformation, Context, ApplicationContext)));

        Assert.Single(request.PresentationContexts);
        Assert.Equal(16384u, request.UserInformation.MaxPduLength);
    }

    [Fact]
    public void TryRead_UnknownItemsAndSubItems_SkipsThem()
    {
        byte[] unknown = Item(0x99, Hex("DEADBEEF"));
        byte[] roleSelection = Item(0x54, [0, 17, .. "1.2.840.10008.1.1"u8, 0, 1]);
        byte[] bytes = RequestOf(
            ApplicationContext,
            unknown,
            AcceptedContext, // an item of the other PDU
            ContextOf(1, unknown, AbstractSyntax, unknown, TransferSyntax),
            Item(0x50, [.. unknown, .. roleSelection, .. MaximumLength, .. Item(0x58, 1, 2, 3)]));

        AAssociateRQ request = Assert.IsType<AAssociateRQ>(Read(bytes));

        Assert.Equal([1], request.PresentationContexts.Select(context => context.ID));
        Assert.Equal(16384u, request.UserInformation.MaxPduLength);
    }

    [Fact]
    public void TryRead_EmptyUserInformation_HasNoLimitAndNoImplementation()
    {
        AAssociateRQ request = Assert.IsType<AAssociateRQ>(Read(RequestOf(ApplicationContext, Context, Item(0x50))));

        Assert.Equal(new UserInformation(0, null, null), request.UserInformation);
    }

    [Fact]
    public void TryRead_EmptyImplementationClass_CountsAsAbsent()
    {
        AAssociateRQ request = Assert.IsType<AAssociateRQ>(Read(WithUserInformation(Item(0x52))));

        Assert.Null(request.UserInformation.ImplementationClassUID);
    }

    [Theory]
    [InlineData("PEER_1  ", "PEER_1")]
    [InlineData("PEER\n1", "PEER?1")]
    [InlineData("12345678901234567890", "1234567890123456")]
    public void TryRead_UnfitVersionName_MakesItPrintableAndShort(string sent, string name)
    {
        byte[] bytes = WithUserInformation(Item(0x55, System.Text.Encoding.ASCII.GetBytes(sent)));

        Assert.Equal(name, Assert.IsType<AAssociateRQ>(Read(bytes)).UserInformation.ImplementationVersionName);
    }

    [Fact]
    public void TryRead_All128Contexts_GivesThem()
    {
        IEnumerable<byte[]> contexts =
            Enumerable.Range(0, 128).Select(i => ContextOf((byte)((2 * i) + 1), AbstractSyntax, TransferSyntax));

        AAssociateRQ request =
            Assert.IsType<AAssociateRQ>(Read(RequestOf([ApplicationContext, .. contexts, UserInformation])));

        Assert.Equal(128, request.PresentationContexts.Count);
    }

    [Fact]
    public void TryRead_128TransferSyntaxes_GivesThem()
    {
        byte[] bytes = WithContext(ContextOf(3, [AbstractSyntax, .. Repeat(TransferSyntax, 128)]));

        Assert.Equal(128, Assert.IsType<AAssociateRQ>(Read(bytes)).PresentationContexts[1].TransferSyntaxes.Count);
    }

    [Fact]
    public void TryRead_OtherProtocolVersion_CarriesIt()
    {
        byte[] bytes = [.. Request];
        bytes[7] = 0x02;

        Assert.Equal(2, Assert.IsType<AAssociateRQ>(Read(bytes)).ProtocolVersion);
    }

    [Fact]
    public void TryRead_RejectedContextOfAccept_DoesNotTestTransferSyntax()
    {
        byte[] bytes = AcceptOf(AcceptedItems(Item(0x21, [1, 0, 4, 0, .. Item(0x40)])));

        NegotiatedPresentationContext context = Assert.IsType<AAssociateAC>(Read(bytes)).PresentationContexts.Single();

        Assert.Equal(PresentationContextResult.TransferSyntaxesNotSupported, context.Result);
    }

    private static Pdu Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(PduReader.TryRead(ref buffer, MaxPDataLength, out Pdu? pdu));
        return pdu;
    }

    private static byte[] ContextOf(byte id, params byte[][] subItems) =>
        Item(0x20, [id, 0, 0, 0, .. subItems.SelectMany(i => i)]);

    private static byte[] WithContext(byte[] more) => RequestOf(ApplicationContext, Context, UserInformation, more);

    private static byte[] WithUserInformation(params byte[][] subItems) =>
        RequestOf(ApplicationContext, Context, Item(0x50, [.. subItems.SelectMany(i => i)]));

    private static byte[] WithAETitle(ReadOnlySpan<byte> called) =>
        RequestOf(called, ApplicationContext, Context, UserInformation);

    private static byte[][] AcceptedItems(byte[] context) => [ApplicationContext, context, UserInformation];

    private static byte[] Digits(int count) => [.. Enumerable.Repeat((byte)'1', count)];

    private static IEnumerable<byte[]> Repeat(byte[] item, int count) => Enumerable.Repeat(item, count);
}
