using System.Globalization;
using Wlmscp.Tests.Hl7;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Whether and from whom HL7 messages are taken.</summary>
internal static class Hl7Effects
{
    public static OptionEffect[] All { get; } = [new(["--hl7-port"], PortAsync), new(["--hl7-allow"], AllowAsync)];

    private static async Task PortAsync(OptionScene scene, string form)
    {
        int port = FreePort.Find();

        await using WlmscpProcess daemon = await scene.StartAsync(form, port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(port, daemon.Hl7Port);
        Assert.Equal("AA M1", await OrderAsync(daemon, "127.0.0.1"));
    }

    private static async Task AllowAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon =
            await scene.StartAsync("--hl7-port", "0", form, "127.0.0.2", form, "127.0.1.0/24");

        Assert.Null(await OrderAsync(daemon, "127.0.0.1"));
        Assert.Equal("AA M1", await OrderAsync(daemon, "127.0.0.2"));
        Assert.Equal("AA M1", await OrderAsync(daemon, "127.0.1.7"));
        await daemon.AssertServesAsync();
        await daemon.WaitForErrorLineAsync(line => line.Contains("is not let in by --hl7-allow", StringComparison.Ordinal));
    }

    private static async Task<string?> OrderAsync(WlmscpProcess daemon, string from)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon, from);
        await Record.ExceptionAsync(() => peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order())));
        return await peer.ReceiveAsync();
    }
}
