using System.Diagnostics;
using System.Text.Json;

namespace Wlmscp.Tests.Editing;

/// <summary>Commands in pipes: what comes and goes through standard streams, and files that are none.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public StreamTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "1", StepID = "1" });
        _area.Write("2.wl", new Entry { PatientID = "2", StepID = "2" });
        Other = new WorklistArea(_root.Path, "B");
    }

    private WorklistArea Other { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Json_OfList_IsBareDataSets_WhichAddAndListTake()
    {
        string json = (await ShellAsync(0, $"wlmscp list {_area.Path} --json")).Output;
        using JsonDocument array = JsonDocument.Parse(json);
        Assert.All(array.RootElement.EnumerateArray(), dataset => Assert.True(dataset.TryGetProperty("00100020", out _)));

        ProgramRun add = await ShellAsync(
            0, $"wlmscp list {_area.Path} --json | wlmscp add {Other.Path} - PatientComments=copied");
        Assert.Contains(" 2 ", add.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Other.Path, "*.wl").Length);
        ProgramRun again = await ShellAsync(
            0, $"wlmscp list {_area.Path} --json --files | wlmscp put {Other.Path} - PatientComments=copied");
        Assert.Equal("wlmscp put: unchanged: 2\n", again.Error);
        ProgramRun list = await ShellAsync(0, $"wlmscp list {Other.Path} --json | wlmscp list - PatientID=2");
        Assert.Equal(2, list.Output.TrimEnd('\n').Split('\n').Length); // titles, and one entry
    }

    // The kind is told by the first bytes.
    [Theory]
    [InlineData("wl")]
    [InlineData("dump")]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Convert_FromAndToAPipe_IsTheSame(string format)
    {
        string wl = _area.Combine("1.wl");

        ProgramRun run = await ShellAsync(
            0,
            $"wlmscp convert {wl} - --to {format} | wlmscp convert - /dev/stdout --to wl | wlmscp convert - - --to json "
            + $"| cmp - <(wlmscp convert {wl} - --to json)");

        Assert.Equal("", run.Output + run.Error);
    }

    [Fact]
    public async Task Table_ByProcessSubstitution_IsTaken()
    {
        await ShellAsync(
            0,
            $"wlmscp add {Other.Path} <(printf 'PatientID,PatientName\\n7,Doe\\n') Modality=CT "
            + "ScheduledStationAETitle=X ScheduledProcedureStepStartDate=20261201");

        Assert.Single(Directory.GetFiles(Other.Path, "*.wl"));
    }

    [Fact]
    public async Task Explain_TakesItsQueryFromAPipe()
    {
        ProgramRun run = await ShellAsync(
            0, $"echo '(0010,0020) LO [1]' | wlmscp explain --json {_root.Path} AETITLE_1 -");

        Assert.Contains("\"matches\": 1,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_LooksAtAPipe()
    {
        ProgramRun good = await ShellAsync(0, $"wlmscp list {_area.Path} --json | wlmscp check -");
        Assert.Equal("", good.Output + good.Error);
        ProgramRun bad = await ShellAsync(
            1, "printf 'PatientID,PatientName,AccessionNumber\\n7,Doe,more than sixteen\\n' | wlmscp check -");

        Assert.Contains("-: line 2: not served: incomplete, ", bad.Output, StringComparison.Ordinal);
        Assert.Contains(
            "-: line 2: served, but: (0008,0050) AccessionNumber: 17 characters, expected at most 16\n", bad.Output,
            StringComparison.Ordinal);
        await ShellAsync(2, "wlmscp check --fix - < /dev/null");
    }

    [Fact]
    public async Task EmptyInput_IsCalledThat()
    {
        ProgramRun run = await ShellAsync(3, $"wlmscp add {_area.Path} - < /dev/null");

        Assert.Equal("wlmscp add: standard input is empty, expected one data set at least\n", run.Error);
    }

    // A device, a pipe, a link: each stays what it is.
    [Fact]
    public async Task Convert_ReplacesNothingButFiles()
    {
        string fifo = _root.Combine("fifo");
        string link = _root.Combine("link.json");
        string target = _root.Combine("target");
        await File.WriteAllTextAsync(target, new string('x', 100_000), Cancelled);
        File.CreateSymbolicLink(link, target);
        string wl = _area.Combine("1.wl");

        ProgramRun run = await ShellAsync(
            0, $"mkfifo {fifo}; wlmscp convert {wl} {fifo} --to json & cat {fifo} | wc -l; wait; stat -c %F {fifo}");
        await ShellAsync(0, $"wlmscp convert {wl} {link}");
        await ShellAsync(3, $"wlmscp convert {wl} {_root.Path}/nowhere/x.json");

        Assert.EndsWith("\nfifo\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(target, Cancelled));
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Theory]
    [InlineData("ln -s /dev/null {0}")]
    [InlineData("ln -s elsewhere {0}")]
    [InlineData("mkfifo {0}")]
    public async Task PidFile_ThatIsNoFile_EndsTheStart_AndStaysWhatItIs(string make)
    {
        string path = _root.Combine("pid");
        await ShellAsync(0, string.Format(null, make, path));
        string before = (await ShellAsync(0, $"stat -c '%F %N' {path}")).Output;

        ProgramRun run = await ShellAsync(1, $"wlmscp --port 0 --dir {_root.Path} --pid-file {path}");

        Assert.Equal(
            $"wlmscp: --pid-file {path}: no regular file; expected a file that can be written", run.ErrorLines[^1]);
        Assert.Equal(before, (await ShellAsync(0, $"stat -c '%F %N' {path}")).Output);
    }

    [Fact]
    public async Task Archive_LeavesAloneWhatIsNoFile()
    {
        _area.Write("1.wl", new Entry { StartDate = "20200101" });
        string archive = Directory.CreateDirectory(_root.Combine("archive")).FullName;

        await ShellAsync(0, $"mkfifo {archive}/1.wl; wlmscp expire {_area.Path} --older-than 1d --archive {archive}");

        Assert.Equal("fifo\n", (await ShellAsync(0, $"stat -c %F {archive}/1.wl")).Output);
        Assert.True(File.Exists(Path.Join(archive, "1-2.wl")));
    }

    // In a shell, as scripts do; wlmscp is the program that is tested.
    private static async Task<ProgramRun> ShellAsync(int exitCode, string script)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo();
        string words = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        ProgramRun run = await ProgramRun.RunAsync(
            "bash", "-c", $"set -o pipefail; wlmscp() {{ {words} \"$@\"; }}; {script}");
        Assert.True(exitCode == run.ExitCode, $"{script}: {run.ExitCode}, {run.Output}{run.Error}");
        return run;
    }
}
