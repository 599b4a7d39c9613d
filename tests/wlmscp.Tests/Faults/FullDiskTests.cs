using System.Runtime.InteropServices;

namespace Wlmscp.Tests.Faults;

/// <summary>No room for what is written beside the answers.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string FullDevice = "/dev/full";

    private readonly FaultScene _scene = new();

    private string Config => _scene.Root.Combine("logging.json");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Log_ToADeviceThatIsAlwaysFull_DoesNotTouchTheAnswers()
    {
        ConfigureLog(LinkToFullDevice());
        await using WlmscpProcess daemon = await _scene.StartAsync("--log-config", Config);
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await bystander.GetAnswersAsync(50);
        daemon.Signal(PosixSignal.SIGHUP);
        await bystander.GetAnswersAsync(50);

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Contains(daemon.ErrorLines, line => line.Contains("No space left", StringComparison.Ordinal));
    }

    // A new log file is not for everybody; a device was there before.
    [Fact]
    public async Task Log_ToADevice_LeavesItsMode()
    {
        UnixFileMode mode = File.GetUnixFileMode(FullDevice);
        ConfigureLog(LinkToFullDevice());
        await using WlmscpProcess daemon = await _scene.StartAsync("--log-config", Config);
        try
        {
            Assert.Equal(mode, File.GetUnixFileMode(FullDevice));
        }
        finally
        {
            if (Environment.IsPrivilegedProcess)
            {
                File.SetUnixFileMode(FullDevice, mode);
            }
        }
    }

    [Fact]
    public async Task Log_OnAFullDisk_GoesOnWhenThereIsRoomAgain()
    {
        using SmallFileSystem disk = await SmallFileSystem.MountAsync();
        string log = Path.Join(disk.Path, "wlmscp.log");
        ConfigureLog(log);
        await using WlmscpProcess daemon = await _scene.StartAsync("--log-config", Config);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await Eventually.IsTrueAsync(() => File.Exists(log), "the log");

        disk.Fill();
        await bystander.GetAnswersAsync(100); // a line of 100 bytes each: more than what is left of a page
        disk.Free();
        long length = new FileInfo(log).Length;

        await Eventually.IsTrueAsync(() => new FileInfo(log).Length > length, "a line after the disk was full");
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task RequestFiles_OnAFullDisk_AreLeftOutAndComeAgain()
    {
        using SmallFileSystem disk = await SmallFileSystem.MountAsync();
        await using WlmscpProcess daemon = await _scene.StartAsync("-rfp", disk.Path, "-rff", "#c#t.dump");
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        // The files of the bystander fill it, and each query is answered all the same.
        await daemon.WaitForErrorLineAsync(line => line.Contains("No space left", StringComparison.Ordinal));
        await bystander.GetAnswersAsync(20);
        // Others come and go: each has a temporary name first.
        string[] files = Directory.GetFiles(disk.Path, "*.dump");
        Assert.DoesNotContain(files, file => new FileInfo(file).Length == 0);
        Array.ForEach(files, File.Delete);

        await bystander.GetAnswersAsync();
        await bystander.FinishAsync();
        Assert.NotEmpty(Directory.GetFiles(disk.Path, "*.dump"));
        Assert.Empty(Directory.GetFiles(disk.Path, ".*"));
    }

    private string LinkToFullDevice()
    {
        string log = _scene.Root.Combine("full.log");
        File.CreateSymbolicLink(log, FullDevice);
        return log;
    }

    private void ConfigureLog(string path) => File.WriteAllText(
        Config,
        $$"""
        { "Serilog": {
            "MinimumLevel": { "Default": "Information" },
            "WriteTo": [ { "Name": "File", "Args": { "path": "{{path}}" } } ] } }
        """);
}
