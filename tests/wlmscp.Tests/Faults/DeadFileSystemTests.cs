using System.Runtime.InteropServices;

namespace Wlmscp.Tests.Faults;

/// <summary>What is written beside the answers lies on a file system that hangs.</summary>
public sealed class DeadFileSystemTests : IDisposable
{
    private readonly FaultScene _scene = new();
    private readonly string _directory;

    public DeadFileSystemTests()
    {
        _directory = _scene.Root.Combine("beside");
        Directory.CreateDirectory(_directory);
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task RequestFiles_ThatHang_KeepNobodyFromHisAnswers_NorFromTheEnd()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-rfp", _directory);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using DeadFileSystem dead = DeadFileSystem.MountOver(_directory);

        await bystander.GetAnswersAsync(50);

        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task RequestFiles_ThatHangForAWhile_AreAllWrittenThen()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-rfp", _directory, "-rff", "#c#t.dump");
        using (DeadFileSystem.MountOver(_directory))
        {
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        }

        await daemon.WaitForErrorLineAsync(
            line => line.Contains("no request file written", StringComparison.Ordinal)); // the one that hung
        await Eventually.IsTrueAsync(
            () => Directory.GetFiles(_directory, "AETITLE_1*.dump").Length == 1, "the one behind it");
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task LogFile_ThatHangsWhenOpenedAgain_KeepsNobodyFromHisAnswers_NorFromTheEnd()
    {
        string config = _scene.Root.Combine("logging.json");
        await File.WriteAllTextAsync(
            config,
            $$"""
            { "Serilog": {
                "MinimumLevel": { "Default": "Information" },
                "WriteTo": [
                    { "Name": "File", "Args": { "path": "{{Path.Join(_directory, "log")}}" } },
                    { "Name": "Console" } ] } }
            """,
            TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await _scene.StartAsync("--log-config", config);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using DeadFileSystem dead = DeadFileSystem.MountOver(_directory);

        daemon.Signal(PosixSignal.SIGHUP);
        daemon.Signal(PosixSignal.SIGHUP);
        await bystander.GetAnswersAsync(50);

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Contains(daemon.ErrorLines, line => line.Contains("no new associations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AuditLog_ThatHangsWhenOpenedAgain_KeepsNobodyFromHisAnswers_NorFromTheEnd()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--audit-log", Path.Join(_directory, "audit"));
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using DeadFileSystem dead = DeadFileSystem.MountOver(_directory);

        daemon.Signal(PosixSignal.SIGHUP);
        await bystander.GetAnswersAsync(50);

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task PidFile_ThatHangs_KeepsNobodyFromTheEnd()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--pid-file", Path.Join(_directory, "pid"));
        using DeadFileSystem dead = DeadFileSystem.MountOver(_directory);

        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        Assert.Equal(0, await daemon.StopAsync());
    }

    // Who comes new has to wait, and to go in the end: no thread waits with him.
    [Fact]
    public async Task HostsAccess_ThatHangs_KeepsNobodyFromHisAnswers_NorFromTheEnd()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync(
            "--access-control", "--hosts-allow", Path.Join(_directory, "allow"), "--hosts-deny", "/dev/null",
            "--acse-timeout", "2");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        DeadFileSystem? dead = DeadFileSystem.MountOver(_directory);
        try
        {
            RawPeer[] peers =
                await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => RawPeer.ConnectAsync(daemon)));
            await bystander.GetAnswersAsync(50);
            foreach (RawPeer peer in peers)
            {
                await peer.AssertClosedAsync();
                await peer.DisposeAsync();
            }

            await daemon.WaitForErrorLineAsync(line => line.EndsWith(
                "refused by --access-control: not decided in time, for want of its name or of the files",
                StringComparison.Ordinal));
            dead.Dispose();
            dead = null;
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
            dead = DeadFileSystem.MountOver(_directory);
            await using RawPeer last = await RawPeer.ConnectAsync(daemon);
            await bystander.FinishAsync();
            Assert.Equal(0, await daemon.StopAsync());
        }
        finally
        {
            dead?.Dispose();
        }
    }
}
