using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tests.Pdus;

namespace WorklistScp.Network.Tests.Server;

/// <summary>What an administrator reads at information level.</summary>
public sealed class LogTests
{
    private const int Listening = 1000;
    private const int Stopping = 1001;
    private const int Accepted = 1100;
    private const int Rejected = 1101;
    private const int HostName = 1110;
    private const int UserIdentity = 1115;

    private static readonly DicomServerOptions WithHostNames = new() { LookUpHostNames = true };

    private readonly RecordingLogger _logger = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Association_WithQueries_IsOneLine()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            await using DicomClient client = await server.ConnectAsync();
            Assert.Equal(4, await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled));
            Assert.Equal(4, await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled));
            await client.ReleaseAsync(Cancelled);
        }

        LogLine line = Assert.Single(AssociationLines());
        Assert.Equal((Accepted, LogLevel.Information), (line.EventId, line.Level));
        Assert.Matches(
            @"^#1: accepted MODALITY at 127\.0\.0\.1:\d+ as AETITLE_1, "
            + @"contexts 1 1\.2\.840\.10008\.1\.1 Implicit VR Little Endian, "
            + @"3 1\.2\.840\.10008\.5\.1\.4\.31 Explicit VR Little Endian$",
            line.Text);
    }

    [Fact]
    public async Task Echo_HasALineOfItsOwn()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            await server.AssertHealthyAsync();
        }

        Assert.Equal(["#1: C-ECHO 1"], AssociationLines().Skip(1).Select(line => line.Text));
    }

    [Theory]
    [InlineData("UNKNOWN", "1.2.840.10008.1.1",
        "result 1, source 1, reason 7 (called AE title not recognized): there is none with a similar name", 1117,
        LogLevel.Warning)]
    [InlineData("AETITLE_1", "1.2.3",
        "(no reason given: no presentation context can be accepted, abstract syntax not supported: 1.2.3)", Rejected,
        LogLevel.Information)]
    public async Task Rejected_PeerSendsOn_IsOneLineThatSaysWhy(
        string calledAETitle, string sopClass, string why, int eventId, LogLevel level)
    {
        await using (var server = new TestServer(logger: _logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.SendAsync(RawPeer.Request(calledAETitle) with
            {
                PresentationContexts = [new(1, new DicomUID(sopClass), [DicomUID.ImplicitVRLittleEndian])],
            });
            Assert.IsType<AAssociateRJ>(await peer.ReceiveAsync());
            await peer.SendAsync(RawPeer.Request());
            await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);
            await peer.SendAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));
            Assert.Null(await peer.ReceiveAsync());
        }

        LogLine line = Assert.Single(AssociationLines());
        Assert.Equal((eventId, level), (line.EventId, line.Level));
        Assert.Matches($@"^#1: rejected MODALITY at 127\.0\.0\.1:\d+ for {calledAETitle}, ", line.Text);
        Assert.EndsWith(why, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aborted_PeerSendsOn_IsOneMoreLine()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.AssociateAsync();
            await peer.SendAsync(new AReleaseRP());
            await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);
            await peer.SendAsync(RawPeer.Request(), RawPeer.Request());
            await peer.AssertAbortedAsync(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu);
            await peer.SendAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));
            while (await peer.ReceiveAsync() is not null)
            {
                // the answer to the second request
            }
        }

        LogLine line = Assert.Single(AssociationLines().Skip(1));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Matches(@"^#1: aborting 127\.0\.0\.1:\d+, ServiceProvider, UnexpectedPdu: ", line.Text);
    }

    [Fact]
    public async Task AbortedByThePeer_IsOneMoreLine()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.AssociateAsync();
            await peer.SendAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));
            Assert.Null(await peer.ReceiveAsync());
        }

        Assert.Matches(
            @"^#1: aborted by 127\.0\.0\.1:\d+, ServiceUser, NotSpecified$",
            Assert.Single(AssociationLines().Skip(1)).Text);
    }

    [Fact]
    public async Task ClosedByThePeer_IsOneMoreLine()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.AssociateAsync();
            peer.CloseSending();
            Assert.Null(await peer.ReceiveAsync());
        }

        Assert.Matches(
            @"^#1: the association with 127\.0\.0\.1:\d+ is lost: the peer closed the connection$",
            Assert.Single(AssociationLines().Skip(1)).Text);
    }

    [Fact]
    public async Task HostName_KnownInTime_IsInTheAssociationsLine()
    {
        await using (var server = new TestServer(
            options: WithHostNames, logger: _logger, lookUpHostName: (_, _) => Task.FromResult<string?>("ct1")))
        {
            await server.AssertHealthyAsync();
        }

        Assert.Equal("127.0.0.1 is ct1", (await _logger.WaitForAsync(HostName)).Text);
        LogLine line = await _logger.WaitForAsync(Accepted);
        Assert.Matches(@"^#1: accepted MODALITY at ct1 \[127\.0\.0\.1\]:\d+ as AETITLE_1", line.Text);
    }

    [Fact]
    public async Task HostName_NotKnownYet_DoesNotDelayTheAssociation()
    {
        var answer = new TaskCompletionSource<string?>();
        await using var server = new TestServer(
            options: WithHostNames, logger: _logger, lookUpHostName: (_, _) => answer.Task);

        await server.AssertHealthyAsync();
        answer.SetResult("ct1");

        LogLine line = await _logger.WaitForAsync(Accepted);
        Assert.Matches(@"^#1: accepted MODALITY at 127\.0\.0\.1:\d+ as AETITLE_1", line.Text);
    }

    [Fact]
    public async Task HostName_OptionIsOff_IsNotLookedUp()
    {
        await using (var server = new TestServer(
            logger: _logger, lookUpHostName: (_, _) => Task.FromResult<string?>("ct1")))
        {
            await server.AssertHealthyAsync();
        }

        Assert.DoesNotContain(_logger.Lines, line => line.Text.Contains("ct1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Peer_OverIPv4ToBothVersions_IsAnIPv4Address()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        IPAddress? lookedUp = null;
        EndPoint? ofRequest = null;
        var provider = new ScriptedProvider((request, _) =>
        {
            ofRequest = request.Association.RemoteEndPoint;
            return new[] { new DicomCFindResponse(DicomStatus.Success) }.ToAsyncEnumerable();
        });
        await using var server = new DicomServer(
            WithHostNames with { Address = IPAddress.IPv6Any, Port = 0 },
            new DicomServices().Add(WorklistModel.UID, provider), TestServer.KnowsAll, _logger,
            TimeProvider.System, (address, _) =>
            {
                lookedUp = address;
                return Task.FromResult<string?>(null);
            });
        server.Start();

        await using DicomClient client = await DicomClient.ConnectAsync(
            new DicomClientOptions
            {
                Host = "127.0.0.1",
                Port = server.LocalEndPoint.Port,
                CallingAETitle = "MODALITY",
                CalledAETitle = "AETITLE_1",
                PresentationContexts = WorklistModel.Contexts,
            },
            cancellationToken: Cancelled);
        await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled);

        Assert.Equal(IPAddress.Loopback, lookedUp);
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(ofRequest).Address);
        Assert.Contains(" at 127.0.0.1:", (await _logger.WaitForAsync(Accepted)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PeerText_IPv6WithName_HasTheAddressInBrackets()
    {
        var address = IPAddress.Parse("2001:db8::1");
        var names = new HostNames((_, _) => Task.FromResult<string?>("ct1.example.org"), TimeProvider.System, _logger);
        var peer = new PeerText(new IPEndPoint(address, 4711), names);

        Assert.Equal("[2001:db8::1]:4711", peer.ToString());
        names.StartLookUp(address);
        Assert.Equal("ct1.example.org [2001:db8::1]:4711", peer.ToString());
    }

    [Fact]
    public async Task Request_WithFaults_IsAcceptedWithOneWarning()
    {
        await using (var server = new TestServer(logger: _logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.SendAsync(RawPeer.Request() with
            {
                PresentationContexts =
                [
                    new(0, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
                    new(2, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
                ],
            });
            Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
            await peer.SendAsync(RawPeer.Command(2, DimseRequest.CEcho(1)), new AReleaseRQ());
            Assert.IsType<PDataTF>(await peer.ReceiveAsync());
            Assert.IsType<AReleaseRP>(await peer.ReceiveAsync());
        }

        LogLine warning = Assert.Single(AssociationLines(), line => line.Level == LogLevel.Warning);
        Assert.Matches(
            @"^#1: accepted MODALITY at 127\.0\.0\.1:\d+ although its request is not right: "
            + "presentation context: ID 0, expected an odd number; "
            + "presentation context: ID 2, expected an odd number$",
            warning.Text);
    }

    [Theory]
    [InlineData(true, "01 01 0005 616C696365 0000",
        "user name alice, not verified; positive response requested and given")]
    [InlineData(false, "02 01 0005 616C696365 0002 6869",
        "user name alice with a passcode, not verified; positive response requested, not given")]
    [InlineData(true, "03 00 0002 6869 0000",
        "Kerberos ticket of 2 bytes, not verified; positive response not requested")]
    public async Task UserIdentity_IsADebugLineWithoutSecrets(bool acknowledge, string identity, string text)
    {
        var options = new DicomServerOptions();
        var logger = new RecordingLogger(LogLevel.Debug);
        await using (var server = new TestServer(
            options: options with { Policy = options.Policy with { AcknowledgeUserIdentity = acknowledge } },
            logger: logger))
        {
            using RawPeer peer = await server.ConnectRawAsync();
            await peer.SendAsync(PduBytes.RequestOf(
                PduBytes.Item(0x10, "1.2.840.10008.3.1.1.1"u8),
                PduBytes.Item(0x20,
                [
                    1, 0, 0, 0,
                    .. PduBytes.Item(0x30, "1.2.840.10008.1.1"u8), .. PduBytes.Item(0x40, "1.2.840.10008.1.2"u8),
                ]),
                PduBytes.Item(0x50, PduBytes.Item(0x58, PduBytes.Hex(identity)))));
            Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        }

        LogLine line = Assert.Single(logger.Lines, line => line.EventId == UserIdentity);
        Assert.Equal((LogLevel.Debug, $"#1: user identity {text}"), (line.Level, line.Text));
    }

    private IEnumerable<LogLine> AssociationLines() =>
        _logger.Lines.Where(line => line.EventId is not (Listening or Stopping));
}
