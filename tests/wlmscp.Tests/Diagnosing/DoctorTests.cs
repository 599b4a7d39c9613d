using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Diagnosing;

/// <summary><c>wlmscp doctor</c>: what keeps modalities from their worklists.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public DoctorTests()
    {
        _area = new WorklistArea(_root.Path, "CT1");
        _area.Write("1.wl", new Entry { StartDate = "20261201", StationAETitle = "CT1", Modality = "CT", StepID = "1" });
        _area.Write("2.wl", new Entry { StartDate = "20261203", StationAETitle = "CT2", Modality = "CT", StepID = "2" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Areas_AreDescribed()
    {
        ProgramRun run = await RunAsync(0, _root.Path);

        Assert.Equal(
            $"{_area.Path}: fact: entries: 2, done: 0, dates: 20261201 to 20261203, stations: CT1, CT2, modalities: CT\n",
            run.Output);
    }

    [Fact]
    public async Task WhatKeepsAModalityFromEntries_IsAFault()
    {
        await File.WriteAllTextAsync(_area.Combine("3.wl"), "no file", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_root.Combine("MR1"));
        Directory.CreateDirectory(_root.Combine("no title!"));

        ProgramRun run = await RunAsync(1, _root.Path);

        Assert.Contains(
            $"{_area.Path}: fault: files that are not served: 1 (3.wl); wlmscp check {_area.Path} says why\n", run.Output,
            StringComparison.Ordinal);
        Assert.Contains($"{_root.Combine("MR1")}: fault: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{_root.Combine("no title!")}: fault: its name cannot be an AE title", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        ProgramRun run = await RunAsync(0, _root.Path, "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement only = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal((_area.Path, "fact"), (only.GetProperty("place").GetString(), only.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData(true, "doubt: locked for writing by process {0} (python3): queries wait until it is done")]
    [InlineData(false, "fact: locked for reading by process {0} (python3)")]
    public async Task WhoHoldsALock_IsNamed(bool isExclusive, string text)
    {
        // Both kinds of lock: of the process, as wlmscpfs and its tools take it, and of the file, as shells do.
        foreach (string function in (string[])["lockf", "flock"])
        {
            using var holder = Process.Start(new ProcessStartInfo("python3")
            {
                ArgumentList =
                {
                    "-c",
                    $"import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.{function}(f, fcntl.LOCK_{(isExclusive ? "EX" : "SH")}); "
                        + "print('locked', flush=True); sys.stdin.read()",
                    _area.Combine("lockfile"),
                },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            try
            {
                await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

                // Readers give up in the end where a writer keeps the lock of the process.
                ProgramRun run = await ProgramRun.WlmscpAsync("doctor", _root.Path);

                Assert.Contains(
                    string.Format(CultureInfo.InvariantCulture, $"{_area.Path}: {text}\n", holder.Id), run.Output,
                    StringComparison.Ordinal);
            }
            finally
            {
                holder.StandardInput.Close();
                await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task UserWhoMayNotRead_IsAFault()
    {
        File.SetUnixFileMode(_area.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(
            _root.Path, File.GetUnixFileMode(_root.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        ProgramRun run = await RunAsync(1, _root.Path, "--user", "nobody");

        Assert.Equal(
            $"{_area.Path}: fault: user nobody may not list it: mode 0700, expected rx for that user; chmod or chown gives it\n",
            run.Output);
    }

    [Fact]
    public async Task Daemon_IsAskedForItsVersion()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        ProgramRun run = await RunAsync(0, _root.Path, "--port", Text(daemon.Port));

        Assert.Contains($"localhost:{daemon.Port}: fact: answers C-ECHO, version WLMSCP_", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DaemonThatRejects_AndPortWithoutOne_AreTold()
    {
        await using (WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--allow-calling", "CT1"))
        {
            ProgramRun run = await RunAsync(0, _root.Path, "--port", Text(daemon.Port));
            Assert.Contains(
                ": doubt: a DICOM server answers, but rejects WLMSCP: ", run.Output, StringComparison.Ordinal);
        }

        ProgramRun none = await RunAsync(1, _root.Path, "--port", Text(FreePort.Find()));
        Assert.Contains(": fault: Connection refused, expected a daemon that listens on this port\n", none.Output, StringComparison.Ordinal);
    }

    [KnowsDates]
    [Fact]
    public async Task DaemonWithTls_ShowsUntilWhenItsCertificateIsValid()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();

        ProgramRun run = await RunAsync(0, _root.Path, "--port", Text(daemon.TlsPort));

        Assert.Matches(
            $@"localhost:{daemon.TlsPort}: (fact|doubt): answers with TLS; its certificate, of CN=\S+, is valid until "
            + @"\d{4}-\d\d-\d\d \d\d:\d\d UTC\n",
            run.Output);
    }

    [Fact]
    public async Task DirectoryThatIsNotThere_IsAFault()
    {
        ProgramRun run = await RunAsync(1, _root.Combine("nothing"));

        Assert.Equal(
            $"{_root.Combine("nothing")}: fault: no such directory, expected the one that holds the storage areas, --dir of "
            + "the daemon\n",
            run.Output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["doctor", .. words]);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', words)}: {run.ExitCode}, {run.Output}{run.Error}");
        return run;
    }
}
