using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Interop.Tests.DcmjsDimse;

/// <summary>The client of dcmjs-dimse, a library for Node.js, with its own default worklist request.</summary>
public sealed class DcmjsDimseTests : IAsyncLifetime
{
    private const int Success = 0x0000;
    private const int Cancel = 0xfe00;
    private const int Pending = 0xff00;

    private static readonly string Script = Path.Join(
        WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Interop.Tests", "DcmjsDimse", "worklist.mjs");

    private readonly TemporaryDirectory _root = new();
    private WorklistArea _area = null!;
    private WlmscpProcess _daemon = null!;

    public async ValueTask InitializeAsync()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry
        {
            PatientID = "P1", PatientName = "Bach^Johann", Modality = "CT", StationAETitle = "CT1",
            StartDate = "20261124", StudyInstanceUID = "2.25.1",
        });
        _area.Write("2.wl", new Entry { PatientID = "P2", StartDate = "20261125", StudyInstanceUID = "2.25.2" });
        DicomDataset pregnant = new Entry { PatientID = "P3", Modality = "US", StartDate = "20261126" }.ToDataset();
        pregnant.AddOrUpdate(DicomElement.FromUInt16(DicomTag.PregnancyStatus, 3));
        _area.Write("3.wl", pregnant);
        _daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Echo_IsAnsweredAndReleased()
    {
        Assert.Equal([Success], (await RunAsync("echo")).Select(Status));
    }

    // It always sends Pregnancy Status with the value 0, and Query/Retrieve Level, empty.
    [Fact]
    public async Task DefaultRequest_Unchanged_BringsAllEntries()
    {
        JsonElement[] responses = await RunAsync("find");

        Assert.Equal([Pending, Pending, Pending, Success], responses.Select(Status));
        Assert.Equal(["P1", "P2", "P3"], responses.SkipLast(1).Select(PatientID));
        Assert.Equal([4, 4, 3], responses.SkipLast(1).Select(response => Keys(response, "PregnancyStatus").GetInt32()));
        Assert.Contains("Bach^Johann", Keys(responses[0], "PatientName").ToString(), StringComparison.Ordinal);
        Assert.Equal("2.25.1", Keys(responses[0], "StudyInstanceUID").GetString());
        JsonElement step = Keys(responses[0], "ScheduledProcedureStepSequence");
        Assert.Contains("\"Modality\":\"CT\"", step.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"PatientID\":\"P2\"}", "P2")]
    [InlineData("{\"PatientName\":\"bach*\"}", "P1")]
    [InlineData("{\"PregnancyStatus\":1}", "P1 P2 P3")]
    [InlineData("{\"PatientWeight\":\"72\"}", "P1 P2 P3")]
    [InlineData("{\"InstitutionName\":\"St. Anna\"}", "P1 P2 P3")] // not in the entries
    [InlineData("{\"ScheduledProcedureStepSequence\":[{\"Modality\":\"CT\"}]}", "P1")]
    [InlineData("{\"ScheduledProcedureStepSequence\":[{\"ScheduledStationAETitle\":\"CT1\"}]}", "P1")]
    [InlineData(
        "{\"ScheduledProcedureStepSequence\":[{\"ScheduledProcedureStepStartDate\":\"20261125-20261126\"}]}", "P2 P3")]
    [InlineData(
        "{\"ScheduledProcedureStepSequence\":"
            + "[{\"Modality\":\"US\",\"ScheduledProcedureStepStartDate\":\"20261125-\"}]}",
        "P3")]
    [InlineData("{\"ScheduledProcedureStepSequence\":[]}", "P1 P2 P3")]
    [InlineData("{\"ScheduledProcedureStepSequence\":[{\"Modality\":\"PT\"}]}", "")]
    public async Task DefaultRequest_WithAParameter_BringsWhatMatches(string keys, string ids)
    {
        JsonElement[] responses = await RunAsync("find", "1", keys);

        Assert.Equal(ids, string.Join(' ', responses.SkipLast(1).Select(PatientID)));
        Assert.All(responses.SkipLast(1), response => Assert.Equal(Pending, Status(response)));
        Assert.Equal(Success, Status(responses[^1]));
    }

    [Fact]
    public async Task Requests_TwoHundredInOneAssociation_AreAllAnswered()
    {
        JsonElement[] responses = await RunAsync("find", "200");

        string[] expected =
            [.. Enumerable.Range(0, 200).SelectMany(i => (string[])[$"{i} P1", $"{i} P2", $"{i} P3", $"{i} end"])];
        Assert.Equal(expected, responses.Select(response =>
            $"{response.GetProperty("request")} {(Status(response) == Pending ? PatientID(response) : "end")}"));
        Assert.All(responses, response => Assert.Contains(Status(response), new[] { Pending, Success }));
    }

    // A writer's lock keeps the query pending until the cancel is there.
    [Fact]
    public async Task Request_Cancelled_EndsWithFE00()
    {
        using SafeFileHandle? writer = LockFiles.TryFlock(_area.LockFile);
        Assert.NotNull(writer);

        Assert.Equal([Cancel], (await RunAsync("cancel")).Select(Status));
    }

    private static int Status(JsonElement response) => response.GetProperty("status").GetInt32();

    private static string? PatientID(JsonElement response) => Keys(response, "PatientID").GetString();

    private static JsonElement Keys(JsonElement response, string name) =>
        response.GetProperty("keys").GetProperty(name);

    // Runs the script; fails unless nothing but responses came, and then the release.
    private async Task<JsonElement[]> RunAsync(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.RunAsync("node", [Script, $"{_daemon.Port}", "AETITLE_1", .. arguments]);
        Assert.True(run.ExitCode == 0, $"{run.Error}\ntests/setup.sh installs dcmjs-dimse where it is missing");
        JsonElement[] events =
        [
            .. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
        ];
        string[] names = [.. events.Select(item => item.GetProperty("event").GetString()!)];
        Assert.True(names is [.., "associationReleased"], run.Output);
        Assert.All(names.SkipLast(1), name => Assert.Equal("response", name));
        return events[..^1];
    }
}
