using System.Text.RegularExpressions;

namespace WorklistScp.Interop.Tests.Peers;

/// <summary>The clients of DCMTK and GDCM against the program, serving the samples.</summary>
public sealed class PeerTests : IAsyncLifetime
{
    private const string AETitle = "AETITLE_1";
    private const int SampleCount = 10;

    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples");

    private readonly TemporaryDirectory _directory = new();
    private WlmscpProcess _daemon = null!;

    public async ValueTask InitializeAsync() =>
        _daemon = await WlmscpProcess.StartAsync("--dir", Path.Join(Samples, "wlistdb"));

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("--repeat 5")]
    [InlineData("--propose-ts 3")]
    [InlineData("--max-pdu 4096")]
    [InlineData("--abort")]
    public async Task EchoScu_Verifies(string options)
    {
        ProgramRun run = await RunAsync("echoscu", $"-v {options} -aec {AETitle} 127.0.0.1 {_daemon.Port}");
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("Received Echo Response (Success)", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x=")] // explicit VR of the local byte order
    [InlineData("-xe")] // explicit VR little endian
    [InlineData("-xb")] // explicit VR big endian
    [InlineData("-xi")] // implicit VR little endian
    [InlineData("--max-pdu 4096")]
    [InlineData("--max-pdu 131072")]
    public async Task FindScu_AsksForAll_GetsAllInAnyEncoding(string options)
    {
        ProgramRun run = await FindAsync($"{options} -k 0010,0010 -k 0010,0020 -k (0040,0100)[0].(0008,0060)");
        Assert.Equal(SampleCount, CountResponses(run));
        Assert.Contains("Received Final Find Response (Success)", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindScu_Repeat20_GetsAllEachTime()
    {
        ProgramRun run = await FindAsync("--repeat 20 -k 0010,0010");
        Assert.Equal(20 * SampleCount, CountResponses(run));
    }

    [Fact]
    public async Task FindScu_Cancel3_EndsInOrder()
    {
        ProgramRun run = await FindAsync("--cancel 3 -k 0010,0010");
        Assert.InRange(CountResponses(run), 3, SampleCount);
    }

    [Fact]
    public async Task FindScu_SampleQueries_AreAnswered()
    {
        foreach (string dump in Directory.GetFiles(Path.Join(Samples, "queries"), "*.dump"))
        {
            string query = Path.Join(_directory.Path, Path.GetFileNameWithoutExtension(dump) + ".dcm");
            ProgramRun made = await ProgramRun.RunAsync("dump2dcm", dump, query);
            Assert.True(File.Exists(query), made.Error);
            ProgramRun run = await FindAsync("", query);
            Assert.True(CountResponses(run) > 0, $"{dump}: no match\n{run.Error}{run.Output}");
        }
    }

    [Fact]
    public async Task Gdcm_AsksForAll_GetsAll()
    {
        string script = Path.Join(
            WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Interop.Tests", "Peers", "gdcm_worklist.py");
        ProgramRun run = await ProgramRun.RunAsync("/usr/bin/python3", script, "127.0.0.1", $"{_daemon.Port}", AETitle);
        string trace = run.Output + run.Error;
        Assert.True(trace.Contains("C-Find was successful.", StringComparison.Ordinal), trace);
        Assert.Equal(SampleCount, CountPending(trace));
    }

    // What gdcmscu --find --worklist sends is a query of the patient root model, whatever its manual says.
    [Fact]
    public async Task GdcmScu_PatientRootQuery_IsRejected()
    {
        ProgramRun run = await RunAsync(
            "gdcmscu",
            $"--find --worklist --patientroot --call {AETitle} --aetitle TEST --key 10,10= 127.0.0.1 {_daemon.Port}");
        Assert.Contains("rejected-permanent", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GdcmScu_Echo_IsAnsweredAndReleased()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-d", "--dir", Path.Join(Samples, "wlistdb"));
        await RunAsync("gdcmscu", $"--echo --call {AETitle} --aetitle TEST 127.0.0.1 {daemon.Port}");
        await daemon.WaitForErrorLineAsync(line => line.Contains("C-ECHO", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith("released", StringComparison.Ordinal));
    }

    private async Task<ProgramRun> FindAsync(string arguments, params string[] files)
    {
        string options = $"-v -W -aec {AETitle} 127.0.0.1 {_daemon.Port} ";
        ProgramRun run = await RunAsync("findscu", options + arguments, files);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return run;
    }

    // Paths may have spaces.
    private static Task<ProgramRun> RunAsync(string program, string arguments, params string[] files) =>
        ProgramRun.RunAsync(program, [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. files]);

    // Status (0000,0900) FF00, as GDCM prints the command set.
    private static int CountPending(string trace) => Regex.Count(trace, @"\(0000,0900\) .*US\) 65280 ") / 2;

    private static int CountResponses(ProgramRun run) =>
        Regex.Count(run.Error + run.Output, "Find Response: [0-9]+ \\(Pending");
}
