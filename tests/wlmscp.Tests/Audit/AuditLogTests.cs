using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Wlmscp.Tests.Faults;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _root = new();
    private readonly string _file;

    public AuditLogTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry { PatientID = "AV35674" });
        Bystander.MakeArea(_root.Path);
        _file = _root.Combine("audit.jsonl");
    }

    public void Dispose() => _root.Dispose();

    [KnowsDates]
    [Fact]
    public async Task Query_IsALineThatTellsWhoAskedForWhat_WithoutValues()
    {
        await using WlmscpProcess daemon = await StartAsync();

        Assert.Single(await daemon.FindPatientIDsAsync(Keys.Key(DicomTag.PatientName, "VIVALDI^ANTONIO")));
        await daemon.FindAsync(Keys.Key(DicomTag.PatientBirthDate, "yesterday"));
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement[] lines = Read();
        Assert.Equal(
            ["association", "query", "end", "association", "query", "end"], lines.Select(line => Text(line, "event")));
        Assert.Equal("accepted", Text(lines[0], "outcome"));
        Assert.All(lines, line => Assert.Equal(
            ("MODALITY", "AETITLE_1"), (Text(line, "callingAETitle"), Text(line, "calledAETitle"))));
        Assert.All(lines, line => Assert.StartsWith("127.0.0.1:", Text(line, "peer"), StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(TimeSpan.Zero, line.GetProperty("time").GetDateTimeOffset().Offset));
        Assert.Equal(("success", "0000"), (Text(lines[1], "outcome"), Text(lines[1], "status")));
        Assert.Equal((1, 1, 1), (
            lines[1].GetProperty("matches").GetInt32(), lines[1].GetProperty("entries").GetInt32(),
            lines[1].GetProperty("entriesLookedAt").GetInt32()));
        Assert.InRange(lines[1].GetProperty("bytes").GetInt64(), 100, 10_000);
        Assert.InRange(lines[1].GetProperty("durationMs").GetDouble(), 0, 60_000);
        Assert.Equal("[\"PatientName\"]", lines[1].GetProperty("keys").GetRawText());
        Assert.Equal(Text(lines[0], "association"), Text(lines[1], "association"));
        Assert.Equal(
            ("refused", "A900", "Invalid value for an attribute with VR=DA"),
            (Text(lines[4], "outcome"), Text(lines[4], "status"), Text(lines[4], "comment")));
        Assert.DoesNotContain("Vivaldi", File.ReadAllText(_file), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("yesterday", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Association_ThatIsRejected_IsALineWithTheReason()
    {
        await using WlmscpProcess daemon = await StartAsync();

        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectAsync("NOBODY"));

        Assert.Equal(0, await daemon.StopAsync());
        JsonElement line = Assert.Single(Read());
        Assert.Equal("NOBODY", Text(line, "calledAETitle"));
        Assert.Equal(
            ("rejected", "called AE title not recognized"), (Text(line, "outcome"), Text(line, "comment")));
        Assert.Equal(
            "1, 1, 7", $"{line.GetProperty("result")}, {line.GetProperty("source")}, {line.GetProperty("reason")}");
    }

    [Fact]
    public async Task CallingAETitle_OutsideISO646_IsEscaped()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.AssociateAsync(new AssociateRequest { CallingAETitle = "R\u00d6\"\n1" });

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal("R\\xd6\"\\x0a1", Text(Read()[0], "callingAETitle"));
    }

    [Fact]
    public async Task Hangup_AfterARename_BeginsANewFile_AndLosesNoLine()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await daemon.AssertServesAsync();
        using var renamed = new CancellationTokenSource(); // a new file comes with the next line
        Task<int>[] asking = [.. Enumerable.Range(0, 4).Select(_ => AskAsync(daemon, int.MaxValue, renamed.Token))];
        for (var i = 1; i <= 3; i++)
        {
            File.Move(_file, $"{_file}.{i}");
            daemon.Signal(PosixSignal.SIGHUP);
            await Eventually.IsTrueAsync(() => File.Exists(_file), "the new file");
        }

        await renamed.CancelAsync();
        int[] queries = await Task.WhenAll(asking);
        Assert.Equal(0, await daemon.StopAsync());

        string[] lines = [.. Directory.GetFiles(_root.Path, "audit.jsonl*").SelectMany(File.ReadAllLines)];
        Assert.Equal(
            queries.Sum(), lines.Count(line => Text(JsonDocument.Parse(line).RootElement, "event") == "query"));
    }

    [Fact]
    public async Task FullDisk_WithoutRequired_IsOneErrorAndQueriesGoOn()
    {
        File.CreateSymbolicLink(_file, "/dev/full");
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        for (var i = 0; i < 3; i++)
        {
            Assert.Single(await daemon.FindPatientIDsAsync());
        }

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        string error = Assert.Single(daemon.ErrorLines, line => line.Contains("--audit-log", StringComparison.Ordinal));
        Assert.EndsWith(
            $"EROR --audit-log {_file}: No space left on device; the audit stops until it can be written",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_WithRequired_RefusesQueriesUntilThereIsRoom_InTheSameAssociation()
    {
        await using WlmscpProcess daemon = await StartAsync("--audit-required");
        await using DicomClient client = await daemon.ConnectAsync();
        Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count);

        await PointToAsync(daemon, "/dev/full");
        for (var i = 0; i < 5; i++)
        {
            DicomCFindResponse response = Assert.Single(await client.FindAsync(Keys.Key(DicomTag.PatientID)));
            Assert.Equal(DicomStatus.OutOfResources, response.Status);
            Assert.Equal("The query cannot be audited", response.ErrorComment);
        }

        await PointToAsync(daemon, _root.Combine("elsewhere"));
        Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        await daemon.WaitForErrorLineAsync(line => line.EndsWith("the audit goes on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SmallDisk_ThatFills_HoldsWholeLinesOnly()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only the superuser can mount");
        string disk = _root.Combine("disk");
        Directory.CreateDirectory(disk);
        ProgramRun mount = await ProgramRun.RunAsync("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", disk);
        Assert.SkipUnless(mount.ExitCode == 0, "mounting is not allowed here");
        try
        {
            string file = Path.Join(disk, "audit.jsonl");
            await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
                "--dir", _root.Path, "--audit-log", file);
            await using Bystander bystander = await Bystander.StartAsync(daemon);
            await AskAsync(daemon, 50, TestContext.Current.CancellationToken);
            await bystander.FinishAsync();

            Assert.Equal(0, await daemon.StopAsync());
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.NotEmpty(text.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line)).ToArray());
        }
        finally
        {
            Assert.Equal(0, (await ProgramRun.RunAsync("umount", disk)).ExitCode);
        }
    }

    [Fact]
    public async Task Required_QueryIsRecordedBeforeItsFirstMatch_AndItsEndToo()
    {
        await using WlmscpProcess daemon = await StartAsync("--audit-required", "--sleep-during", "60");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        await peer.SendAsync(RawPeer.Command(3, worklist, 0x0020, 7, hasDataSet: true));
        await peer.SendAsync(RawPeer.Data(3, isCommand: false, [0x10, 0, 0x10, 0, 2, 0, 0, 0, (byte)'*', 0x20]));

        await Eventually.IsTrueAsync(() => Read().Any(line => Text(line, "event") == "asked"), "the first record");

        JsonElement asked = Read()[^1];
        Assert.Equal(7, asked.GetProperty("messageID").GetInt32());
        Assert.False(asked.TryGetProperty("outcome", out _));
        await peer.SendAsync(RawPeer.Command(3, worklist, 0x0fff, 7, hasDataSet: false));
        Assert.Equal(4, (await peer.ReceiveAsync())![0]);
        Assert.Equal(0, await daemon.StopAsync());
        JsonElement end = Assert.Single(Read(), line => Text(line, "event") == "query");
        Assert.Equal(("cancelled", "FE00"), (Text(end, "outcome"), Text(end, "status")));
        Assert.Equal(Text(asked, "association"), Text(end, "association"));
    }

    [Fact]
    public async Task Keys_Many_AreAHundredNames_AndTheNumberOfTheOthers()
    {
        await using WlmscpProcess daemon = await StartAsync();

        await daemon.FindAsync(ManyKeys(120));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.All(File.ReadAllLines(_file), line => Assert.InRange(line.Length, 1, 40_000));
        JsonElement query = Assert.Single(Read(), line => Text(line, "event") == "query");
        Assert.Equal(100, query.GetProperty("keys").GetArrayLength());
        Assert.Equal(20, query.GetProperty("moreKeys").GetInt32());
    }

    // Whoever has the FIFO open does not read: it takes 64 KiB, and then nothing more.
    [Fact]
    public async Task File_ThatHangs_WithoutRequired_KeepsNobodyWaiting_AndTellsWhatIsLost()
    {
        using SafeFileHandle reader = await MakeFifoAsync();
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient client = await daemon.ConnectAsync();
        var lost = false;
        Task error = daemon.WaitForErrorLineAsync(line => line.Contains("it hangs", StringComparison.Ordinal))
            .ContinueWith(_ => lost = true, TaskScheduler.Default);
        while (!lost)
        {
            Assert.Equal(
                DicomStatus.Success, (await client.FindAsync(ManyKeys(120)).WaitAsync(Limit, Cancelled))[^1].Status);
        }

        await error;
        await bystander.FinishAsync();
        using var lines = new StreamReader(new FileStream(reader, FileAccess.Read));
        string? line;
        do
        {
            line = await lines.ReadLineAsync(Cancelled);
        }
        while (line is not null && !line.Contains("\"event\":\"lost\"", StringComparison.Ordinal));

        Assert.InRange(JsonDocument.Parse(line!).RootElement.GetProperty("count").GetInt64(), 1, long.MaxValue);
    }

    [Fact]
    public async Task File_ThatHangs_WithRequired_RefusesQueriesOnly_AndSigtermEnds()
    {
        using SafeFileHandle reader = await MakeFifoAsync();
        await using WlmscpProcess daemon = await StartAsync("--audit-required");
        await using DicomClient echo = await daemon.ConnectAsync();
        await using DicomClient client = await daemon.ConnectAsync();
        Task<DicomStatus> refused = Task.Run(async () =>
        {
            DicomStatus status;
            do
            {
                status = (await client.FindAsync(Keys.Key(DicomTag.PatientID)).WaitAsync(Limit, Cancelled))[^1].Status;
            }
            while (status == DicomStatus.Success);
            return status;
        });
        while (!refused.IsCompleted)
        {
            Assert.Equal(DicomStatus.Success, await echo.CEchoAsync(Cancelled));
            await Task.Delay(1, Cancelled);
        }

        Assert.Equal(DicomStatus.OutOfResources, await refused);
        Assert.Equal(
            DicomStatus.OutOfResources, (await daemon.FindAsync(Keys.Key(DicomTag.PatientID)))[^1].Status);
        await echo.ReleaseAsync(Cancelled);
        await client.ReleaseAsync(Cancelled);
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task File_ThatCannotBeMade_IsOneLineAtTheStart()
    {
        string file = _root.Combine("nowhere/audit.jsonl");

        ProgramRun run = await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--audit-log", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: --audit-log {file}: No such file or directory, expected a file that can be written",
            Assert.Single(run.ErrorLines));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // In sequences within sequences all attributes are matched, and their names are long.
    private static DicomItem ManyKeys(int count) => Enumerable.Range(0, 20).Aggregate(
        new DicomDataset(Enumerable.Range(0, count).Select(number => Keys.Text(
            new DicomTag(0x0050_1000u + (uint)number), DicomVR.LO, "x", SpecificCharacterSet.Default))),
        (item, _) => new DicomDataset(new DicomSequence(DicomTag.ReasonForRequestedProcedureCodeSequence, item)))
        .Single();

    // Whoever has it open for both is reader enough for those that open it for writing.
    private async Task<SafeFileHandle> MakeFifoAsync()
    {
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", _file)).ExitCode);
        return File.OpenHandle(_file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    // Returns how many were asked until the end.
    private static async Task<int> AskAsync(WlmscpProcess daemon, int queries, CancellationToken end)
    {
        await using DicomClient client = await daemon.ConnectAsync();
        var asked = 0;
        for (; asked < queries && !end.IsCancellationRequested; asked++)
        {
            await client.FindAsync(Keys.Key(DicomTag.PatientID));
        }

        return asked;
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, "--audit-log", _file, .. options]);

    private JsonElement[] Read() =>
        [.. File.ReadAllLines(_file).Select(line => JsonDocument.Parse(line).RootElement)];

    // The file becomes a link to another one, as a disk that fills or is emptied.
    private async Task PointToAsync(WlmscpProcess daemon, string target)
    {
        string link = $"{_file}.new";
        File.CreateSymbolicLink(link, target);
        File.Move(link, _file, overwrite: true);
        daemon.Signal(PosixSignal.SIGHUP);
        for (var attempt = 0; !IsOpen(daemon, target); attempt++)
        {
            Assert.True(attempt < 1000, $"{target} is not opened");
            await daemon.AssertServesAsync(); // for its line the file is opened
        }
    }

    private static bool IsOpen(WlmscpProcess daemon, string target) =>
        new DirectoryInfo($"/proc/{daemon.Id}/fd").GetFiles().Any(handle => handle.LinkTarget == target);
}
