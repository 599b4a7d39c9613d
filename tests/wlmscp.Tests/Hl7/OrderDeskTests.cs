using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>What messages make of a storage area: by files and by the port, twice, and in any order.</summary>
public sealed class OrderDeskTests : IDisposable
{
    private static readonly string Examples =
        Path.Join(WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Hl7.Tests", "Examples");

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public OrderDeskTests()
    {
        _area = new WorklistArea(_root.Path, "RADIOLOGY");
        _ = new WorklistArea(_root.Path, "OTHER");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Order_MakesItsSteps_AndTheSameAgainChangesNothing()
    {
        await TakeAsync(0, "1-orm-new");
        Dictionary<string, DateTime> before = Files();
        Assert.Equal(["SPS-1.wl", "SPS-2.wl"], before.Keys.Order(StringComparer.Ordinal));

        Assert.Contains("MSA|AA|M0001\n", (await TakeAsync(0, "1-orm-new")).Output, StringComparison.Ordinal);

        Assert.Equal(before, Files());
        Assert.Contains(
            "20261202  0930  DX        DX       4711        Müller^Anna^Maria^Dr.  A-1001     Knee in two planes  SPS-1.wl\n",
            await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ChangesWhatItNames_AndLeavesTheRestUntouched()
    {
        await TakeAsync(0, "1-orm-new");
        DateTime first = Files()["SPS-1.wl"];

        await TakeAsync(0, "3-orm-change");

        Assert.Equal(first, Files()["SPS-1.wl"]);
        Assert.Contains("1100  DX", await ListAsync("ScheduledProcedureStepID=SPS-2"), StringComparison.Ordinal);
    }

    // It names no step: all are meant.
    [Fact]
    public async Task Cancel_TakesTheOrderOffTheList_AndAnOlderChangeDoesNotBringItBack()
    {
        await TakeAsync(0, "1-orm-new");

        await TakeAsync(0, "4-orm-cancel");
        await TakeAsync(0, "3-orm-change");

        Assert.Empty(Files());
        Assert.Equal(2, Directory.GetFiles(_area.Combine("done")).Length);
    }

    [Fact]
    public async Task Messages_InReverseOrder_LeadToTheSame()
    {
        Assert.Contains("MSA|AA|M0004|It is not there: nothing is changed\n", (await TakeAsync(0, "4-orm-cancel")).Output, StringComparison.Ordinal);
        await TakeAsync(0, "3-orm-change");
        await TakeAsync(0, "1-orm-new");

        Assert.Empty(Files());
        ProgramRun done = await ProgramRun.WlmscpAsync("list", "--done", _area.Path, "ScheduledProcedureStepID=SPS-2");
        Assert.Contains("1100  DX", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_GivesTheEntriesToTheOther_AndMessagesOfTheOldOneFollow()
    {
        await TakeAsync(0, "1-orm-new");
        await TakeAsync(0, "5-adt-a40");
        Assert.Equal(3, (await ListAsync("PatientID=4712", "PatientName=Mueller^Anna^Maria")).Count(c => c == '\n'));
        await TakeAsync(0, "6-adt-a08");
        Assert.Equal(3, (await ListAsync("PatientID=4712", "PatientName=Mueller-Stein^Anna")).Count(c => c == '\n'));

        await TakeAsync(0, "4-orm-cancel"); // names the patient that ended

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Steps_OfOneMessage_AreEachAnEntry()
    {
        await TakeAsync(0, "2-omi-new");

        Assert.Equal(["S1.wl", "S2.wl"], Files().Keys.Order(StringComparer.Ordinal));
        Assert.Contains("CT_NORTH\\CT_SOUTH", await ListAsync("PatientName==YAMADA^TARO=山田^太郎=やまだ^たろう"), StringComparison.Ordinal);
    }

    // The same door as a table's: one order is one entry.
    [Fact]
    public async Task OrderWithoutUids_IsTheSameEntryByATable()
    {
        await TakeAsync(0, "7-orm-sparse");
        await TakeAsync(0, "7-orm-sparse");
        string file = Assert.Single(Files()).Key;

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "put", _area.Path, "PatientID=5000", "PatientName=Roe^Rita", "AccessionNumber=FI-700", "Modality=US",
            "ScheduledStationAETitle=US1", "ScheduledProcedureStepStartDate=20261201");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(file, Assert.Single(Files()).Key);
    }

    [Fact]
    public async Task MessageThatIsRefused_ChangesNothing()
    {
        ProgramRun run = await TakeAsync(5, "8-orm-refused");

        Assert.Contains("MSA|AE|M0008|Patient ID is missing: PID-3 has no value\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Receiver_WithoutAnArea_IsToldWhichThereAre()
    {
        string path = _root.Combine("m.hl7");
        string message = await File.ReadAllTextAsync(Path.Join(Examples, "1-orm-new.hl7"), Encoding.Latin1, Cancelled);
        await File.WriteAllTextAsync(
            path, message.Replace("|RADIOLOGY|", "|NOWHERE|", StringComparison.Ordinal), Encoding.Latin1, Cancelled);

        ProgramRun run = await RunAsync(3, path);

        Assert.Contains(
            "MSA|AR|M0001|No storage area for this receiver: expected one of OTHER, RADIOLOGY in MSH-6",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_TakesAnOrder_WhichTheNextQueryFinds()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-v", "--dir", _root.Path, "--hl7-port", "0");
        await using WlmscpProcess other = await WlmscpProcess.StartAsync("--dir", _root.Path);
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        foreach (string name in (string[])["1-orm-new", "1-orm-new", "3-orm-change"])
        {
            await peer.SendAsync(Hl7Messages.Framed(await File.ReadAllBytesAsync(Path.Join(Examples, $"{name}.hl7"), Cancelled)));
            Assert.StartsWith("AA ", await peer.ReceiveAsync(), StringComparison.Ordinal);
        }

        foreach (WlmscpProcess each in (WlmscpProcess[])[daemon, other])
        {
            ProgramRun run = await ProgramRun.WlmscpAsync(
                "query", "localhost", $"{each.Port}", "--called", "RADIOLOGY", "PatientID=4711");
            Assert.Equal(3, run.Output.Count(c => c == '\n'));
            Assert.Contains("1100  DX", run.Output, StringComparison.Ordinal);
        }
    }

    // Nothing is lost: the sender is told to send it again.
    [Fact]
    public async Task AreaThatCannotBeWritten_IsAR_AndNothingIsHalfWritten()
    {
        File.WriteAllText(_area.Combine("hl7"), "");

        ProgramRun run = await TakeAsync(3, "1-orm-new");

        Assert.Contains("MSA|AR|M0001|", run.Output, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    private Dictionary<string, DateTime> Files() => Directory.GetFiles(_area.Path, "*.wl")
        .ToDictionary(file => Path.GetFileName(file), File.GetLastWriteTimeUtc);

    private async Task<string> ListAsync(params string[] keys) =>
        (await ProgramRun.WlmscpAsync(["list", _area.Path, .. keys])).Output;

    private Task<ProgramRun> TakeAsync(int exitCode, string example) =>
        RunAsync(exitCode, Path.Join(Examples, $"{example}.hl7"));

    private async Task<ProgramRun> RunAsync(int exitCode, string path)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("hl7", "--dir", _root.Path, path);
        Assert.True(exitCode == run.ExitCode, $"{path}: {run.ExitCode}, {run.Output}{run.Error}");
        return run;
    }
}
