using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;

namespace Wlmscp.Tests.Wire;

/// <summary>Peers that send what no DICOM peer may send: each loses its own association, and the daemon goes on.</summary>
public sealed class MalformedInputTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public MalformedInputTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("0800 00000000", "unknown PDU type")]
    [InlineData("0400 7FFFFFFF", "P-DATA-TF longer than agreed on")]
    [InlineData("0400 00000000", "P-DATA-TF without a value")]
    [InlineData("0400 00000006 00000001 0103", "presentation data value shorter than its header")]
    [InlineData("0400 00000006 000000FF 0103", "presentation data value longer than the PDU")]
    [InlineData("0400 00000006 00000002 0703", "presentation context that was not proposed")]
    [InlineData("0400 0000000E 0000000A 0303 0000 0000 FFFFFFFF", "command set with a length of 4 GiB")]
    [InlineData("0400 00000008 00000004 0302 1234", "data set without a command")]
    [InlineData("0600 00000000", "A-RELEASE-RP that nobody asked for")]
    [InlineData("0500 00000005 0000000000", "A-RELEASE-RQ of the wrong length")]
    [InlineData("0100 00000004 00000000", "second A-ASSOCIATE-RQ")]
    public async Task Association_AfterMalformedBytes_IsAbortedAloneAndTheOthersGoOn(string hex, string what)
    {
        // After A-ABORT the daemon waits for the peer to close, as long as the ARTIM timer runs.
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--acse-timeout", "1");
        await using DicomClient other = await daemon.ConnectAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.TrySendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        await peer.AssertAbortedAsync();

        List<DicomCFindResponse> responses = await other.FindAsync(Keys.Key(DicomTag.PatientName));
        Assert.True(responses.Count == 2, what);
        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Connections_OfRandomBytes_LeaveTheDaemonServing()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        var random = new Random(20261123);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.TrySendAsync(bytes);
        }

        await daemon.AssertServesAsync();
        Assert.False(daemon.HasExited);
    }

    [Fact]
    public async Task Connections_ThatStopHalfWay_DoNotKeepOthersWaiting()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        byte[] request = new AssociateRequest().ToBytes();
        var peers = new List<RawPeer>();
        for (var length = 0; length < request.Length; length += 20)
        {
            RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(request.AsMemory(0, length));
            peers.Add(peer);
        }

        await daemon.AssertServesAsync();
        foreach (RawPeer peer in peers)
        {
            await peer.DisposeAsync();
        }

        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Peers_ThatLeaveInTheMiddleOfAQuery_DoNotDisturbOthers()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        for (var i = 0; i < 20; i++)
        {
            DicomClient client = await daemon.ConnectAsync();
            await using IAsyncEnumerator<DicomCFindResponse> responses =
                client.CFindAsync(new DicomDataset(Keys.Key(DicomTag.PatientName)), Cancelled).GetAsyncEnumerator(Cancelled);
            await responses.MoveNextAsync();
            await client.DisposeAsync();
        }

        await daemon.AssertServesAsync();
    }
}
