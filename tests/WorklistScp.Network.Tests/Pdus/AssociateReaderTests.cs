using System.Text;
using WorklistScp.Network.Pdus;
using static WorklistScp.Network.Tests.Pdus.AssociateBytes;
using static WorklistScp.Network.Tests.Pdus.PduBytes;

namespace WorklistScp.Network.Tests.Pdus;

public sealed class AssociateReaderTests
{
    public static TheoryData<string, byte[]> BadRequests() => new()
    {
        { ": 0 bytes left, expected at least 2", Pdu(0x01) },
        { ": 36 bytes left, expected at least 64", Pdu(0x01, Request.AsSpan(6, 40)) },
        { ": no application context, expected one", RequestOf() },
        { ": no application context, expected one", RequestOf(Context, UserInformationItem) },
        { ": no presentation context, expected at least one", RequestOf(ApplicationContext, UserInformationItem) },
        { ": more presentation contexts, expected at most 128", RequestWithContexts(129) },
        { ": 1 bytes left, expected at least 2", WithItem([0x20, 0, 0]) },
        { ": 1 bytes left, expected at least 65535", WithItem([0x20, 0, 0xFF, 0xFF, 0x03]) },
        { ": 0 bytes left, expected at least 1", WithItem([0x99, 0, 0, 1]) },
        { ", application context: no UID, expected 1 to 64 digits and dots", WithApplicationContext("DICOM"u8) },
        { ", application context: no UID, expected 1 to 64 digits and dots", WithApplicationContext([]) },
    };

    public static TheoryData<string, byte[]> BadContexts() => new()
    {
        { "presentation context: 0 bytes left, expected at least 1", Item(0x20) },
        { "presentation context: 1 bytes left, expected at least 3", Item(0x20, 3, 0) },
        { "presentation context: 1 bytes left, expected at least 9", ContextOf(3, AbstractSyntax, [64, 0, 0, 9, 1]) },
        {
            "presentation context: more transfer syntaxes, expected at most 128",
            ContextOf(3, [AbstractSyntax, .. Enumerable.Repeat(TransferSyntax, 129)])
        },
    };

    public static TheoryData<string, byte[]> BadUserInformation() => new()
    {
        { "maximum length: length 3, expected 4", Item(0x51, 0, 0, 64) },
        { "maximum length: length 5, expected 4", Item(0x51, 0, 0, 64, 0, 0) },
        { "maximum length: value 7, expected 0 or at least 8", Item(0x51, 0, 0, 0, 7) },
        { "user information: 1 bytes left, expected at least 2", [0x55, 0, 0, 2, 0x31] },
    };

    public static TheoryData<string, byte[]> RepeatedItems() => new()
    {
        { "A-ASSOCIATE-AC, transfer syntax", AcceptWith([1, 0, 0, 0, .. TransferSyntax, .. TransferSyntax]) },
    };

