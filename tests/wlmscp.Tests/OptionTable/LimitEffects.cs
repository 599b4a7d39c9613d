using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.OptionTable;

/// <summary>What a peer may take of time, places and memory.</summary>
internal static class LimitEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--pdu-timeout"], PduTimeoutAsync),
        new(["--max-pending"], MaxPendingAsync),
        new(["--max-identifier"], MaxIdentifierAsync),
    ];

    private static async Task PduTimeoutAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "0.5");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.SendAsync(new byte[] { 4 });

        await peer.AssertAbortedAsync();
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith("a PDU did not arrive in full within 0.5 s", StringComparison.Ordinal));
    }

    private static async Task MaxPendingAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "2", "--max-associations", "1");
        using var idle = new IdlePeers();

        await idle.ConnectAsync(daemon, 4);

        await daemon.WaitForErrorLineAsync(
            line => line.Contains("open as may be, 3: 1 without an association", StringComparison.Ordinal));
    }

    private static async Task MaxIdentifierAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1024");

        Assert.Equal(4, (await AskAsync(daemon, 1024))[0]);
        Assert.Equal(7, (await AskAsync(daemon, 1026))[0]);
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith("data set of more than 1024 bytes", StringComparison.Ordinal));
    }

    // What an identifier of so many bytes is answered: Patient ID (0010,0020) in implicit VR little endian.
    private static async Task<byte[]> AskAsync(WlmscpProcess daemon, int length)
    {
        byte[] header = [0x10, 0, 0x20, 0, .. BitConverter.GetBytes(length - 8)];
        byte[] value = [.. Enumerable.Repeat((byte)'*', length - 8)];
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        await peer.SendAsync(RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, true));
        await peer.SendAsync(RawPeer.Data(3, isCommand: false, [.. header, .. value]));
        return (await peer.ReceiveAsync())!;
    }
}
