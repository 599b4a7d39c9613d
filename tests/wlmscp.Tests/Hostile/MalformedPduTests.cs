using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hostile;

/// <summary>What a bad peer sends ends its own connection, and nothing else.</summary>
public sealed class MalformedPduTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public MalformedPduTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        Bystander.MakeArea(_root.Path);
    }

    /// <summary>Bytes that come in place of an A-ASSOCIATE-RQ.</summary>
    public static TheoryData<string, string> BeforeAssociation => new()
    {
        { "unknown type", "ff00" + "00000004" + "00000000" },
        { "P-DATA-TF first", "0400" + "00000006" + "00000002" + "0103" },
        { "A-RELEASE-RQ first", "0500" + "00000004" + "00000000" },
        { "A-ASSOCIATE-RQ without body", "0100" + "00000000" },
        { "A-ASSOCIATE-RQ of 4 GB", "0100" + "ffffffff" },
        { "text of another protocol", "474554202f20485454502f312e310d0a0d0a" },
    };

    /// <summary>Bytes that come after the association was accepted.</summary>
    public static TheoryData<string, string> InAssociation => new()
    {
        { "unknown type", "0900" + "00000004" + "00000000" },
        { "P-DATA-TF of 4 GB", "0400" + "ffffffff" },
        { "P-DATA-TF longer than agreed", "0400" + "00004001" },
        { "item longer than its P-DATA-TF", "0400" + "00000006" + "00001000" + "0103" },
        { "item of one byte", "0400" + "00000005" + "00000001" + "01" },
        { "context that was not accepted", "0400" + "00000006" + "00000002" + "0903" },
        { "data set before any command", "0400" + "00000006" + "00000002" + "0302" },
        { "empty command", "0400" + "00000006" + "00000002" + "0303" },
        { "command cut in an element", "0400" + "0000000a" + "00000006" + "0303" + "00000001" },
        { "command element of 4 GB", "0400" + "0000000e" + "0000000a" + "0303" + "00000001" + "ffffffff" },
        { "second A-ASSOCIATE-RQ", "0100" + "00000000" },
        { "A-RELEASE-RP without request", "0600" + "00000004" + "00000000" },
        { "A-RELEASE-RQ of wrong length", "0500" + "00000008" + "0000000000000000" },
    };

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(BeforeAssociation))]
    public async Task Bytes_InPlaceOfARequest_EndThatConnectionAlone(string what, string bytes)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.SendAsync(Convert.FromHexString(bytes));

        await AssertAbortedAloneAsync(what, peer, bystander);
    }

    [Theory]
    [MemberData(nameof(InAssociation))]
    public async Task Bytes_InAnAssociation_EndItAlone(string what, string bytes)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(Convert.FromHexString(bytes));

        await AssertAbortedAloneAsync(what, peer, bystander);
    }

    [Theory]
    [InlineData("ffffffff" + "ffffffff")]
    [InlineData("10002000" + "10000000" + "41")]
    public async Task Identifier_ThatIsMalformed_EndsItsAssociationAlone(string identifier)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, true));
        await peer.SendAsync(RawPeer.Data(3, false, Convert.FromHexString(identifier)));

        await AssertAbortedAloneAsync(identifier, peer, bystander);
    }

    [Fact]
    public async Task Connections_ThatEndInTheMiddle_AreForgotten()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--max-associations", "3", "--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        byte[] request = new AssociateRequest().ToBytes();
        for (var length = 0; length < request.Length; length += 7)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(request.AsMemory(0, length));
        }

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Connections_HalfOpen_LeaveRoomForAssociations()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--max-associations", "3", "--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        var silent = new List<RawPeer>();
        for (var i = 0; i < 90; i++) // of 100 that one address may have
        {
            silent.Add(await RawPeer.ConnectAsync(daemon));
        }

        silent[0].CloseSending();
        await silent[0].AssertClosedAsync();
        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
        foreach (RawPeer peer in silent)
        {
            await peer.DisposeAsync();
        }
    }

    [Fact]
    public async Task Connection_ThatStaysSilent_IsClosedAfterTheAcseTimeout()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-ta", "1", "--dir", _root.Path);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.AssertClosedAsync();
    }

    [Fact]
    public async Task Association_ThatStaysSilent_IsAbortedAfterTheDimseTimeout()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-td", "0.5", "--dir", _root.Path);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.AssertAbortedAsync();
    }

    private static async Task AssertAbortedAloneAsync(string what, RawPeer peer, Bystander bystander)
    {
        byte[]? abort = await peer.ReceiveAsync();
        Assert.True(abort is [7, 0, 0, 0, 0, 4, ..], what);
        await bystander.FinishAsync();
    }
}
