using CsCheck;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hostile;

/// <summary>The daemon outlives whatever bytes peers send to its port.</summary>
public sealed class RandomBytesTests : IDisposable
{
    private static readonly byte[] Conversation =
    [
        .. new AssociateRequest().ToBytes(),
        .. RawPeer.Command(1, DicomUID.Verification, 0x0030, 1, false),
        .. RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 2, true),
        .. RawPeer.Data(3, false, [0x10, 0, 0x20, 0, 0, 0, 0, 0]),
        .. new byte[] { 5, 0, 0, 0, 0, 4, 0, 0, 0, 0 },
    ];

    // A good conversation with some bytes changed gets further than bytes by chance.
    private static readonly Gen<byte[]> Mutated =
        Gen.Select(Gen.Int[0, Conversation.Length - 1], Gen.Byte).Array[1, 8].Select(changes =>
        {
            byte[] bytes = [.. Conversation];
            foreach ((int index, byte value) in changes)
            {
                bytes[index] = value;
            }

            return bytes;
        });

    private readonly TemporaryDirectory _root = new();

    public RandomBytesTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        Bystander.MakeArea(_root.Path);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Daemon_SentRandomBytes_GoesOn()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-q", "--dir", _root.Path);
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await Gen.OneOf(Gen.Byte.Array[0, 2000], Mutated).SampleAsync(
            async bytes =>
            {
                await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
                await peer.TrySendAsync(bytes);
                peer.CloseSending();
                while (await peer.ReceiveAsync() is not null)
                {
                }
            },
            iter: RandomCases.Of(300), threads: 4);

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal([daemon.ReadyLine], daemon.ErrorLines);
    }
}
