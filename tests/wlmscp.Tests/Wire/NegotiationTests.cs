namespace Wlmscp.Tests.Wire;

/// <summary>Answers to A-ASSOCIATE-RQ (PS3.8 9.3.2 to 9.3.4), byte by byte.</summary>
public sealed class NegotiationTests : IDisposable
{
    private static readonly DicomUID Worklist = DicomUID.ModalityWorklistInformationModelFind;
    private static readonly DicomUID JpegBaseline = new("1.2.840.10008.1.2.4.50");
    private static readonly DicomUID PatientRootFind = new("1.2.840.10008.5.1.4.1.2.1.1");

    private readonly TemporaryDirectory _root = new();

    public NegotiationTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ApplicationContext_ThatIsUnknown_IsRejected()
    {
        await AssertRejectedAsync(new AssociateRequest { ApplicationContext = new("1.2.3") }, 2, 1, 2);
    }

    [Theory]
    [InlineData("UNKNOWN")]
    [InlineData("aetitle_1")]
    [InlineData("AETITLE_")]
    [InlineData("AETITLE_11")]
    [InlineData("../AETITLE_1")]
    [InlineData("./AETITLE_1")]
    [InlineData("AETITLE_1/")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/")]
    [InlineData("..\\X")]
    [InlineData("*")]
    public async Task CalledAETitle_WithoutStorageArea_IsRejected(string title)
    {
        await AssertRejectedAsync(new AssociateRequest { CalledAETitle = title }, 1, 1, 7);
    }

    [Fact]
    public async Task CalledAETitle_OfADirectoryBesideTheRoot_IsRejected()
    {
        _ = new WorklistArea(_root.Path, "outside");
        _ = new WorklistArea(_root.Path, "inside/AETITLE_1");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Combine("inside"));

        await AssertRejectedAsync(daemon, new AssociateRequest { CalledAETitle = "../outside" }, 1, 1, 7);
    }

    [Theory]
    [InlineData("AETITLE_1")]
    [InlineData("  AETITLE_1")]
    [InlineData("AETITLE_1       ")]
    [InlineData("   AETITLE_1    ")]
    public async Task CalledAETitle_WithSpacesAround_IsAccepted(string title)
    {
        Assert.Equal(2, (await AskAsync(new AssociateRequest { CalledAETitle = title }))[0]);
    }

    [Theory]
    [InlineData("AETITLE_1\0OLDTXT", "CT1")]
    [InlineData("AETITLE_1\0\u00cc\u00cc", "CT1\0\u00cc")]
    [InlineData("AETITLE_1", "R\u00d6_CT1")]
    [InlineData("AETITLE_1", "CT\t1")]
    [InlineData("AETITLE_1", "CT\\1")]
    [InlineData("AETITLE_1", "")]
    public async Task AETitles_ThatWlmscpfsTakes_AreAcceptedAndEchoedWithAllReservedBytes(string called, string calling)
    {
        byte[] reserved = [.. Enumerable.Range(200, 32).Select(value => (byte)value)];
        byte[] request = new AssociateRequest
        {
            CalledAETitle = called,
            CallingAETitle = calling,
            Reserved = reserved,
        }.ToBytes();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.SendAsync(request);
        byte[] answer = (await peer.ReceiveAsync())!;

        Assert.Equal(2, answer[0]);
        Assert.Equal(request[10..74], answer[10..74]);
        await peer.AssertEchoAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0AETITLE_1")]
    [InlineData("AETITLE_1\u00e4")]
    [InlineData("AETITLE\t1")]
    public async Task CalledAETitle_ThatIsNone_IsNotRecognized(string title)
    {
        await AssertRejectedAsync(new AssociateRequest { CalledAETitle = title }, 1, 1, 7);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 4)]
    [InlineData(254, 255)]
    public async Task ContextIDs_ThatAreEvenOrZero_AreServedWithAWarning(byte echo, byte find)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.AssociateAsync(new AssociateRequest { ContextIDs = [echo, find] });
        byte[][] answers = await peer.QueryAsync(find, [0x10, 0, 0x20, 0, 0, 0, 0, 0]);

