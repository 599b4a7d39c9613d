using System.Globalization;
using Wlmscp.Tests.Hl7;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Whether and from whom HL7 messages are taken.</summary>
internal static class Hl7Effects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--hl7-port"], PortAsync),
        new(["--hl7-tls-port"], TlsPortAsync),
        new(["--hl7-allow"], AllowAsync),
        new(["--hl7-folder"], FolderAsync),
    ];

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

    private static async Task TlsPortAsync(OptionScene scene, string form)
    {
        using TlsScene tls = await TlsScene.CreateAsync();
        _ = new WorklistArea(tls.Directory.Path, "RADIOLOGY");
        int port = FreePort.Find();

        await using WlmscpProcess daemon = await tls.StartAsync(form, port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(port, daemon.Hl7TlsPort);
        using MllpPeer peer = await MllpPeer.ConnectWithTlsAsync(daemon, tls.ClientOptions(tls.Modality));
        Assert.Equal("AA M1", await peer.OrderAsync());
    }

    private static async Task FolderAsync(OptionScene scene, string form)
    {
        using var folder = new TemporaryDirectory();
        await using WlmscpProcess daemon = await scene.StartAsync(form, folder.Path);

        File.WriteAllBytes(folder.Combine("1.hl7"), Hl7Messages.Order());

        await Eventually.IsTrueAsync(() => File.Exists(folder.Combine("done/1.hl7")), "a file that is done");
    }

    private static async Task<string?> OrderAsync(WlmscpProcess daemon, string from)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon, from);
        await Record.ExceptionAsync(() => peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order())));
        return await peer.ReceiveAsync();
    }
}
