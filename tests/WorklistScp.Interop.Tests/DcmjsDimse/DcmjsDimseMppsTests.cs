using System.Text.Json;
using WorklistScp.Interop.Tests.Wlmscpfs;

namespace WorklistScp.Interop.Tests.DcmjsDimse;

/// <summary>The client of dcmjs-dimse as a modality that tells of what it performs.</summary>
public sealed class DcmjsDimseMppsTests : IAsyncLifetime
{
    private const string UID = "1.2.276.0.7230010.3.4.200";
    private const int Success = 0x0000;

    private static readonly string Script = Path.Join(
        WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Interop.Tests", "DcmjsDimse", "mpps.mjs");

    private readonly TemporaryDirectory _root = new();
    private WorklistArea _area = null!;
    private WlmscpProcess _daemon = null!;
    private WlmscpfsProcess _wlmscpfs = null!;

    public async ValueTask InitializeAsync()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "P1", StudyInstanceUID = "2.25.1", StepID = "S1" });
        _area.Write("2.wl", new Entry { PatientID = "P2", StudyInstanceUID = "2.25.2", StepID = "S1" });
        _daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--mpps");
        _wlmscpfs = await WlmscpfsProcess.StartAsync(_root.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _wlmscpfs.DisposeAsync();
        await _daemon.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Step_ThatIsCompleted_IsNotFoundAnyMore_ByUsNorByWlmscpfs()
    {
        Assert.Equal(Success, Status(await CreateAsync()));
        Assert.Equal(["P1", "P2"], await FindAsync(_wlmscpfs.Port));

        Assert.Equal(Success, Status(await SetAsync("COMPLETED")));

        Assert.Equal(["P2"], await FindAsync(_wlmscpfs.Port));
        Assert.Equal(["P2"], await FindAsync(_daemon.Port));
    }

    [Fact]
    public async Task WrongEntrySelected_BringsItBack_ToUsAndToWlmscpfs()
    {
        await CreateAsync();

        JsonElement answer = await SetAsync(
            "DISCONTINUED",
            ",\"PerformedProcedureStepDiscontinuationReasonCodeSequence\":[{\"CodeValue\":\"110514\","
                + "\"CodingSchemeDesignator\":\"DCM\",\"CodeMeaning\":\"Incorrect worklist entry selected\"}]");

        Assert.Equal(Success, Status(answer));
        Assert.Equal(["P1", "P2"], await FindAsync(_wlmscpfs.Port));
        Assert.Equal(["P1", "P2"], await FindAsync(_daemon.Port));
    }

    [Fact]
    public async Task Refusals_HaveTheirStatuses()
    {
        Assert.Equal(0x0112, Status(await SetAsync("COMPLETED")));
        Assert.Equal(0x0106, Status(await CreateAsync("COMPLETED")));
        Assert.Equal(Success, Status(await CreateAsync()));
        Assert.Equal(0x0111, Status(await CreateAsync()));
        Assert.Equal(Success, Status(await SetAsync("COMPLETED")));

        JsonElement late = await SetAsync("COMPLETED");
        Assert.Equal(0x0110, Status(late));
        Assert.Equal(UID, late.GetProperty("uid").GetString());
    }

    [Fact]
    public async Task Get_TellsWhatIsKept()
    {
        await CreateAsync();
        await SetAsync("COMPLETED");

        JsonElement kept = await RunAsync("get");

        Assert.Equal(Success, Status(kept));
        JsonElement attributes = kept.GetProperty("attributes");
        Assert.Equal("COMPLETED", attributes.GetProperty("PerformedProcedureStepStatus").GetString());
        Assert.Equal("MR2", attributes.GetProperty("PerformedStationAETitle").GetString());
    }

    private static int Status(JsonElement response) => response.GetProperty("status").GetInt32();

    private Task<JsonElement> CreateAsync(string status = "IN PROGRESS") => RunAsync(
        "create",
        "{\"ScheduledStepAttributesSequence\":[{\"StudyInstanceUID\":\"2.25.1\",\"ScheduledProcedureStepID\":\"S1\","
            + "\"AccessionNumber\":\"00001\"}],\"PatientID\":\"P1\",\"PatientName\":\"Bach^Johann\",\"Modality\":\"MR\","
            + "\"PerformedProcedureStepID\":\"PPS1\",\"PerformedStationAETitle\":\"MR2\","
            + "\"PerformedProcedureStepStartDate\":\"20261127\",\"PerformedProcedureStepStartTime\":\"0830\","
            + $"\"PerformedProcedureStepStatus\":\"{status}\"}}");

    private Task<JsonElement> SetAsync(string status, string more = "") => RunAsync(
        "set",
        $"{{\"PerformedProcedureStepStatus\":\"{status}\",\"PerformedProcedureStepEndDate\":\"20261127\","
            + "\"PerformedProcedureStepEndTime\":\"0855\",\"PerformedSeriesSequence\":[{\"SeriesInstanceUID\":\"2.25.9\","
            + "\"ProtocolName\":\"HEAD\",\"ReferencedImageSequence\":[{\"ReferencedSOPClassUID\":"
            + "\"1.2.840.10008.5.1.4.1.1.4\",\"ReferencedSOPInstanceUID\":\"2.25.10\"}]}]"
            + $"{more}}}");

    private static async Task<string[]> FindAsync(int port)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("query", "127.0.0.1", $"{port}", "--called", "AETITLE_1", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return
        [
            .. JsonSerializer.Deserialize<JsonElement>(run.Output).EnumerateArray()
                .Select(entry => entry.GetProperty("00100020").GetProperty("Value")[0].GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }

    // Runs the script; fails unless one response came, and then the release.
    private async Task<JsonElement> RunAsync(string operation, string attributes = "{}")
    {
        ProgramRun run = await ProgramRun.RunAsync("node", Script, $"{_daemon.Port}", "AETITLE_1", operation, UID, attributes);
        Assert.True(run.ExitCode == 0, $"{run.Error}\ntests/setup.sh installs dcmjs-dimse where it is missing");
        JsonElement[] events =
        [
            .. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
        ];
        Assert.Equal(["response", "associationReleased"], events.Select(item => item.GetProperty("event").GetString()));
        return events[0];
    }
}
