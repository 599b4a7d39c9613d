using System.Text;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Wire;

/// <summary>DIMSE messages over one association (PS3.7 9.1).</summary>
public sealed class MessageTests : IDisposable
{
    private const byte VerificationContext = 1;
    private const byte WorklistContext = 3;

    private static readonly DicomUID Worklist = DicomUID.ModalityWorklistInformationModelFind;

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public MessageTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task EchoesAndFinds_InOneAssociation_AreAnswered()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using DicomClient client = await daemon.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
            List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PatientName));
            Assert.Equal([DicomStatus.Pending, DicomStatus.Success], responses.Select(response => response.Status));
            Assert.Equal("Vivaldi^Antonio", responses[0].Text(DicomTag.PatientName));
        }

        await client.ReleaseAsync(Cancelled);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public async Task Find_InEachTransferSyntax_IsAnswered(string uid)
    {
        await using WlmscpProcess daemon = await StartAsync();
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(uid))!;
        await using DicomClient client = await daemon.ConnectAsync(
            "AETITLE_1", new DicomPresentationContext(Worklist, syntax));

        List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PregnancyStatus));

        Assert.Equal(syntax, client.Association.PresentationContexts[0].TransferSyntax);
        Assert.True(responses[0].Identifier!.TryGetUInt16(DicomTag.PregnancyStatus, out ushort pregnancy));
        Assert.Equal(4, pregnancy);
    }

    [Fact]
    public async Task Find_WithAnEmptyIdentifier_IsA900AndTheAssociationGoesOn()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using DicomClient client = await daemon.ConnectAsync();

        foreach (DicomDataset? identifier in new[] { null, new DicomDataset() })
        {
            DicomCFindResponse response = Assert.Single(
                await client.CFindAsync(WorklistModel.UID, identifier, Cancelled).ToListAsync(Cancelled));
            Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
            Assert.Equal("The identifier is empty", response.ErrorComment);
        }

        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Cancel_WhilePending_EndsWithFE00()
    {
        using SafeFileHandle? writer = LockFiles.TryFlock(_area.LockFile);
        Assert.NotNull(writer);
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(FindRequest(7));
        await peer.SendAsync(RawPeer.Command(WorklistContext, Worklist, 0x0fff, 7, false));

        AssertStatus(0xfe00, await peer.ReceiveAsync());
        writer.Dispose();
        await AssertEchoIsNextAsync(peer);
    }

    [Fact]
    public async Task Cancel_OfManyMatches_EndsWithFE00AndNoMore()
    {
        for (var i = 2; i <= 2000; i++)
        {
            _area.Write($"{i}.wl", new Entry());
        }

        await using WlmscpProcess daemon = await StartAsync();
        await using DicomClient client = await daemon.ConnectAsync();
        var statuses = new List<DicomStatus>();
        await foreach (DicomCFindResponse response in client.CFindAsync(WorklistModel.UID, new DicomDataset(AllKeys()), Cancelled))
        {
            if (statuses.Count == 0)
            {
                client.CCancel();
            }

            statuses.Add(response.Status);
        }

        // The cancel may come after all responses were sent; it never hurts.
        Assert.Contains(statuses[^1], new[] { DicomStatus.Cancel, DicomStatus.Success });
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(DicomStatus.Pending, status));
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Cancel_ThatIsLateOrOfAnotherMessage_IsIgnored()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Command(WorklistContext, Worklist, 0x0fff, 1, false));
        await peer.SendAsync(FindRequest(1));
        AssertStatus(0xff00, await peer.ReceiveAsync());
        await peer.ReceiveAsync(); // the identifier
        AssertStatus(0x0000, await peer.ReceiveAsync());
        await peer.SendAsync(RawPeer.Command(WorklistContext, Worklist, 0x0fff, 1, false));

        await AssertEchoIsNextAsync(peer);
    }

    [Theory]
    [InlineData(0x0001)] // C-STORE-RQ
    [InlineData(0x0010)] // C-GET-RQ
    [InlineData(0x0021)] // C-MOVE-RQ
    [InlineData(0x8020)] // C-FIND-RSP
    [InlineData(0x7777)]
    public async Task Command_OfAnUnknownService_IsAborted(int commandField)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Command(WorklistContext, Worklist, (ushort)commandField, 1, false));

        await peer.AssertAbortedAsync();
        await daemon.AssertServesAsync();
    }

    [Theory]
    [InlineData(0x0100, "N-EVENT-REPORT")]
    [InlineData(0x0110, "N-GET")]
    [InlineData(0x0120, "N-SET")]
    [InlineData(0x0130, "N-ACTION")]
    [InlineData(0x0140, "N-CREATE")]
    [InlineData(0x0150, "N-DELETE")]
    public async Task OperationOnInstances_Is0211AndTheAssociationGoesOn(int commandField, string name)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Command(WorklistContext, Worklist, (ushort)commandField, 1, false));

        byte[]? answer = await peer.ReceiveAsync();
        AssertStatus(0x0211, answer);
        Assert.True(answer.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"The SOP class has no {name}")) > 0, "why");
        await AssertEchoIsNextAsync(peer);
    }

    [Theory]
    [InlineData(VerificationContext, "1.2.840.10008.5.1.4.31", "1.2.840.10008.1.1")]
    [InlineData(WorklistContext, "1.2.840.10008.5.1.4.1.2.2.1", "1.2.840.10008.5.1.4.31")]
    public async Task Find_OfAnotherSOPClassThanItsContext_Is0122AndTheAssociationGoesOn(
        byte context, string sopClass, string ofContext)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Command(context, new DicomUID(sopClass), 0x0020, 1, true));
        await peer.SendAsync(RawPeer.Data(context, false, [0x10, 0, 0x20, 0, 0, 0, 0, 0]));

        byte[]? answer = await peer.ReceiveAsync();
        AssertStatus(0x0122, answer);
        Assert.True(answer.AsSpan().IndexOf(Encoding.ASCII.GetBytes(ofContext)) > 0, "the SOP class of the context");
        await AssertEchoIsNextAsync(peer);
        string line = await daemon.WaitForErrorLineAsync(line => line.Contains(" 0122", StringComparison.Ordinal));
        Assert.Contains($"SOP class {sopClass} (", line, StringComparison.Ordinal);
        Assert.Contains($"presentation context of {ofContext} (", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WithoutSOPClass_IsOfThatOfItsContext()
    {
        // PS3.7 9.3.2.1, but for (0000,0002): group length, command field, message ID, priority, data set
        byte[] command = Convert.FromHexString(
            "00000000" + "04000000" + "28000000"
            + "00000001" + "02000000" + "2000" + "00001001" + "02000000" + "0100"
            + "00000007" + "02000000" + "0000" + "00000008" + "02000000" + "0000");
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Data(WorklistContext, true, command));
        await peer.SendAsync(RawPeer.Data(WorklistContext, false, [0x10, 0, 0x20, 0, 0, 0, 0, 0]));

        AssertStatus(0xff00, await peer.ReceiveAsync());
    }

    private Task<WlmscpProcess> StartAsync() => WlmscpProcess.StartAsync("--dir", _root.Path);

    // A C-FIND-RQ for Patient ID (0010,0020), in implicit VR little endian.
    private static byte[] FindRequest(ushort messageID) =>
    [
        .. RawPeer.Command(WorklistContext, Worklist, 0x0020, messageID, true),
        .. RawPeer.Data(WorklistContext, false, [0x10, 0, 0x20, 0, 0, 0, 0, 0]),
    ];

    private static IEnumerable<DicomItem> AllKeys() =>
        new[] { DicomTag.PatientName, DicomTag.PatientID, DicomTag.ScheduledProcedureStepSequence }
            .Select(tag => Keys.Key(tag));

    private static async Task AssertEchoIsNextAsync(RawPeer peer)
    {
        await peer.SendAsync(RawPeer.Command(VerificationContext, DicomUID.Verification, 0x0030, 99, false));
        byte[]? echo = await peer.ReceiveAsync();
        AssertStatus(0x0000, echo);
        Assert.Equal(VerificationContext, echo![10]);
    }

    // Status (0000,0900) ends with its two bytes; it is the last element of a plain response (PS3.7 annex E.1).
    private static void AssertStatus(int status, byte[]? pdu)
    {
        Assert.NotNull(pdu);
        byte[] element = [0, 0, 0, 9, 2, 0, 0, 0, (byte)status, (byte)(status >> 8)];
        Assert.True(pdu.AsSpan().IndexOf(element) > 0, Convert.ToHexString(pdu));
    }
}