        Assert.Equal([4, 4, 4, 6], answers.Select(answer => answer[0]));
        Assert.All(answers.SkipLast(1), answer => Assert.Equal(find, answer[10]));
        string line = await daemon.WaitForErrorLineAsync(
            line => line.Contains("although its request is not right", StringComparison.Ordinal));
        Assert.Contains(
            $"presentation context: ID {echo}, expected an odd number", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContextID_GivenTwice_IsAnsweredOnceForTheFirst()
    {
        var request = new AssociateRequest
        {
            Contexts =
            [
                (Worklist, [DicomUID.ImplicitVRLittleEndian]),
                (DicomUID.Verification, [DicomUID.ExplicitVRLittleEndian]),
            ],
            ContextIDs = [1, 1],
        };

        Assert.Equal([(1, 0, DicomUID.ImplicitVRLittleEndian.UID)], AssociateAnswer.Contexts(await AskAsync(request)));
    }

    [Fact]
    public async Task UserInformation_ThatIsMissing_IsAccepted()
    {
        Assert.Equal(2, (await AskAsync(new AssociateRequest { HasUserInformation = false }))[0]);
    }

    [Fact]
    public async Task Items_GivenTwice_AreAccepted()
    {
        byte[] applicationContext = AssociateRequest.Item(0x10, "1.2.3"u8.ToArray());
        byte[] user = AssociateRequest.Item(0x50, []);

        Assert.Equal(2, (await AskAsync(new AssociateRequest { FurtherItems = applicationContext }))[0]);
        Assert.Equal(2, (await AskAsync(new AssociateRequest { FurtherItems = [.. user, .. user] }))[0]);
    }

    [Theory]
    [InlineData("0101" + "0005616c696365" + "0000", 1)]       // alice, and she wants to be told
    [InlineData("0100" + "0005616c696365" + "0000", 0)]       // she does not
    [InlineData("0201" + "0005616c696365" + "00026869", 1)]   // with a passcode
    [InlineData("0501" + "00026869" + "0000", 1)]             // JSON Web Token
    [InlineData("0101" + "0050616c696365" + "0000", 0)]       // shorter than it says
    public async Task UserIdentity_IsAcknowledgedWithTheOptionOnly(string identity, int count)
    {
        var request = new AssociateRequest
        {
            FurtherUserItems = AssociateRequest.Item(0x58, Convert.FromHexString(identity)),
        };
        await using WlmscpProcess acknowledging = await WlmscpProcess.StartAsync(
            "--dir", _root.Path, "--acknowledge-user-identity");

        Assert.Equal(
            Enumerable.Repeat<byte[]>([0, 0], count),
            AssociateAnswer.UserItems(await AskAsync(acknowledging, request), 0x59));
        Assert.Empty(AssociateAnswer.UserItems(await AskAsync(request), 0x59));
    }

    [Fact]
    public async Task Contexts_NoneAccepted_AreRejected()
    {
        var request = new AssociateRequest
        {
            Contexts = [(PatientRootFind, [DicomUID.ImplicitVRLittleEndian]), (Worklist, [JpegBaseline])],
        };

        await AssertRejectedAsync(request, 1, 1, 1);
    }

    [Fact]
    public async Task Contexts_OfEachKind_GetTheirResults()
    {
        var request = new AssociateRequest
        {
            Contexts =
            [
                (PatientRootFind, [DicomUID.ImplicitVRLittleEndian]),
                (Worklist, [JpegBaseline]),
                (Worklist, [JpegBaseline, DicomUID.ImplicitVRLittleEndian]),
                (DicomUID.Verification, [DicomUID.ExplicitVRBigEndian]),
            ],
        };

        Assert.Equal(
            [
                (1, 3, null), // abstract syntax not supported
                (3, 4, null), // transfer syntaxes not supported
                (5, 0, DicomUID.ImplicitVRLittleEndian.UID),
                (7, 0, DicomUID.ExplicitVRBigEndian.UID),
            ],
            AssociateAnswer.Contexts(await AskAsync(request)));
    }

    [Fact]
    public async Task TransferSyntaxes_OfAContext_AreTakenInTheServersOrder()
    {
        DicomUID implicitLittle = DicomUID.ImplicitVRLittleEndian;
        DicomUID explicitBig = DicomUID.ExplicitVRBigEndian;
        DicomUID explicitLittle = DicomUID.ExplicitVRLittleEndian;
        var request = new AssociateRequest
        {
            Contexts =
            [
                (Worklist, [implicitLittle, explicitBig, explicitLittle]),
                (Worklist, [implicitLittle, explicitBig]),
                (Worklist, [implicitLittle, DicomUID.DeflatedExplicitVRLittleEndian]),
            ],
        };

        Assert.Equal(
            [(1, 0, explicitLittle.UID), (3, 0, explicitBig.UID), (5, 0, implicitLittle.UID)],
            AssociateAnswer.Contexts(await AskAsync(request)));
    }

    [Fact]
    public async Task DeflatedTransferSyntax_IsNotAccepted()
    {
        var request = new AssociateRequest { Contexts = [(Worklist, [DicomUID.DeflatedExplicitVRLittleEndian])] };

        await AssertRejectedAsync(request, 1, 1, 1);
    }

    [Theory]
    [InlineData("--max-pdu", "4096", 4096)]
    [InlineData("-pdu", "131072", 131072)]
    [InlineData("--no-fail", "--no-lockfile", 16384)]
    public async Task MaxPdu_IsToldToThePeer(string option, string value, int expected)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, option, value);

