using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>Queries that are worked at for as long as they may be, beside others.</summary>
public sealed class CostlyProviderTests : IDisposable
{
    private const int CostlyPeers = 8;

    // The command set of a query that costs much has this message ID, others have 1.
    private const ushort CostlyID = 77;

    private readonly CountdownEvent _begun = new(CostlyPeers);
    private readonly CountdownEvent _ended = new(CostlyPeers);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _begun.Dispose();
        _ended.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queries_WithoutEnd_KeepNobodyWaiting_AndEndWithTheirPeers(bool ofOneAddress)
    {
        await using var server = new TestServer(new ScriptedProvider(Answer));
        RawPeer[] costly = new RawPeer[CostlyPeers];
        for (var i = 0; i < CostlyPeers; i++)
        {
            costly[i] = await ConnectAsync(server, ofOneAddress ? 2 : 2 + i);
            await costly[i].AssociateAsync();
            await costly[i].SendAsync(RawPeer.Command(3, RawPeer.FindRequest(CostlyID, hasIdentifier: false)));
        }

        await Task.Run(() => _begun.Wait(Cancelled), Cancelled);
        for (var i = 0; i < 20; i++)
        {
            await using DicomClient client = await server.ConnectAsync();
            Assert.Equal(4, await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled));
            await client.ReleaseAsync(Cancelled);
        }

        Assert.Equal(CostlyPeers, _ended.CurrentCount);
        Array.ForEach(costly, peer => peer.Dispose());
        await Task.Run(() => _ended.Wait(Cancelled), Cancelled);
        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Query_WithoutEnd_IsCancelled()
    {
        await using var server = new TestServer(new ScriptedProvider(Answer));
        using RawPeer peer = await ConnectAsync(server, 2);
        await peer.AssociateAsync();

        await peer.SendAsync(
            RawPeer.Command(3, RawPeer.FindRequest(CostlyID, hasIdentifier: false)),
            RawPeer.Command(3, new DimseCancel(CostlyID)));

        var answer = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        var response = Assert.IsType<DimseResponse>(CommandSetReader.Read(Assert.Single(answer.Values).Data));
        Assert.Equal(DicomStatus.Cancel, response.Status);
    }

    [Fact]
    public async Task Query_WithoutEnd_EndsWithTheServer()
    {
        await using var server = new TestServer(new ScriptedProvider(Answer));
        using RawPeer peer = await ConnectAsync(server, 2);
        await peer.AssociateAsync();
        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(CostlyID, hasIdentifier: false)));

        await server.Server.StopAsync(TimeSpan.Zero);

        await peer.AssertAbortedAsync(AbortSource.ServiceUser, AbortReason.NotSpecified);
    }

    [Fact]
    public async Task Identifier_ThatIsLarge_IsWorkedAtInTurns()
    {
        var wasOver = new List<bool>();
        await using var server = new TestServer(new ScriptedProvider((request, _) =>
        {
            wasOver.Add(request.Turn.IsOver());
            return ScriptedProvider.Responses(0);
        }), timeProvider: new StandingClock());
        await using DicomClient client = await server.ConnectAsync();

        foreach (int length in (int[])[1_000, 10_000])
        {
            var comments = DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, new string('x', length));
            await client.CFindAsync(WorklistModel.UID, new DicomDataset(comments), Cancelled).CountAsync(Cancelled);
        }

        Assert.Equal([false, true], wasOver);
    }

    private static async Task<RawPeer> ConnectAsync(TestServer server, int host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)host]), 0));
        await socket.ConnectAsync(server.Server.LocalEndPoint, Cancelled);
        return new RawPeer(socket);
    }

    private IAsyncEnumerable<DicomCFindResponse> Answer(
        DicomCFindRequest request, CancellationToken cancellationToken) =>
        request.MessageID == CostlyID ? WorkAsync(request, cancellationToken) : ScriptedProvider.Responses(3);

    private async IAsyncEnumerable<DicomCFindResponse> WorkAsync(
        DicomCFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasBegun = false;
        try
        {
            while (true)
            {
                while (!request.Turn.IsOver())
                {
                    // at work
                }

                await request.Turn.NextAsync();
                cancellationToken.ThrowIfCancellationRequested();
                if (!hasBegun)
                {
                    hasBegun = true;
                    _begun.Signal();
                }
            }
        }
        finally
        {
            _ended.Signal();
        }

#pragma warning disable CS0162 // an iterator has a yield
        yield break;
#pragma warning restore CS0162
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
