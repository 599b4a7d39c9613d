using Wlmscp.Tests.Access;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Who may ask.</summary>
internal static class AccessEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--access-full", "-ac"], (scene, form) => FilesAsync(scene, "accepted", "+ac", form)),
        new(["--access-control", "+ac"], (scene, form) => FilesAsync(scene, "closed", "-ac", form)),
        new(["--hosts-allow"], HostsAllowAsync),
        new(["--hosts-deny"], HostsDenyAsync),
        new(["--allow"], AllowAsync),
        new(["--allow-calling"], AllowCallingAsync),
        new(["--max-per-address"], MaxPerAddressAsync),
        new(["--proxy-protocol"], ProxyProtocolAsync),
    ];

    private static async Task FilesAsync(OptionScene scene, string expected, params string[] options)
    {
        string deny = await WriteAsync(scene, "ALL : 127.0.0.1\n");
        await using WlmscpProcess daemon = await scene.StartAsync(["--hosts-deny", deny, .. options]);

        Assert.Equal(expected, await daemon.AskAsync());
    }

    private static async Task HostsAllowAsync(OptionScene scene, string form)
    {
        string allow = await WriteAsync(scene, "wlmscp : ALL : DENY\n");
        await using WlmscpProcess daemon = await scene.StartAsync("+ac", form, allow);

        Assert.Equal("closed", await daemon.AskAsync());
    }

    private static async Task HostsDenyAsync(OptionScene scene, string form)
    {
        string deny = await WriteAsync(scene, "wlmscpfs : ALL\n");
        await using WlmscpProcess daemon = await scene.StartAsync("+ac", form, deny);

        Assert.Equal("closed", await daemon.AskAsync());
    }

    private static async Task AllowAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "127.0.0.2", form, "127.0.1.0/24");

        Assert.Equal("closed", await daemon.AskAsync());
        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2"));
        Assert.Equal("accepted", await daemon.AskAsync("127.0.1.7"));
    }

    private static async Task AllowCallingAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "CT*@127.0.0.2", form, "MR1");

        Assert.Equal("rejected 1, 1, 3", await daemon.AskAsync("127.0.0.1", "CT1"));
        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2", "CT1"));
        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.1", "MR1"));
    }

    private static async Task MaxPerAddressAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using RawPeer first = await RawPeer.AssociateAsync(daemon);

        Assert.Equal("closed", await daemon.AskAsync());
        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2"));
    }

    private static async Task ProxyProtocolAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync("-v", form, "127.0.0.1");

        Assert.Equal("accepted", await daemon.AskAsync(header: ProxyBytes.From("192.0.2.7:12345")));

        await daemon.WaitForErrorLineAsync(line => line.Contains(" at 192.0.2.7:12345 as ", StringComparison.Ordinal));
    }

    private static async Task<string> WriteAsync(OptionScene scene, string rules)
    {
        string path = scene.Combine("hosts");
        await File.WriteAllTextAsync(path, rules, TestContext.Current.CancellationToken);
        return path;
    }
}
