using System.Runtime.InteropServices;
using System.Text;
using Wlmscp.Tests.Hl7;

namespace Wlmscp.Tests.Configuration;

/// <summary>A configuration file that is read again on SIGHUP, and rules that only a connection can meet.</summary>
public sealed class ConfigurationReloadTests : IDisposable
{
    private readonly Hl7Scene _scene = new();

    private string File => Path.Join(_scene.Root, "wlmscp.json");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Hangup_TakesWhatIsRight_AndKeepsWhatWasBeforeWhatIsWrong()
    {
        await WriteAsync("{ \"hl7\": { \"refuseTests\": true } }");
        await using WlmscpProcess daemon = await _scene.StartAsync("--config", File);
        Assert.Equal("AR M1", await TestAsync(daemon));

        await WriteAsync("{ \"hl7\": {\n \"refuseTests\": 0 } }");
        await HangUpAsync(daemon, $"{File}:2: hl7.refuseTests: 0, expected true or false; the configuration of before counts on");
        Assert.Equal("AR M1", await TestAsync(daemon));

        System.IO.File.Delete(File);
        await HangUpAsync(daemon, $"{File}: no such file, expected a file of JSON that can be read; the configuration of before");
        Assert.Equal("AR M1", await TestAsync(daemon));

        // Nobody would ever write to it.
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", File)).ExitCode);
        await HangUpAsync(daemon, $"{File}: no regular file, expected a file of JSON that can be read; the configuration of before");
        System.IO.File.Delete(File);

        await WriteAsync("{ \"hl7\": { \"refuseTests\": false } }");
        await HangUpAsync(daemon, $"{File} read again: hl7");
        Assert.Equal("AA M1", await TestAsync(daemon));
    }

    [Fact]
    public async Task Sender_IsKnownByItsAddress()
    {
        await WriteAsync("{ \"hl7\": { \"senders\": [ { \"address\": \"127.0.0.2\" } ] } }");
        await using WlmscpProcess daemon = await _scene.StartAsync("--config", File);

        using MllpPeer stranger = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AR M1", await stranger.OrderAsync());
        using MllpPeer known = await MllpPeer.ConnectAsync(daemon, "127.0.0.2");
        Assert.Equal("AA M1", await known.OrderAsync());
    }

    [Fact]
    public async Task Section_WithoutADoor_IsSaidToHaveNoEffect()
    {
        await WriteAsync("{ \"hl7\": {} }");

        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("-v", "--port", "0", "--dir", _scene.Root, "--config", File);

        await daemon.WaitForErrorLineAsync(line => line.Contains($"section hl7 of {File} without effect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warnings_AreLogged()
    {
        await WriteAsync("{ \"hl7\": { \"senders\": [ {},\n {} ] } }");

        await using WlmscpProcess daemon = await _scene.StartAsync("--config", File);

        await daemon.WaitForErrorLineAsync(line => line.Contains($"{File}:2: hl7.senders[1]: never counts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RuleForAnAreaThatIsNotThere_IsAWarning_AtTheStart_OnHangup_AndOfCheck()
    {
        await WriteAsync("{ \"hl7\": { \"areas\": [\n { \"area\": \"WARD4\" } ] } }");
        await using WlmscpProcess daemon = await _scene.StartAsync("--config", File);
        const string text = "hl7.areas[0].area: there is no storage area WARD4 now, expected one";
        await daemon.WaitForErrorLineAsync(line => line.EndsWith($" WARN {File}:2: {text}", StringComparison.Ordinal));

        ProgramRun checkedFile = await ProgramRun.WlmscpAsync("check", "--config", File, _scene.Root);
        Assert.Contains($"{File}:2: taken, but: {text}", checkedFile.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "WARD4", (await ProgramRun.WlmscpAsync("check", "--config", File)).Output, StringComparison.Ordinal);

        _ = new WorklistArea(_scene.Root, "WARD4");
        Assert.DoesNotContain(
            "WARD4", (await ProgramRun.WlmscpAsync("check", "--config", File, _scene.Area.Path)).Output, StringComparison.Ordinal);
    }

    private static async Task HangUpAsync(WlmscpProcess daemon, string line)
    {
        daemon.Signal(PosixSignal.SIGHUP);
        await daemon.WaitForErrorLineAsync(each => each.Contains($"SIGHUP: {line}", StringComparison.Ordinal));
    }

    private static async Task<string?> TestAsync(WlmscpProcess daemon)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        string order = Encoding.ASCII.GetString(Hl7Messages.Order()).Replace("|P|", "|T|", StringComparison.Ordinal);
        await peer.SendAsync(Hl7Messages.Framed(Encoding.ASCII.GetBytes(order)));
        return await peer.ReceiveAsync();
    }

    private Task WriteAsync(string json) => System.IO.File.WriteAllTextAsync(File, json, TestContext.Current.CancellationToken);
}