    public static TheoryData<string, byte[]> BadAccepts() => new()
    {
        { "A-ASSOCIATE-AC: 0 bytes left, expected at least 2", Pdu(0x02) },
        { "A-ASSOCIATE-AC: protocol version 0002H, expected bit 0", Pdu(0x02, [0, 2, .. Accept.AsSpan(8)]) },
        {
            "A-ASSOCIATE-AC: no presentation context, expected at least one",
            AcceptOf(ApplicationContext, UserInformationItem)
        },
        {
            "A-ASSOCIATE-AC, presentation context: ID 1 with result 5, expected 0 to 4",
            AcceptWith([1, 0, 5, 0, .. TransferSyntax])
        },
        {
            "A-ASSOCIATE-AC, presentation context: ID 1 without transfer syntax, expected one",
            AcceptWith([1, 0, 0, 0])
        },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public void TryRead_BadRequest_Throws(string problem, byte[] bytes) =>
        AssertThrows(AbortReason.InvalidPduParameterValue, "A-ASSOCIATE-RQ" + problem, bytes);

    [Theory]
    [MemberData(nameof(BadContexts))]
    public void TryRead_RequestWithBadContext_Throws(string problem, byte[] context) =>
        AssertThrows(AbortReason.InvalidPduParameterValue, $"A-ASSOCIATE-RQ, {problem}", WithItem(context));

    [Theory]
    [MemberData(nameof(BadUserInformation))]
    public void TryRead_RequestWithBadUserInformation_Throws(string problem, byte[] subItem) =>
        AssertThrows(AbortReason.InvalidPduParameterValue, $"A-ASSOCIATE-RQ, {problem}", WithUserInformation(subItem));

    [Theory]
    [MemberData(nameof(BadAccepts))]
    public void TryRead_BadAccept_Throws(string message, byte[] bytes) =>
        AssertThrows(AbortReason.InvalidPduParameterValue, message, bytes);

    [Theory]
    [MemberData(nameof(RepeatedItems))]
    public void TryRead_RepeatedItem_Throws(string place, byte[] bytes) =>
        AssertThrows(AbortReason.UnexpectedPduParameter, $"{place}: appears twice, expected once", bytes);

    [Theory]
    [InlineData("    WORKLIST    ", "WORKLIST")]
    [InlineData("WORKLIST\0\0\0\0\0\0\0\0", "WORKLIST")]
    [InlineData("WORKLIST \0 \0    ", "WORKLIST")]
    [InlineData("WORKLIST\0OLDNAME", "WORKLIST")]
    [InlineData("  WORKLIST \0\u00CC\u00CC\u00CC", "WORKLIST")]
    [InlineData("\0WORKLIST       ", "")]
    [InlineData("A B C D E F G HI", "A B C D E F G HI")]
    [InlineData("../WORKLIST     ", "../WORKLIST")]
    [InlineData("                ", "")]
    public void TryRead_PaddedAETitle_StripsPadding(string field, string title)
    {
        Assert.Equal(title, ReadRequest(WithAETitles(field, "CT1")).CalledAETitle);
        Assert.Equal(title, ReadRequest(WithAETitles("WORKLIST", field)).CallingAETitle);
    }

    [Theory]
    [InlineData("1.2.840.10008.3.1.1.1\0")]
    [InlineData("1.2.840.10008.3.1.1.1 ")]
    public void TryRead_PaddedUID_StripsPadding(string name)
    {
        byte[] bytes = RequestOf(
            Item(0x10, Encoding.ASCII.GetBytes(name)), Context, UserInformationItem);

        Assert.Equal(DicomUID.DICOMApplicationContext, Assert.IsType<AAssociateRQ>(Read(bytes)).ApplicationContextName);
    }

    [Fact]
    public void TryRead_ItemsInAnyOrder_GivesAll()
    {
        AAssociateRQ request =
            Assert.IsType<AAssociateRQ>(Read(RequestOf(UserInformationItem, Context, ApplicationContext)));

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
    [InlineData("NAME             X", "NAME")] // cut behind a space
    [InlineData("12345678901234567890", "1234567890123456")]
    public void TryRead_UnfitVersionName_MakesItPrintableAndShort(string sent, string name)
    {
        byte[] bytes = WithUserInformation(Item(0x55, Encoding.ASCII.GetBytes(sent)));

        Assert.Equal(name, Assert.IsType<AAssociateRQ>(Read(bytes)).UserInformation.ImplementationVersionName);
    }

    [Fact]
    public void TryRead_All128Contexts_GivesThem()
    {
        Assert.Equal(128, ReadRequest(RequestWithContexts(128)).PresentationContexts.Count);
    }

    [Fact]
    public void TryRead_128TransferSyntaxes_GivesThem()
    {
        byte[] bytes = WithItem(ContextOf(3, [AbstractSyntax, .. Enumerable.Repeat(TransferSyntax, 128)]));

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
        byte[] bytes = AcceptWith([1, 0, 4, 0, .. Item(0x40)]);

        NegotiatedPresentationContext context = Assert.IsType<AAssociateAC>(Read(bytes)).PresentationContexts.Single();

        Assert.Equal(PresentationContextResult.TransferSyntaxesNotSupported, context.Result);
    }

    private static void AssertThrows(AbortReason reason, string message, byte[] bytes)
    {
        PduException exception = Assert.Throws<PduException>(() => Read(bytes));

        Assert.Equal((reason, message), (exception.Reason, exception.Message));
    }
}
