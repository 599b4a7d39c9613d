using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

public sealed class NegotiationTests
{
    private static readonly DicomServerOptions AllSyntaxes = new()
    {
        Policy = new DicomServerOptions().Policy with { TransferSyntaxes = DicomTransferSyntax.All },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Syntaxes => [.. DicomTransferSyntax.All.Select(syntax => syntax.UID.UID)];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public async Task Find_InEachTransferSyntax_CarriesIdentifiersBothWays(string uid)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(uid))!;
        string? asked = null;
        var provider = new ScriptedProvider((request, _) =>
        {
            asked = request.Identifier.TryGetString(DicomTag.PatientID, out string? id) ? id : null;
            Assert.Same(syntax, request.TransferSyntax);
            return new[] { ScriptedProvider.Match(1), new(DicomStatus.Success) }.ToAsyncEnumerable();
        });
        await using var server = new TestServer(provider, AllSyntaxes);
        await using DicomClient client = await server.ConnectAsync(options => options with
        {
            PresentationContexts = [new(DicomUID.ModalityWorklistInformationModelFind, syntax)],
        });
        var identifier = new DicomDataset(DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "P1"));

        List<DicomCFindResponse> responses = await client.CFindAsync(identifier, Cancelled).ToListAsync(Cancelled);

        Assert.Equal("P1", asked);
        Assert.Equal(2, responses.Count);
        Assert.True(responses[0].Identifier!.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("Vivaldi^Antonio", name);
    }

    [Fact]
    public async Task Request_UnknownCalledAETitle_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request(calledAETitle: "UNKNOWN"));

        Assert.Equal(new AAssociateRJ(1, 1, 7), await peer.ReceiveAsync());
        peer.CloseSending();
        Assert.Null(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Request_NoAcceptableContext_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request() with
        {
            PresentationContexts = [new(1, new DicomUID("1.2.3"), [DicomUID.ImplicitVRLittleEndian])],
        });

        Assert.Equal(new AAssociateRJ(1, 1, 1), await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Request_OtherApplicationContext_IsRejected()
    {
        await using var server = new TestServer();
        using RawPeer peer = await server.ConnectRawAsync();

        await peer.SendAsync(RawPeer.Request() with { ApplicationContextName = new DicomUID("1.2.3") });

        Assert.Equal(new AAssociateRJ(2, 1, 2), await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Connect_Rejected_ThrowsTheTriple()
    {
        await using var server = new TestServer();

        var e = await Assert.ThrowsAsync<DicomAssociationRejectedException>(
            () => server.ConnectAsync(options => options with { CalledAETitle = "UNKNOWN" }));

        Assert.Equal((1, 1, 7), (e.Result, e.RejectSource, e.RejectReason));
    }

    [Fact]
    public async Task Request_OneMoreThanAllowed_IsRejectedUntilOneEnds()
    {
        await using var server = new TestServer(options: new DicomServerOptions { MaxAssociations = 1 });
        await using DicomClient first = await server.ConnectAsync();

        var e = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => server.ConnectAsync());
        Assert.Equal((2, 3, 2), (e.Result, e.RejectSource, e.RejectReason));

        await first.ReleaseAsync(Cancelled);
        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Connections_MoreThanThereArePlaces_WaitUntilOneCloses()
    {
        await using var server = new TestServer(
            options: new DicomServerOptions { MaxAssociations = 1, MaxPendingConnections = 1 });
        using RawPeer first = await server.ConnectRawAsync();
        using RawPeer second = await server.ConnectRawAsync();
        using RawPeer third = await server.ConnectRawAsync();
        await first.AssociateAsync();
        await third.SendAsync(RawPeer.Request());
        Task<Pdu?> answer = third.ReceiveAsync();

        await second.SendAsync(RawPeer.Request());
        Assert.Equal(new AAssociateRJ(2, 3, 2), await second.ReceiveAsync());
        Assert.False(answer.IsCompleted);
        second.Dispose();

        Assert.Equal(new AAssociateRJ(2, 3, 2), await answer);
    }

    [Fact]
    public async Task Associations_TwoHundredAtOnce_AreAllServed()
    {
        await using var server = new TestServer(
            ScriptedProvider.Matches(20), new DicomServerOptions { MaxAssociations = 200 });
        DicomClient[] clients = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.ConnectAsync()));

        int[] counts = await Task.WhenAll(clients.Select(async client =>
        {
            int count = await client.CFindAsync([], Cancelled).CountAsync(Cancelled);
            await client.ReleaseAsync(Cancelled);
            await client.DisposeAsync();
            return count;
        }));

        Assert.All(counts, count => Assert.Equal(21, count));
    }
}
