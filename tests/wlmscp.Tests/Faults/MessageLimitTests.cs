using System.IO.Compression;

namespace Wlmscp.Tests.Faults;

/// <summary>Command sets and identifiers larger than any honest one: A-ABORT, and a line that says why.</summary>
public sealed class MessageLimitTests : IDisposable
{
    private const byte WorklistContext = 3;

    private static readonly byte[] FindRequest = RawPeer.Command(
        WorklistContext, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, hasDataSet: true);

    private readonly FaultScene _scene = new();

    /// <summary>Identifiers in implicit VR little endian, and what is said of them.</summary>
    public static TheoryData<string, byte[]> Identifiers => new()
    {
        { "data set of more than 65536 bytes", new byte[65537] },
        { "nested deeper than 64 sequences", Repeat("40000001" + "ffffffff" + "feff00e0" + "ffffffff", 65) },
    };

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Identifiers))]
    public async Task Identifier_BeyondALimit_IsAbortedBesideOthersThatWork(string problem, byte[] identifier)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await AssertAbortedAsync(daemon, peer, problem, Find(identifier));
    }

    // Elements of eight bytes: of those that fit in 64 KiB none are too many.
    [Fact]
    public async Task Identifier_OfMoreThan10000Elements_IsAbortedBesideOthersThatWork()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--max-identifier", "131072");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await AssertAbortedAsync(
            daemon, peer, "more than 10000 elements", Find(Repeat("10002000" + "00000000", 10_001)));
    }

    [Fact]
    public async Task Identifier_ThatInflatesBeyondTheLimit_IsAbortedBesideOthersThatWork()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--prefer-deflated");
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        (DicomUID, DicomUID[]) context =
            (DicomUID.ModalityWorklistInformationModelFind, [DicomUID.DeflatedExplicitVRLittleEndian]);
        await peer.SendAsync(new AssociateRequest { Contexts = [context, context] }.ToBytes());
        Assert.Equal(2, (await peer.ReceiveAsync())![0]);

        await AssertAbortedAsync(
            daemon, peer, "identifier: the data set decompresses to more than 65536 bytes",
            Find(Deflate(new byte[60 * 1024 * 1024])));
    }

    [Theory]
    [InlineData("command set of more than 16384 bytes", 16392)]
    [InlineData("more than 100 elements", 808)]
    public async Task CommandSet_BeyondALimit_IsAbortedBesideOthersThatWork(string problem, int length)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        byte[] commandSet = Repeat("00000001" + "00000000", length / 8);

        await AssertAbortedAsync(
            daemon, peer, problem, RawPeer.Fragments(WorklistContext, isCommand: true, commandSet));
    }

    private static async Task AssertAbortedAsync(WlmscpProcess daemon, RawPeer peer, string problem, byte[] bytes)
    {
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await peer.SendAsync(bytes);

        await peer.AssertAbortedAsync();
        await daemon.WaitForErrorLineAsync(
            line => line.Contains(" WARN #1: aborting ", StringComparison.Ordinal)
                && line.EndsWith(problem, StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    private static byte[] Find(byte[] identifier) =>
        [.. FindRequest, .. RawPeer.Fragments(WorklistContext, isCommand: false, identifier)];

    // RFC 1951 makes less than 64 KiB of it.
    private static byte[] Deflate(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var stream = new DeflateStream(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        Assert.InRange(deflated.Length, 1, 65536);
        return deflated.ToArray();
    }

    private static byte[] Repeat(string hex, int count) =>
        [.. Enumerable.Repeat(Convert.FromHexString(hex), count).SelectMany(bytes => bytes)];
}
