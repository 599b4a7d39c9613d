using System.Collections.Concurrent;
using System.Net;
using WorklistScp.Network.Access;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

/// <summary>
/// What a peer is asked for costs nothing more once it is refused: first what the request says, then the called AE
/// title, then the number of associations, and names last. Who waits for an answer keeps nobody else waiting.
/// </summary>
public sealed class RuleOrderTests
{
    private const string Hanging = "HANGING";

    private readonly ConcurrentQueue<string> _asked = [];
    private readonly ConcurrentQueue<IPAddress> _named = [];
    private readonly TaskCompletionSource _isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CallingAETitle_Refused_IsNotLookedForAnything()
    {
        Assert.True(CallingRule.TryParse("OTHER", out CallingRule? rule, out _));
        await using TestServer server = Start(
            new DicomServerOptions().Policy with { AllowedCalling = [rule] }, maxAssociations: 1);

        Assert.Equal(new AAssociateRJ(1, 1, 3), await AskAsync(server));

        Assert.Empty(_asked);
        Assert.Empty(_named);
    }

    [Fact]
    public async Task Request_WithoutAnyGoodContext_IsNotLookedForAnything()
    {
        await using TestServer server = Start(
            new DicomServerOptions().Policy with { TransferSyntaxes = [] }, maxAssociations: 1);

        Assert.Equal(new AAssociateRJ(1, 1, 1), await AskAsync(server));

        Assert.Empty(_asked);
        Assert.Empty(_named);
    }

    [Fact]
    public async Task CalledAETitle_Unknown_IsSaidEvenIfAllAssociationsAreOpen_AndNamesNobody()
    {
        await using TestServer server = Start(maxAssociations: 1);
        using RawPeer first = await server.ConnectRawAsync();
        await first.AssociateAsync();

        Assert.Equal(new AAssociateRJ(1, 1, 7), await AskAsync(server, "UNKNOWN", "127.0.0.2"));
        Assert.Equal(new AAssociateRJ(2, 3, 2), await AskAsync(server, "AETITLE_1", "127.0.0.2"));

        Assert.Equal(["AETITLE_1", "UNKNOWN", "AETITLE_1"], _asked);
        Assert.Equal([IPAddress.Loopback], _named);
    }

    [Fact]
    public async Task CalledAETitle_LookedForWithoutEnd_TakesNoAssociation_AndKeepsNobodyWaiting()
    {
        await using TestServer server = Start(maxAssociations: 1);
        using RawPeer peer = await AskForHangingAsync(server);

        await server.AssertHealthyAsync();

        _answer.SetResult(true);
        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Bytes_SentWhileTheTitleIsLookedFor_AreNotLost()
    {
        await using TestServer server = Start();
        using RawPeer peer = await AskForHangingAsync(server);
        byte[] echo = RawPeer.Bytes(RawPeer.Command(1, DimseRequest.CEcho(7)));
        await peer.SendAsync(echo[..5]);
        await server.AssertHealthyAsync();
        await peer.SendAsync(echo[5..]);
        await server.AssertHealthyAsync();

        _answer.SetResult(true);

        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        Assert.IsType<PDataTF>(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Bytes_SentWithTheRequest_WaitForTheAnswer()
    {
        await using TestServer server = Start();
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request(Hanging), RawPeer.Command(1, DimseRequest.CEcho(7)), new AReleaseRQ());
        await _isAsked.Task.WaitAsync(Cancelled);

        _answer.SetResult(true);

        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        Assert.IsType<AReleaseRP>(await peer.ReceiveAsync());
    }

    // Far more than is held: the rest waits in the kernel, and the peer with it.
    [Fact]
    public async Task Bytes_MoreThanAreHeld_AreTakenAfterTheAnswer()
    {
        await using TestServer server = Start();
        using RawPeer peer = await AskForHangingAsync(server);
        byte[] echoes = RawPeer.Bytes(
            Enumerable.Range(1, 5000).Select(number => RawPeer.Command(1, DimseRequest.CEcho((ushort)number))));
        Task sending = peer.SendAsync(echoes);
        await server.AssertHealthyAsync();

        _answer.SetResult(true);

        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        for (var i = 0; i < 5000; i++)
        {
            Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        }

        await sending;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Peer_ThatGoesWhileTheTitleIsLookedFor_IsLookedForNoLonger(bool sendsAnEcho)
    {
        await using TestServer server = Start();
        RawPeer peer = await AskForHangingAsync(server);
        if (sendsAnEcho)
        {
            await peer.SendAsync(RawPeer.Command(1, DimseRequest.CEcho(7)));
        }

        peer.Dispose();

        await _isLeft.Task.WaitAsync(Cancelled);
        await server.AssertHealthyAsync();
    }

    [Fact]
    public async Task Peer_ThatAbortsWhileTheTitleIsLookedFor_IsLookedForNoLonger()
    {
        await using TestServer server = Start();
        using RawPeer peer = await AskForHangingAsync(server);

        await peer.SendAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));

        await _isLeft.Task.WaitAsync(Cancelled);
        Assert.Null(await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Server_ThatEndsWhileTheTitleIsLookedFor_SaysSo()
    {
        await using TestServer server = Start();
        using RawPeer peer = await AskForHangingAsync(server);

        Task stopping = server.Server.StopAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new AAssociateRJ(2, 3, 1), await peer.ReceiveAsync());
        peer.Dispose();
        await stopping;
    }

    private static async Task<Pdu?> AskAsync(
        TestServer server, string calledAETitle = "AETITLE_1", string from = "127.0.0.1")
    {
        using RawPeer peer = await server.ConnectRawAsync(from);
        await peer.SendAsync(RawPeer.Request(calledAETitle));
        return await peer.ReceiveAsync();
    }

    private async Task<RawPeer> AskForHangingAsync(TestServer server)
    {
        RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request(Hanging));
        await _isAsked.Task.WaitAsync(Cancelled);
        return peer;
    }

    private TestServer Start(AssociationPolicy? policy = null, int maxAssociations = 10)
    {
        var options = new DicomServerOptions { MaxAssociations = maxAssociations, LookUpHostNames = true };
        return new TestServer(
            options: options with { Policy = policy ?? options.Policy },
            logger: new RecordingLogger(),
            lookUpHostName: (address, _) =>
            {
                _named.Enqueue(address);
                return Task.FromResult<string?>(null);
            },
            isCalledAETitleKnown: async (title, token) =>
            {
                _asked.Enqueue(title);
                if (title != Hanging)
                {
                    return title != "UNKNOWN";
                }

                _isAsked.SetResult();
                try
                {
                    return await _answer.Task.WaitAsync(token);
                }
                catch (OperationCanceledException)
                {
                    _isLeft.SetResult();
                    throw;
                }
            });
    }
}
