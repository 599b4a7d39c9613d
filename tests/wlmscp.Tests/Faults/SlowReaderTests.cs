namespace Wlmscp.Tests.Faults;

/// <summary>A peer that asks for much and reads nothing.</summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Entries = 300;

    private readonly FaultScene _scene = new();

    // 18 MB of responses: more than the buffers of sockets take, 4 MB at the sender and 6 MB at the receiver.
    public SlowReaderTests()
    {
        WriteAll("SLOW");
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

    // What it would keep of lists that were there once is bounded.
    [Fact]
    public async Task Peer_ThatReadsLate_WhileAllIsReplacedAgainAndAgain_GetsA700()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer late = await RawPeer.AssociateAsync(daemon);
        await late.SendAsync(Query);
        await bystander.GetAnswersAsync();

        for (var i = 0; i < 6; i++)
        {
            WriteAll($"SLOW-{i}-");
            string[] now = await daemon.FindPatientIDsAsync();
            Assert.Equal(Entries, now.Length);
            Assert.Contains($"SLOW-{i}-7", now);
        }

        (int pending, byte[] final) = await ReceiveAnswerAsync(late);
        Assert.InRange(pending, 1, Entries - 1);
        Assert.NotEqual(-1, final.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 9, 2, 0, 0, 0, 0, 0xa7]));
        Assert.NotEqual(-1, final.AsSpan().IndexOf("The worklist has changed too much meanwhile"u8));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            " refused with A700: the area has changed too much while the peer took its answer",
            StringComparison.Ordinal));
        await late.AssertEchoAsync();
        await bystander.FinishAsync();
    }

    private void WriteAll(string patientIDs)
    {
        for (var i = 0; i < Entries; i++)
        {
            DicomDataset entry = new Entry { PatientID = $"{patientIDs}{i}" }.ToDataset();
            entry.AddOrUpdate(DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, new string('x', 60_000)));
            _scene.Area.Write($"{i}.wl", entry);
        }
    }

    // How many pending responses came, and the final one: PS3.7 annex E.1, (0000,0800) says that no data set follows.
    private static async Task<(int Pending, byte[] Final)> ReceiveAnswerAsync(RawPeer peer)
    {
        for (var pending = 0; ; pending++)
        {
            byte[] command = (await peer.ReceiveAsync())!;
            Assert.Equal(3, command[11]); // a whole command set
            if (command.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 8, 2, 0, 0, 0, 1, 1]) >= 0)
            {
                return (pending, command);
            }

            byte[] fragment;
            do
            {
                fragment = (await peer.ReceiveAsync())!;
            }
            while ((fragment[11] & 2) == 0);
        }
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