        Assert.Equal(expected, AssociateAnswer.MaxPduLength(await AskAsync(daemon, new AssociateRequest())));
    }

    [Fact]
    public async Task Associations_BeyondTheMost_AreRejectedUntilOneEnds()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", _root.Path, "--max-associations", "2");
        await using RawPeer first = await RawPeer.AssociateAsync(daemon);
        await using RawPeer second = await RawPeer.AssociateAsync(daemon, "127.0.0.2");

        await AssertRejectedAsync(daemon, new AssociateRequest(), 2, 3, 2);
        await AssertRejectedAsync(daemon, new AssociateRequest { CalledAETitle = "UNKNOWN" }, 1, 1, 7);
        await AssertRejectedAsync(daemon, new AssociateRequest { ApplicationContext = new("1.2.3") }, 2, 1, 2);

        await second.SendAsync(new byte[] { 5, 0, 0, 0, 0, 4, 0, 0, 0, 0 }); // A-RELEASE-RQ
        Assert.Equal([6, 0, 0, 0, 0, 4, 0, 0, 0, 0], await second.ReceiveAsync());
        await using RawPeer third = await RawPeer.AssociateAsync(daemon, "127.0.0.2");
    }

    private async Task AssertRejectedAsync(AssociateRequest request, byte result, byte source, byte reason)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await AssertRejectedAsync(daemon, request, result, source, reason);
    }

    private static async Task AssertRejectedAsync(
        WlmscpProcess daemon, AssociateRequest request, byte result, byte source, byte reason) =>
        Assert.Equal([3, 0, 0, 0, 0, 4, 0, result, source, reason], await AskAsync(daemon, request));

    private async Task<byte[]> AskAsync(AssociateRequest request)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        return await AskAsync(daemon, request);
    }

    private static async Task<byte[]> AskAsync(WlmscpProcess daemon, AssociateRequest request)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(request.ToBytes());
        byte[]? answer = await peer.ReceiveAsync();
        Assert.NotNull(answer);
        return answer;
    }
}
