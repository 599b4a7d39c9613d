using Microsoft.Extensions.Logging;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class FindTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4096)]
    [InlineData(64)]
    [InlineData(8)]
    public async Task Find_SmallMaximumPduLength_IsKept(uint maxPduLength)
    {
        await using var server = new TestServer(ScriptedProvider.Matches(20));
        await using DicomClient client = await server.ConnectAsync(
            options => options with { MaxPduLength = maxPduLength });

        Assert.Equal(21, await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled));
    }

    [Fact]
    public async Task Find_WithoutIdentifier_GivesTheProviderAnEmptyOne()
    {
        DicomDataset? identifier = null;
        var provider = new ScriptedProvider((request, _) =>
        {
            identifier = request.Identifier;
            return new[] { new DicomCFindResponse(DicomStatus.IdentifierDoesNotMatchSOPClass) }.ToAsyncEnumerable();
        });
        await using var server = new TestServer(provider);
        await using DicomClient client = await server.ConnectAsync();

        DicomCFindResponse response = await client.CFindAsync(WorklistModel.UID, null, Cancelled).SingleAsync(Cancelled);

        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Empty(identifier!);
    }

    [Fact]
    public async Task Find_Failed_TellsOffendingElementsAndComment()
    {
        await using var server = new TestServer(ScriptedProvider.Of(
            new DicomCFindResponse(DicomStatus.IdentifierDoesNotMatchSOPClass)
            {
                OffendingElements = [DicomTag.PatientBirthDate],
                ErrorComment = "Invalid value for an attribute with VR=DA",
            }));
        await using DicomClient client = await server.ConnectAsync();

        DicomCFindResponse response = await client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled);

        Assert.Equal([DicomTag.PatientBirthDate], response.OffendingElements);
        Assert.Equal("Invalid value for an attribute with VR=DA", response.ErrorComment);
    }

    [Fact]
    public async Task Find_WithoutSOPClass_IsOfThatOfItsContext()
    {
        await using var server = new TestServer(ScriptedProvider.Matches(0));
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(CommandOf(3, DimseRequest.CFind(1, new DicomUID(""), hasIdentifier: false)));

        DimseResponse response = await ReceiveFindAsync(peer);
        Assert.Equal(
            (DicomStatus.Success, DicomUID.ModalityWorklistInformationModelFind), (response.Status, response.SOPClass));
    }

    /// <summary>Context 1 is that of Verification, context 3 that of the worklist.</summary>
    [Theory]
    [InlineData(3, "1.2.840.10008.5.1.4.1.2.2.1", "1.2.840.10008.5.1.4.31",
        "SOP class 1.2.840.10008.5.1.4.1.2.2.1 (FINDStudyRootQueryRetrieveInformationModel) in a presentation context "
        + "of 1.2.840.10008.5.1.4.31 (FINDModalityWorklistInformationModel)")]
    [InlineData(3, "1\n2", "1.2.840.10008.5.1.4.31",
        "SOP class 1\\x0a2 in a presentation context of 1.2.840.10008.5.1.4.31 (FINDModalityWorklistInformationModel)")]
    [InlineData(1, "1.2.840.10008.5.1.4.31", "1.2.840.10008.1.1",
        "SOP class 1.2.840.10008.5.1.4.31 (FINDModalityWorklistInformationModel) in a presentation context "
        + "of 1.2.840.10008.1.1 (VerificationSOPClass)")]
    [InlineData(1, "", "1.2.840.10008.1.1",
        "SOP class none in a presentation context of 1.2.840.10008.1.1 (VerificationSOPClass)")]
    public async Task Find_OfOtherSOPClass_Is0122AndTheAssociationGoesOn(
        byte context, string sopClass, string ofContext, string said)
    {
        var logger = new RecordingLogger();
        await using var server = new TestServer(ScriptedProvider.Matches(0), logger: logger);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        for (ushort id = 1; id <= 2; id++)
        {
            await peer.SendAsync(
                CommandOf(context, DimseRequest.CFind(id, new DicomUID(sopClass), hasIdentifier: true)),
                RawPeer.Data(context, [0x10, 0, 0x20, 0, 0, 0, 0, 0]));
            DimseResponse response = await ReceiveFindAsync(peer);
            Assert.Equal(
                (id, new DicomStatus(0x0122), new DicomUID(ofContext), false),
                (response.MessageID, response.Status, response.SOPClass, response.HasDataSet));
            Assert.InRange(response.ErrorComment!.Length, 1, 64);
        }

        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(3, hasIdentifier: false)));
        Assert.Equal(DicomStatus.Success, await ReceiveFindStatusAsync(peer));
        LogLine warning = Assert.Single(logger.Lines, line => line.Level == LogLevel.Warning);
        Assert.StartsWith("#1: C-FIND 1 of MODALITY at 127.0.0.1:", warning.Text, StringComparison.Ordinal);
        Assert.EndsWith(
            $" with {said}, expected one with C-FIND in its own: answered with 0122", warning.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ProviderThrows_IsUnableToProcessAndTheAssociationGoesOn()
    {
        await using var server = new TestServer(
            new ScriptedProvider((_, _) => throw new InvalidOperationException("a fault of the provider")));
        await using DicomClient client = await server.ConnectAsync();

        DicomCFindResponse response = await client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled);

        Assert.Equal(DicomStatus.UnableToProcess, response.Status);
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Find_ProviderGivesNoFinalResponse_IsUnableToProcess()
    {
        await using var server = new TestServer(ScriptedProvider.Of(ScriptedProvider.Match(1)));
        await using DicomClient client = await server.ConnectAsync();

        List<DicomCFindResponse> responses = await client.CFindAsync(WorklistModel.UID, [], Cancelled).ToListAsync(Cancelled);

        Assert.Equal([DicomStatus.Pending, DicomStatus.UnableToProcess], responses.Select(response => response.Status));
    }

    [Fact]
    public async Task Cancel_AmidResponses_EndsThemWithCancel()
    {
        await using var server = new TestServer(new ScriptedProvider((_, token) => ScriptedProvider.Endless(token)));
        await using DicomClient client = await server.ConnectAsync();

        DicomStatus last = default;
        var count = 0;
        await foreach (DicomCFindResponse response in client.CFindAsync(WorklistModel.UID, [], Cancelled))
        {
            last = response.Status;
            if (++count == 3)
            {
                client.CCancel();
            }
        }

        Assert.Equal(DicomStatus.Cancel, last);
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    [Fact]
    public async Task Cancel_BeforeTheFirstResponse_StopsTheProvider()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var server = new TestServer(ScriptedProvider.SilentUntilCancelled(asked, stopped));
        await using DicomClient client = await server.ConnectAsync();
        Task<DicomCFindResponse> answer = client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled).AsTask();
        await asked.Task.WaitAsync(Cancelled);

        client.CCancel();

        Assert.Equal(DicomStatus.Cancel, (await answer).Status);
        await stopped.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task Cancel_LateOrOfUnknownMessage_IsIgnored()
    {
        await using var server = new TestServer(ScriptedProvider.Matches(0));
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(
            RawPeer.Command(3, RawPeer.FindRequest(1, hasIdentifier: false)), RawPeer.Command(3, new DimseCancel(2)));
        Assert.Equal(DicomStatus.Success, await ReceiveFindStatusAsync(peer));
        await peer.SendAsync(RawPeer.Command(3, new DimseCancel(1)), RawPeer.Command(1, DimseRequest.CEcho(2)));

        Assert.Equal(new DimseResponse(CommandField.CEchoRSP, 2, DicomUID.Verification, DicomStatus.Success), await ReceiveCommandAsync(peer));
    }

    [Fact]
    public async Task Request_BeforeTheFinalResponse_IsAborted()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var server = new TestServer(ScriptedProvider.SilentUntilCancelled(asked, stopped));
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(
            RawPeer.Command(3, RawPeer.FindRequest(1, hasIdentifier: false)), RawPeer.Command(1, DimseRequest.CEcho(2)));

        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
    }

    [Fact]
    public async Task Release_WhileResponsesArePending_ComesAfterTheFinalOne()
    {
        await using var server = new TestServer(ScriptedProvider.Matches(0));
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(1, hasIdentifier: false)), new AReleaseRQ());

        Assert.Equal(DicomStatus.Success, await ReceiveFindStatusAsync(peer));
        Assert.IsType<AReleaseRP>(await peer.ReceiveAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peer_LeavesWhileAQueryRuns_StopsTheProvider(bool aborts)
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var server = new TestServer(ScriptedProvider.SilentUntilCancelled(asked, stopped));
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(1, hasIdentifier: false)));
        await asked.Task.WaitAsync(Cancelled);

        if (aborts)
        {
            await peer.SendAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));
        }
        else
        {
            peer.Dispose();
        }

        await stopped.Task.WaitAsync(Cancelled);
        await server.AssertHealthyAsync();
    }

    private static async Task<DimseCommand> ReceiveCommandAsync(RawPeer peer)
    {
        var data = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        return CommandSetReader.Read(Assert.Single(data.Values).Data);
    }

    private static async Task<DicomStatus> ReceiveFindStatusAsync(RawPeer peer) =>
        (await ReceiveFindAsync(peer)).Status;

    private static async Task<DimseResponse> ReceiveFindAsync(RawPeer peer) =>
        Assert.IsType<DimseResponse>(await ReceiveCommandAsync(peer));

    // The command, without Affected SOP Class UID (0000,0002) where it is empty.
    private static PDataTF CommandOf(byte context, DimseRequest command)
    {
        PresentationDataValue value = Assert.Single(RawPeer.Command(context, command).Values);
        byte[] bytes = value.Data.ToArray();
        int at = bytes.AsSpan().IndexOf((byte[])[0, 0, 2, 0, 0, 0, 0, 0]);
        return at < 0
            ? new PDataTF([value])
            : new PDataTF([value with { Data = (byte[])[.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + 8)] }]);
    }
}
