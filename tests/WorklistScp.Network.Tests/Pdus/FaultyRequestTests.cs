using WorklistScp.Network.Pdus;
using static WorklistScp.Network.Tests.Pdus.AssociateBytes;
using static WorklistScp.Network.Tests.Pdus.PduBytes;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>A-ASSOCIATE-RQs that PS3.8 forbids, and that do no harm.</summary>
public sealed class FaultyRequestTests
{
    /// <summary>What is noted of a request, and the request.</summary>
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
        { "user information: appears twice, expected once", WithItem(UserInformationItem) },
        { "application context: appears twice, expected once", WithItem(ApplicationContext) },
        {
            "presentation context: ID 0, expected an odd number",
            WithItem(ContextOf(0, AbstractSyntax, TransferSyntax))
        },
        {
            "presentation context: ID 2, expected an odd number",
            WithItem(ContextOf(2, AbstractSyntax, TransferSyntax))
        },
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
        Assert.Equal(
            [new DicomUID(""), DicomUID.Verification, DicomUID.Verification],
            contexts.Select(context => context.AbstractSyntax));
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
            Item(0x50,
                [.. MaximumLength, .. Item(0x51, Hex("00008000")), .. Item(0x52, "1.4"u8), .. Item(0x52, "1.5"u8)]),
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
            ApplicationContext, AcceptedContext, Item(0x21, [1, 0, 3, 0, .. TransferSyntax]), UserInformationItem);

        NegotiatedPresentationContext context = Assert.IsType<AAssociateAC>(Read(bytes)).PresentationContexts.Single();

        Assert.Equal(PresentationContextResult.Acceptance, context.Result);
    }
}
