using System.Text.Json.Nodes;

namespace Wlmscp.Tests.Web;

/// <summary>The status of entries: of one, and of all that match.</summary>
public sealed class StatusTests
{
    private const string Path = "rs/AETITLE_1/mwlitems";

    [Fact]
    public async Task Status_OfAnEntry_TakesItOffTheListAndBack()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry());

        WebAnswer canceled = await desk.SendAsync(
            "POST", $"{PathOf(made)}/status/CANCELED", """{"comment":"No-show"}""", "application/json",
            ("If-Match", made.Tag));
        Assert.Equal(204, canceled.Status);
        Assert.Empty(await Peers.FindPatientIDsAsync(scene.Daemon));
        WebAnswer read = await desk.SendAsync("GET", PathOf(made));
        Assert.Equal(canceled.Tag, read.Tag);
        Assert.Equal("No-show", read.ValueOf("00400100", "00400400"));

        WebAnswer back = await desk.SendAsync(
            "POST", $"{PathOf(made)}/status/SCHEDULED", headers: ("If-Match", canceled.Tag));
        Assert.Equal(204, back.Status);
        Assert.Equal(["P1"], await Peers.FindPatientIDsAsync(scene.Daemon));
    }

    [Fact]
    public async Task Status_ThatIsNone_IsAProblem()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry());

        Assert.Equal(400, (await desk.SendAsync("POST", $"{PathOf(made)}/status/LATE")).Status);
        Assert.Equal(404, (await desk.SendAsync("POST", $"{Path}/1.2.3/S/status/READY")).Status);
    }

    [Theory]
    [InlineData("LATE")]
    [InlineData("CANCELLED")]
    [InlineData("IN PROGRESS")]
    public async Task Status_InABodyThatIsNone_IsRefusedAsTheRouteRefusesIt(string status)
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        string entry = WebRequests.NewEntry(study: "1.2.3", step: "S1");

        WebAnswer refused = await desk.SendAsync("POST", Path, WithStatus(entry, status));
        WebAnswer made = await desk.SendAsync("POST", Path, WithStatus(entry, "ARRIVED"));
        WebAnswer changed = await desk.SendAsync("POST", Path, WithStatus(entry, status), headers: ("If-Match", made.Tag));

        WebAnswer ofRoute = await desk.SendAsync("POST", $"{PathOf(made)}/status/LATE");
        Assert.Equal((400, 201, 400), (refused.Status, made.Status, changed.Status));
        Assert.Equal((ofRoute.Body, ofRoute.Body), (refused.Body, changed.Body));
        Assert.Equal("00400100.00400020", $"{refused.Json["invalid"]![0]!["tag"]}");
        Assert.Equal(made.Tag, (await desk.SendAsync("GET", PathOf(made))).Tag);
    }

    [Fact]
    public async Task Status_ThatOthersHaveGivenAnEntry_MayStayInABody()
    {
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            DicomDataset dataset = new Entry { StudyInstanceUID = "1.2.1", StepID = "S1" }.ToDataset();
            dataset.TryGetItem(DicomTag.ScheduledProcedureStepSequence, out DicomItem? steps);
            ((DicomSequence)steps!).Items[0].AddOrUpdate(
                DicomElement.FromAscii(DicomTag.ScheduledProcedureStepStatus, DicomVR.CS, "PREPARED"));
            area.Write("1.wl", dataset);
        });
        HttpClient desk = scene.As("desk");
        WebAnswer read = await desk.SendAsync("GET", $"{Path}/1.2.1/S1");
        JsonNode entry = read.Json;
        entry["00100040"]!["Value"]![0] = "F";

        WebAnswer changed = await desk.SendAsync("POST", Path, entry.ToJsonString(), headers: ("If-Match", read.Tag));

        Assert.Equal((200, "PREPARED"), (changed.Status, changed.ValueOf("00400100", "00400020")));
    }

    [Fact]
    public async Task Statuses_OfAllThatMatch_AreSetCountedAndAuditedEach()
    {
        using var files = new TemporaryDirectory();
        string audit = files.Combine("audit.jsonl");
        await using WebScene scene = await StartAsync("--audit-log", audit);

        WebAnswer answer = await scene.As("desk").SendAsync(
            "POST", $"{Path}/status/CANCELED?Modality=CT", """{"comment":"Broken"}""", "application/json");

        Assert.Equal((200, """{"count":2}"""), (answer.Status, answer.Body));
        Assert.Equal(["P3"], await Peers.FindPatientIDsAsync(scene.Daemon));
        WebAnswer read = await scene.As("read").SendAsync("GET", $"{Path}/1.2.1/S1");
        Assert.Equal(
            ("CANCELED", "Broken"), (read.ValueOf("00400100", "00400020"), read.ValueOf("00400100", "00400400")));
        await scene.Daemon.StopAsync();
        string[][] lines =
        [
            .. File.ReadLines(audit).Select(line => JsonNode.Parse(line)!).Where(line => $"{line["operation"]}" == "status")
                .Select(line => new[] { $"{line["studies"]?[0]}", $"{line["status"]}", $"{line["outcome"]}", $"{line["matches"]}" }),
        ];
        Assert.Equal(
            [["1.2.1", "204", "success", ""], ["1.2.2", "204", "success", ""], ["", "200", "success", "2"]], lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?limit=5")]
    [InlineData("?dryRun=false")]
    [InlineData("?includefield=PatientID")]
    [InlineData("?PatientID")]
    [InlineData("?PatientID=")]
    [InlineData("?PatientID=%20")]
    [InlineData("?Modality=CT&PatientID=")]
    [InlineData("?PatientName=*")]
    [InlineData("?Manufacturer=X")]
    [InlineData("?Modality=CT&Manufacturer=X")]
    public async Task Statuses_ThatWouldBeThoseOfAllByASlip_AreRefused(string query)
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("desk").SendAsync("POST", $"{Path}/status/CANCELED{query}");

        Assert.Equal(400, answer.Status);
        Assert.EndsWith("every entry", $"{answer.Json["detail"]}", StringComparison.Ordinal);
        Assert.Equal(3, (await Peers.FindPatientIDsAsync(scene.Daemon)).Length);
    }

    [Fact]
    public async Task Statuses_OfWhichOneCannotBe_AreSetForTheOthers()
    {
        using var files = new TemporaryDirectory();
        await using WebScene scene = await StartAsync();
        File.Move(scene.Area.Combine("1.wl"), files.Combine("elsewhere"));
        File.CreateSymbolicLink(scene.Area.Combine("1.wl"), files.Combine("elsewhere"));

        WebAnswer answer = await scene.As("desk").SendAsync("POST", $"{Path}/status/CANCELED?Modality=CT");

        Assert.Equal((409, "1"), (answer.Status, $"{answer.Json["count"]}"));
        Assert.StartsWith("1 of 2 entries were not changed; the first: ", $"{answer.Json["detail"]}", StringComparison.Ordinal);
        Assert.Equal(["P1", "P3"], await Peers.FindPatientIDsAsync(scene.Daemon));
    }

    [Fact]
    public async Task Statuses_InADryRunOrUnknownOrOfNone_AreNotSet()
    {
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("desk");

        WebAnswer planned = await desk.SendAsync("POST", $"{Path}/status/CANCELED?Modality=CT&dryRun=true");
        WebAnswer none = await desk.SendAsync("POST", $"{Path}/status/CANCELED?Modality=NM");

        Assert.Equal(("""{"count":2}""", """{"count":0}"""), (planned.Body, none.Body));
        Assert.Equal(400, (await desk.SendAsync("POST", $"{Path}/status/LATE?Modality=CT")).Status);
        Assert.Equal(404, (await desk.SendAsync("POST", "rs/NOAREA/mwlitems/status/CANCELED?Modality=CT")).Status);
        Assert.Equal(3, (await Peers.FindPatientIDsAsync(scene.Daemon)).Length);
    }

    private static Task<WebScene> StartAsync(params string[] options) => WebScene.StartAsync(
        area =>
        {
            area.Write("1.wl", new Entry { PatientID = "P1", StudyInstanceUID = "1.2.1", StepID = "S1", Modality = "CT" });
            area.Write("2.wl", new Entry { PatientID = "P2", StudyInstanceUID = "1.2.2", StepID = "S2", Modality = "CT" });
            area.Write("3.wl", new Entry { PatientID = "P3", StudyInstanceUID = "1.2.3", StepID = "S3", Modality = "MR" });
        },
        options);

    private static string PathOf(WebAnswer entry) =>
        $"{Path}/{entry.ValueOf("0020000D")}/{entry.ValueOf("00400100", "00400009")}";

    private static string WithStatus(string entry, string status)
    {
        JsonNode dataset = JsonNode.Parse(entry)!;
        dataset["00400100"]!["Value"]![0]!["00400020"] = new JsonObject { ["vr"] = "CS", ["Value"] = new JsonArray(status) };
        return dataset.ToJsonString();
    }
}
