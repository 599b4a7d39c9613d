namespace Wlmscp.Tests.Faults;

/// <summary>PDUs longer, or of more items, than any honest one: A-ABORT, and a line that says which limit.</summary>
public sealed class PduLimitTests : IDisposable
{
    private readonly FaultScene _scene = new();

    /// <summary>Requests for associations, and what is said of them.</summary>
    public static TheoryData<string, byte[]> Requests => new()
    {
        {
            "A-ASSOCIATE-RQ: length 131073, expected at most 131072",
            Convert.FromHexString("0100" + "00020001")
        },
        {
            "A-ASSOCIATE-RQ: more items, expected at most 1024",
            new AssociateRequest { FurtherItems = EmptyItems(1025) }.ToBytes()
        },
        {
            "A-ASSOCIATE-RQ: more presentation contexts, expected at most 128",
            new AssociateRequest
            {
                Contexts = [.. Enumerable.Repeat(Context(transferSyntaxes: 1), 129)],
                ContextIDs = [.. Enumerable.Range(0, 129).Select(id => (byte)id)],
            }.ToBytes()
        },
        {
            "A-ASSOCIATE-RQ, presentation context: more transfer syntaxes, expected at most 128",
            new AssociateRequest { Contexts = [Context(transferSyntaxes: 129)] }.ToBytes()
        },
        {
            "A-ASSOCIATE-RQ, user information: more items, expected at most 1024",
            new AssociateRequest { FurtherUserItems = EmptyItems(1025) }.ToBytes()
        },
    };

    /// <summary>P-DATA-TFs, and what is said of them.</summary>
    public static TheoryData<string, byte[]> Data => new()
    {
        {
            "P-DATA-TF: length 16385, expected at most 16384",
            Convert.FromHexString("0400" + "00004001")
        },
        {
            "P-DATA-TF: more presentation data values, expected at most 1024",
            [4, 0, .. RawPeer.Number(1025 * 6), .. Repeat(Convert.FromHexString("00000002" + "0101"), 1025)]
        },
    };

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_BeyondALimit_IsAbortedBesideOthersThatWork(string problem, byte[] bytes)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await AssertAbortedAsync(daemon, peer, bytes, problem);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public async Task Data_BeyondALimit_IsAbortedBesideOthersThatWork(string problem, byte[] bytes)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await AssertAbortedAsync(daemon, peer, bytes, problem);
    }

    private static async Task AssertAbortedAsync(WlmscpProcess daemon, RawPeer peer, byte[] bytes, string problem)
    {
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await peer.SendAsync(bytes);

        await peer.AssertAbortedAsync();
        await daemon.WaitForErrorLineAsync(
            line => line.Contains(" WARN ", StringComparison.Ordinal)
                && line.EndsWith($", InvalidPduParameterValue: {problem}", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    private static (DicomUID, DicomUID[]) Context(int transferSyntaxes) =>
        (DicomUID.Verification, [.. Enumerable.Repeat(DicomUID.ImplicitVRLittleEndian, transferSyntaxes)]);

    // Items of a type that PS3.8 does not know.
    private static byte[] EmptyItems(int count) => Repeat([0x7f, 0, 0, 0], count);

    private static byte[] Repeat(byte[] bytes, int count) =>
        [.. Enumerable.Repeat(bytes, count).SelectMany(repeated => repeated)];
}
