using System.Diagnostics;

namespace Wlmscp.Tests.Life;

/// <summary>samples/deploy/wlmscp.init, as a system without systemd runs it.</summary>
public sealed class StartScriptTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _root = new();

    public StartScriptTests()
    {
        new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());
        ProcessStartInfo program = WlmscpProgram.StartInfo();
        IEnumerable<string> words = program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'");
        WriteScript("wlmscp", $"exec {string.Join(' ', words)} \"$@\"\n");
        WriteDefaults("--port 0 --verbose");
    }

    private string PidFile => _root.Combine("wlmscp.pid");

    private string Log => _root.Combine("wlmscp.log");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
        {
            await RunAsync("stop");
        }

        _root.Dispose();
    }

    [Fact]
    public async Task StartReloadStatusStop_DoWhatTheySay()
    {
        Assert.Equal(3, (await RunAsync("status")).ExitCode); // as LSB has it: not running

        ProgramRun start = await RunAsync("start");
        Assert.True(start.ExitCode == 0, start.Error);
        string id = (await File.ReadAllTextAsync(PidFile, TestContext.Current.CancellationToken)).Trim();
        Assert.Equal(0, (await RunAsync("status")).ExitCode);
        Assert.Equal(0, (await RunAsync("start")).ExitCode); // runs already
        Assert.Equal(0, (await RunAsync("reload")).ExitCode);
        await Eventually.IsTrueAsync(
            () => File.ReadAllText(Log).Contains("SIGHUP", StringComparison.Ordinal), "SIGHUP in the log");

        Assert.Equal(0, (await RunAsync("stop")).ExitCode);
        Assert.False(Directory.Exists($"/proc/{id}"));
        Assert.False(File.Exists(PidFile));
        Assert.Equal(0, (await RunAsync("stop")).ExitCode); // has ended already
    }

    [Fact]
    public async Task Start_ThatFails_SaysWhy()
    {
        WriteDefaults("--port 0 --max-pdu 1");

        ProgramRun run = await RunAsync("start");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("wlmscp: --max-pdu: '1', expected ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_ThatIsUnknown_IsAnswered()
    {
        Assert.Equal(2, (await RunAsync("begin")).ExitCode);
    }

    private void WriteDefaults(string options) => File.WriteAllText(
        _root.Combine("defaults"),
        $"""
        DAEMON={_root.Combine("wlmscp")}
        PIDFILE={PidFile}
        LOGFILE={Log}
        OPTIONS="{options} --dir {_root.Combine("areas")}"
        """);

    private void WriteScript(string name, string text)
    {
        string path = _root.Combine(name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<ProgramRun> RunAsync(string command)
    {
        string script = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "wlmscp.init");
        var start = new ProcessStartInfo("sh", [script, command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WLMSCP_DEFAULTS"] = _root.Combine("defaults");
        start.Environment["PATH"] += ":/sbin:/usr/sbin";
        return ProgramRun.RunAsync(start);
    }
}
