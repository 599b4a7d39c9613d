using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Life;

/// <summary>
/// SIGTERM and SIGINT end the program whatever it waits for before it serves, as they end any program: by the signal.
/// </summary>
public sealed partial class EarlySignalTests : IDisposable
{
    private const int O_WRONLY = 1;
    private const int O_NONBLOCK = 0x800;

    private readonly TemporaryDirectory _root = new();
    private readonly string _fifo;

    public EarlySignalTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        _fifo = _root.Combine("fifo.dump");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task Password_ThatIsWaitedFor_SignalEnds(PosixSignal signal)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        string key = scene.Directory.Combine("encrypted.key");
        await TestAuthority.OpenSslAsync(
            "pkcs8", "-topk8", "-passout", "pass:secret", "-in", scene.Server.PrivateKey, "-out", key);
        using Process program = Start(
            "--port", "0", "--dir", _root.Path, "+cf", scene.Authority.Certificate,
            "+tls", key, scene.Server.Certificate);
        var prompt = new char["wlmscp: password".Length];
        await program.StandardError.ReadBlockAsync(prompt, Cancelled);

        await AssertEndsByAsync(signal, program);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM, "@FIFO")]
    [InlineData(PosixSignal.SIGINT, "@FIFO")]
    [InlineData(PosixSignal.SIGTERM, "--log-config", "FIFO")]
    [InlineData(PosixSignal.SIGINT, "--log-config", "FIFO")]
    [InlineData(PosixSignal.SIGTERM, "--access-control", "--hosts-allow", "FIFO")]
    [InlineData(PosixSignal.SIGTERM, "--enable-tls", "FIFO", "FIFO", "--add-cert-file", "FIFO")]
    public async Task File_ThatIsAFifo_SignalEndsAndLeavesNoPidFile(PosixSignal signal, params string[] options)
    {
        string pidFile = _root.Combine("wlmscp.pid");

        await AssertEndsInFifoAsync(
            signal, ["--port", "0", "--dir", _root.Path, "--pid-file", pidFile, .. options]);

        Assert.False(File.Exists(pidFile));
    }

    [Fact]
    public async Task AuditLog_ThatIsAFifoWithoutReader_SignalEndsAndLeavesNoPidFile()
    {
        await MakeFifoAsync();
        string pidFile = _root.Combine("wlmscp.pid");
        using Process program = Start(
            "--port", "0", "--dir", _root.Path, "--pid-file", pidFile, "--audit-log", _fifo);
        await Eventually.IsTrueAsync(() => File.Exists(pidFile), "the pid file");

        await AssertEndsByAsync(PosixSignal.SIGTERM, program);

        Assert.False(File.Exists(pidFile));
    }

    [Fact]
    public Task Input_OfConvertThatIsAFifo_SignalEnds() => AssertEndsInFifoAsync(
        PosixSignal.SIGINT, "convert", "FIFO", _root.Combine("out.json"));

    [Fact]
    public Task Input_OfAddThatIsAFifo_SignalEnds() => AssertEndsInFifoAsync(
        PosixSignal.SIGTERM, "add", _root.Combine("AETITLE_1"), "FIFO");

    // It waits for the lock; what it has made of the entry by then must not stay.
    [Fact]
    public async Task Lock_ThatAddWaitsFor_SignalEndsAndNothingIsLeft()
    {
        string area = _root.Combine("AETITLE_1");
        string[] before = Directory.GetFiles(area);
        using Process holder = Process.Start(new ProcessStartInfo(
            "flock", [Path.Join(area, "lockfile"), "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await holder.StandardOutput.ReadLineAsync(Cancelled);
        using Process program = Start(
            "add", area, "PatientName=Doe^Jane", "PatientID=1", "Modality=CT", "ScheduledStationAETitle=CT1",
            "ScheduledProcedureStepStartDate=20200101");
        // It has read the area, and watches it: nothing but the lock is left to wait for.
        await Eventually.IsTrueAsync(() => HasOpen(program, "anon_inode:inotify"), "the watch");

        await AssertEndsByAsync(PosixSignal.SIGINT, program);

        holder.StandardInput.Close();
        await holder.WaitForExitAsync(Cancelled);
        Assert.Equal(before, Directory.GetFiles(area));
    }

    private static bool HasOpen(Process program, string file) =>
        new DirectoryInfo($"/proc/{program.Id}/fd").GetFiles().Any(handle => handle.LinkTarget == file);

    private async Task MakeFifoAsync() =>
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", _fifo)).ExitCode);

    private static Process Start(params string[] args) => Process.Start(WlmscpProgram.StartInfo(args))!;

    private async Task AssertEndsInFifoAsync(PosixSignal signal, params string[] args)
    {
        await MakeFifoAsync();
        using Process program = Start(
            [.. args.Select(word => word.Replace("FIFO", _fifo, StringComparison.Ordinal))]);
        using SafeFileHandle writer = await OpenForWritingAsync(program);

        await AssertEndsByAsync(signal, program);
    }

    // That is possible only while somebody has the FIFO open for reading.
    private async Task<SafeFileHandle> OpenForWritingAsync(Process program)
    {
        SafeFileHandle? writer = null;
        await Eventually.IsTrueAsync(
            () =>
            {
                Assert.False(program.HasExited, program.HasExited ? program.StandardError.ReadToEnd() : "");
                writer = open(_fifo, O_WRONLY | O_NONBLOCK);
                return !writer.IsInvalid;
            },
            "the opening of the FIFO");
        return writer!;
    }

    private static async Task AssertEndsByAsync(PosixSignal signal, Process program)
    {
        int number = signal == PosixSignal.SIGTERM ? 15 : 2;
        try
        {
            Assert.Equal(0, kill(program.Id, number));
            await program.WaitForExitAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
            Assert.True(128 + number == program.ExitCode, $"{program.ExitCode}: {program.StandardError.ReadToEnd()}");
        }
        finally
        {
            program.Kill();
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int kill(int processId, int signal);
}
