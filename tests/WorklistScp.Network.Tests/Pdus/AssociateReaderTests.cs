using System.Buffers;
using System.Text;
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

    public static TheoryData<string, byte[]> BadRequests() => new()
    {
        { ": 0 bytes left, expected at least 2", Pdu(0x01) },
        { ": 36 bytes left, expected at least 64", Pdu(0x01, Request.AsSpan(6, 40)) },
        { ": no application context, expected one", RequestOf() },
        { ": no application context, expected one", RequestOf(Context, UserInformation) },
        { ": no presentation context, expected at least one", RequestOf(ApplicationContext, UserInformation) },
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

    /// <summary>What DCMTK takes too: what is noted of it, and the request.</summary>
    public static TheoryData<string, byte[]> FaultyRequests() => new()
    {
        { "", Request },
        { "", WithAETitles("WORKLIST\0       ", "CT1\0\0\0\0") },
        {
            "called AE title AR\\xc4A, expected printable ISO 646 without backslash",
            WithAETitles("AR\u00C4A", "CT1")
        },
        { "called AE title with more bytes behind a NUL, expected spaces", WithAETitles("AREA\0OLD", "CT1") },
        { "empty calling AE title, expected 1 to 16 characters", WithAETitles("AREA", "") },
        { "no user information, expected one", RequestOf(ApplicationContext, Context) },
        { "user information: appears twice, expected once", WithItem(UserInformation) },
        { "application context: appears twice, expected once", WithItem(ApplicationContext) },
        { "presentation context: ID 0, expected an odd number", WithItem(ContextOf(0, AbstractSyntax, TransferSyntax)) },
        { "presentation context: ID 2, expected an odd number", WithItem(ContextOf(2, AbstractSyntax, TransferSyntax)) },
        { "presentation context: ID 1 appears twice, expected once", WithItem(Context) },
        { "presentation context: ID 3 without abstract syntax, expected one", WithItem(ContextOf(3, TransferSyntax)) },
        {
            "presentation context: ID 3 without transfer syntax, expected at least one",
            WithItem(ContextOf(3, AbstractSyntax))
        },
        {
            "abstract syntax: appears twice, expected once",
            WithItem(ContextOf(3, AbstractSyntax, AbstractSyntax, TransferSyntax))
        },
        {
            "abstract syntax: no UID, expected 1 to 64 digits and dots",
            WithItem(ContextOf(3, Item(0x30), TransferSyntax))
        },
        {
            "transfer syntax: no UID, expected 1 to 64 digits and dots",
            WithItem(ContextOf(3, AbstractSyntax, Item(0x40, Digits(65))))
        },
        { "maximum length: appears twice, expected once", WithUserInformation(MaximumLength, MaximumLength) },
        {
            "implementation class UID: appears twice, expected once",
            WithUserInformation(Item(0x52, "1.2"u8), Item(0x52, "1.2"u8))
        },
        {
            "implementation class UID: no UID, expected 1 to 64 digits and dots",
            WithUserInformation(Item(0x52, "A"u8))
        },
        { "user identity: a field goes beyond its end, ignored", WithUserInformation(Item(0x58, Hex("01 01 0006"))) },
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
            AcceptOf(ApplicationContext, UserInformation)
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
    [MemberData(nameof(FaultyRequests))]
    public void TryRead_FaultyRequest_NotesTheFault(string faults, byte[] bytes)
    {
        ToleratedFaults noted = ReadRequest(bytes).Faults!;

        Assert.Equal(faults, noted.ToString());
        Assert.Equal(faults.Length == 0, noted.IsEmpty);
    }

    [Fact]
    public void TryRead_ManyFaults_NamesTheFirst()
    {
        byte[] bytes = WithItem([.. Enumerable.Repeat(Context, 20).SelectMany(context => context)]);

        string noted = ReadRequest(bytes).Faults!.ToString();

        Assert.Equal(8, noted.Split("appears twice").Length - 1);
        Assert.EndsWith("; and 12 more", noted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WORK\tLIST       ", "WORK\\x09LIST")]
    [InlineData("WORKLIST\u007F       ", "WORKLIST\\x7f")]
    [InlineData("\u00C4WORKLIST       ", "\\xc4WORKLIST")]
    [InlineData("WORK\\LIST       ", "WORK\\x5cLIST")]
    [InlineData("\u00FF\u00FF\u00FF\u00FF", "\\xff\\xff\\xff\\xff")]
    public void TryRead_UnprintableAETitle_EscapesIt(string field, string title)
    {
        Assert.Equal(title, ReadRequest(WithAETitles(field, "CT1")).CalledAETitle);
        Assert.Equal(title, ReadRequest(WithAETitles("WORKLIST", field)).CallingAETitle);
    }

    [Fact]
    public void TryRead_ContextsWithoutAUIDThatIsNeeded_KeepsThemAndTheOthers()
    {
        IReadOnlyList<ProposedPresentationContext> contexts = ReadRequest(RequestOf(
            ApplicationContext,
            ContextOf(1, TransferSyntax),
            ContextOf(3, AbstractSyntax),
            ContextOf(5, AbstractSyntax, Item(0x40, "x"u8), TransferSyntax))).PresentationContexts;

        Assert.Equal([1, 3, 5], contexts.Select(context => context.ID));
        Assert.Equal(["", "1.2.840.10008.1.1", "1.2.840.10008.1.1"], contexts.Select(context => $"{context.AbstractSyntax}"));
        Assert.Equal([1, 0, 1], contexts.Select(context => context.TransferSyntaxes.Count));
    }

    [Fact]
    public void TryRead_RepeatedItems_TakesTheFirst()
    {
        AAssociateRQ request = ReadRequest(RequestOf(
            ApplicationContext,
            Item(0x10, "1.2"u8),
            Context,
            ContextOf(1, Item(0x30, "1.3"u8), TransferSyntax),
            Item(0x50, [.. MaximumLength, .. Item(0x51, Hex("00008000")), .. Item(0x52, "1.4"u8), .. Item(0x52, "1.5"u8)]),
            Item(0x50)));

        Assert.Equal(DicomUID.DICOMApplicationContext, request.ApplicationContextName);
        Assert.Equal(DicomUID.Verification, Assert.Single(request.PresentationContexts).AbstractSyntax);
        Assert.Equal(new UserInformation(16384, new DicomUID("1.4"), null), request.UserInformation);
    }

    [Fact]
    public void TryRead_NoUserInformation_HasNoLimitAndNoImplementation() => Assert.Equal(
        new UserInformation(0, null, null), ReadRequest(RequestOf(ApplicationContext, Context)).UserInformation);

    [Fact]
    public void TryRead_AETitlesAndReservedBytes_KeepsThemAsTheyCame()
    {
        byte[] bytes = WithAETitles("AREA\0OLD", "R\u00D6");
        bytes[42] = 0xAA;
        bytes[73] = 0xBB;

        Assert.Equal(bytes[10..74], ReadRequest(bytes).FieldsAsReceived.ToArray());
    }

    [Fact]
    public void TryRead_ContextTwiceInAccept_TakesTheFirst()
    {
        byte[] bytes = AcceptOf(
            ApplicationContext, AcceptedContext, Item(0x21, [1, 0, 3, 0, .. TransferSyntax]), UserInformation);

        NegotiatedPresentationContext context = Assert.IsType<AAssociateAC>(Read(bytes)).PresentationContexts.Single();

        Assert.Equal(PresentationContextResult.Acceptance, context.Result);
    }

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
            Item(0x10, Encoding.ASCII.GetBytes(name)), Context, UserInformation);

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

    private static AAssociateRQ ReadRequest(byte[] bytes) => Assert.IsType<AAssociateRQ>(Read(bytes));

    private static Pdu Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(PduReader.TryRead(ref buffer, MaxPDataLength, out Pdu? pdu));
        return pdu;
    }

    private static byte[] ContextOf(byte id, params byte[][] subItems) =>
        Item(0x20, [id, 0, 0, 0, .. subItems.SelectMany(i => i)]);

    private static byte[] WithItem(byte[] item) => RequestOf(ApplicationContext, Context, UserInformation, item);

    private static byte[] WithApplicationContext(ReadOnlySpan<byte> name) =>
        RequestOf(Item(0x10, name), Context, UserInformation);

    private static byte[] WithUserInformation(params byte[][] subItems) =>
        RequestOf(ApplicationContext, Context, Item(0x50, [.. subItems.SelectMany(i => i)]));

    private static byte[] WithAETitles(string called, string calling) =>
    [
        .. Request.AsSpan(0, 10),
        .. Encoding.Latin1.GetBytes(called.PadRight(16)), .. Encoding.Latin1.GetBytes(calling.PadRight(16)),
        .. Request.AsSpan(42),
    ];

    // IDs 0, 1, 2 and so on.
    private static byte[] RequestWithContexts(int count) => RequestOf(
        [
            ApplicationContext,
            .. Enumerable.Range(0, count).Select(id => ContextOf((byte)id, AbstractSyntax, TransferSyntax)),
            UserInformation,
        ]);

    private static byte[] AcceptWith(ReadOnlySpan<byte> context) =>
        AcceptOf(ApplicationContext, Item(0x21, context), UserInformation);

    private static byte[] Digits(int count) => [.. Enumerable.Repeat((byte)'1', count)];
}
