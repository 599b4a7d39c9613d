namespace Wlmscp.Tests.Faults;

/// <summary>A peer that asks for much and reads nothing.</summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Entries = 300;

    private readonly FaultScene _scene = new();

    // 18 MB of responses: more than the buffers of sockets take, 4 MB at the sender and 6 MB at the receiver.
    public SlowReaderTests()
    {
        for (var i = 0; i < Entries; i++)
        {
            DicomDataset entry = new Entry { PatientID = $"SLOW{i}" }.ToDataset();
            entry.AddOrUpdate(DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, new string('x', 60_000)));
            _scene.Area.Write($"{i}.wl", entry);
        }
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Peer_ThatDoesNotRead_IsLeftAfterTheDimseTimeoutBesideOthersThatWork()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--dimse-timeout", "2");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(Query);

        await daemon.WaitForErrorLineAsync(
            line => line.Contains(" WARN #2: the association with 127.0.0.1:", StringComparison.Ordinal)
                && line.EndsWith(" is lost: the peer does not read", StringComparison.Ordinal));
        await peer.DrainAsync();
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Peer_ThatReadsInTheEnd_GetsAllOfItsAnswerBesideOthersThatWork()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(Query);
        await bystander.GetAnswersAsync(50);

        for (var i = 0; i < Entries; i++)
        {
            await ReceiveResponseAsync(peer);
        }

        Assert.Equal(4, (await peer.ReceiveAsync())![0]); // the final response
        await peer.AssertEchoAsync();
        await bystander.FinishAsync();
    }

    // Patient Comments (0010,4000), empty, in implicit VR little endian.
    private static byte[] Query =>
    [
        .. RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, hasDataSet: true),
        .. RawPeer.Data(3, isCommand: false, Convert.FromHexString("10000040" + "00000000")),
    ];

    // The command set, and the identifier up to its last fragment: PS3.8 annex E.2, bit 1 of the control header.
    private static async Task ReceiveResponseAsync(RawPeer peer)
    {
        for (var isLast = new bool[2]; !isLast[0] || !isLast[1];)
        {
            byte[] pdu = (await peer.ReceiveAsync())!;
            Assert.Equal(4, pdu[0]);
            isLast[pdu[11] & 1] |= (pdu[11] & 2) != 0;
        }
    }
}
