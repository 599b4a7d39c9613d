using System.Text.Json.Nodes;

namespace Wlmscp.Tests.Web;

/// <summary>Entries as resources: made, read, changed, removed; versions, and requests that come twice.</summary>
public sealed class EntryTests
{
    private const string Path = "rs/AETITLE_1/mwlitems";

    [Fact]
    public async Task Entry_ThatIsNew_GetsWhatItLacksAndIsFoundAtOnce()
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer made = await scene.As("desk").SendAsync("POST", Path, WebRequests.NewEntry());

        Assert.Equal((201, $"/{PathOf(made)}"), (made.Status, made.Headers["Location"]));
        Assert.StartsWith("2.25.", made.ValueOf("0020000D"), StringComparison.Ordinal);
        WebAnswer read = await scene.As("read").SendAsync("GET", PathOf(made));
        Assert.Equal((200, made.Tag, made.Body), (read.Status, read.Tag, read.Body));
        Assert.Equal(["P1"], await Peers.FindPatientIDsAsync(scene.Daemon));
    }

    [Fact]
    public async Task Entry_InADryRun_IsSaidAndNotMade()
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer planned = await scene.As("desk").SendAsync("POST", $"{Path}?dryRun=true", WebRequests.NewEntry());

        Assert.Equal(200, planned.Status);
        Assert.NotEmpty(planned.ValueOf("00401001"));
        Assert.Equal(0, (await scene.As("read").GetJsonAsync($"{Path}/count"))["count"]!.GetValue<int>());
        Assert.Equal(["lockfile"], Directory.GetFiles(scene.Area.Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public async Task Entry_ThatIsPutAgain_IsReplaced()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.SendAsync("POST", Path, WebRequests.NewEntry(study: "1.2.3", step: "S1"));

        WebAnswer changed = await desk.SendAsync(
            "POST", Path, WebRequests.NewEntry(name: "Händel^Georg", study: "1.2.3", step: "S1"));

        Assert.Equal((200, "Händel^Georg"), (changed.Status, changed.ValueOf("00100010")));
        Assert.Single((await desk.GetJsonAsync(Path)).AsArray());
    }

    [Fact]
    public async Task Change_OfAVersionThatIsOld_Is412AndChangesNothing()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer first = await desk.SendAsync("POST", Path, WebRequests.NewEntry());
        string one = Renamed(first, "Wieck^Clara");

        WebAnswer second = await desk.SendAsync("POST", Path, one, headers: ("If-Match", first.Tag));
        WebAnswer late = await desk.SendAsync("POST", Path, Renamed(first, "Rosen^Ada"), headers: ("If-Match", first.Tag));

        Assert.Equal((200, 412), (second.Status, late.Status));
        Assert.NotEqual(first.Tag, second.Tag);
        Assert.Equal("Wieck^Clara", (await desk.SendAsync("GET", PathOf(first))).ValueOf("00100010"));
    }

    [Fact]
    public async Task Changes_OfOneVersionAtOnce_AreOneChange()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer first = await desk.SendAsync("POST", Path, WebRequests.NewEntry());

        WebAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            desk.SendAsync("POST", Path, Renamed(first, $"Desk^{i}"), headers: ("If-Match", first.Tag))));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(7, answers.Count(answer => answer.Status == 412));
    }

    [Fact]
    public async Task NewEntry_OfAKeyThatIsThere_Is412AndTheSameContentIsNot()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        string entry = WebRequests.NewEntry(study: "1.2.3", step: "S1");
        await desk.SendAsync("POST", Path, entry);

        WebAnswer same = await desk.SendAsync("POST", Path, entry, headers: ("If-None-Match", "*"));
        WebAnswer other = await desk.SendAsync(
            "POST", Path, WebRequests.NewEntry(name: "X", study: "1.2.3", step: "S1"), headers: ("If-None-Match", "*"));

        Assert.Equal((200, 412), (same.Status, other.Status));
    }

    [Fact]
    public async Task Entry_OfAnotherPatient_IsReplacedOnlyByWhoHasSeenIt()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer first = await desk.SendAsync("POST", Path, WebRequests.NewEntry(study: "1.2.3", step: "S1"));
        string other = WebRequests.NewEntry(patientID: "P2", study: "1.2.3", step: "S1");

        WebAnswer blind = await desk.SendAsync("POST", Path, other);
        WebAnswer seen = await desk.SendAsync("POST", Path, other, headers: ("If-Match", first.Tag));

        Assert.Equal((409, 200), (blind.Status, seen.Status));
    }

    [Fact]
    public async Task Request_ThatComesTwice_MakesOneEntry()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        (string, string) key = ("Idempotency-Key", "4711");

        WebAnswer first = await desk.SendAsync("POST", Path, WebRequests.NewEntry(), headers: key);
        WebAnswer again = await desk.SendAsync("POST", Path, WebRequests.NewEntry(), headers: key);
        WebAnswer other = await desk.SendAsync("POST", Path, WebRequests.NewEntry(patientID: "P2"), headers: key);

        Assert.Equal((201, 200, 422), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.Single((await desk.GetJsonAsync(Path)).AsArray());
    }

    [Fact]
    public async Task Entry_ThatIsRemoved_IsGone()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry());

        Assert.Equal(412, (await desk.SendAsync("DELETE", PathOf(made), headers: ("If-Match", "\"0\""))).Status);
        Assert.Equal(204, (await desk.SendAsync("DELETE", PathOf(made), headers: ("If-Match", made.Tag))).Status);
        Assert.Equal(404, (await desk.SendAsync("DELETE", PathOf(made))).Status);
        Assert.Empty((await desk.GetJsonAsync(Path)).AsArray());
    }

    [Fact]
    public async Task Entry_ThatLacksMuch_IsAProblemThatNamesEachAttribute()
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer answer = await scene.As("desk").SendAsync("POST", Path, WebRequests.NewEntry(patientID: null));

        Assert.Equal(400, answer.Status);
        JsonNode problem = Assert.Single(answer.Json["invalid"]!.AsArray())!;
        Assert.Equal(("PatientID", "00100020"), ($"{problem["attribute"]}", $"{problem["tag"]}"));
        Assert.Equal($"{answer.Json["detail"]}", $"{answer.Json["errorMessage"]}");
    }

    [Fact]
    public async Task Entry_WithSeveralWrongValues_IsAProblemThatNamesEachWithItsForm()
    {
        await using WebScene scene = await WebScene.StartAsync();
        JsonNode entry = JsonNode.Parse(WebRequests.NewEntry(date: "28.11.2026"))!;
        entry["00400100"]!["Value"]![0]!["00400003"]!["Value"]![0] = "9 o'clock";
        entry["00100040"] = JsonNode.Parse("""{ "vr": "CS", "Value": ["X"] }""");

        WebAnswer answer = await scene.As("desk").SendAsync("POST", Path, entry.ToJsonString());

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            [
                ("00100040", "expected M, F, O"), ("00400100.00400002", "expected YYYYMMDD"),
                ("00400100.00400003", "expected HHMMSS or the first digits of it"),
            ],
            answer.Json["invalid"]!.AsArray().Select(
                each => ($"{each!["tag"]}", $"{each["detail"]}"[$"{each["detail"]}".IndexOf("expected", StringComparison.Ordinal)..])));
    }

    [Fact]
    public async Task Entry_ThatTheClientHasAlready_IsNotSentAgain()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry());

        WebAnswer same = await desk.SendAsync("GET", PathOf(made), headers: ("If-None-Match", $"\"0\", {made.Tag}"));
        WebAnswer other = await desk.SendAsync("GET", PathOf(made), headers: ("If-None-Match", "\"0\""));

        Assert.Equal((304, "", made.Tag), (same.Status, same.Body, same.Tag));
        Assert.Equal((200, made.Body), (other.Status, other.Body));
    }

    [Fact]
    public async Task Entry_WithADescriptionOfItsStep_HasItForItsProcedureToo()
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer made = await scene.As("desk").SendAsync("POST", Path, WebRequests.NewEntry());

        Assert.Equal("CT head", made.ValueOf("00321060"));
    }

    [Fact]
    public async Task Change_WithoutAVersion_Is428WhereTheSiteWantsOne()
    {
        using var files = new TemporaryDirectory();
        string config = files.Combine("wlmscp.json");
        await File.WriteAllTextAsync(
            config, """{ "http": { "requireIfMatch": true } }""", TestContext.Current.CancellationToken);
        await using WebScene scene = await WebScene.StartAsync(null, "--config", config);
        HttpClient desk = scene.As("desk");

        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry(study: "1.2.3", step: "S1"));
        WebAnswer changed = await desk.SendAsync("POST", Path, WebRequests.NewEntry(name: "X", study: "1.2.3", step: "S1"));

        Assert.Equal((201, 428), (made.Status, changed.Status));
        Assert.Equal(428, (await desk.SendAsync("DELETE", PathOf(made))).Status);
        Assert.Equal(428, (await desk.SendAsync("POST", $"{PathOf(made)}/status/READY")).Status);
        Assert.Equal(428, (await desk.SendAsync("POST", $"{Path}/status/READY?PatientID=P1")).Status);
    }

    [Fact]
    public async Task Entry_WhoseStepIDHasASlash_IsReached()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.SendAsync("POST", Path, WebRequests.NewEntry(study: "1.2.3", step: "A/77"));

        Assert.Equal(200, (await desk.SendAsync("GET", $"{Path}/1.2.3/A%2F77")).Status);
        Assert.Equal(204, (await desk.SendAsync("POST", $"{Path}/1.2.3/A%2f77/status/ARRIVED")).Status);
        Assert.Equal(204, (await desk.SendAsync("DELETE", $"{Path}/1.2.3/A%2F77")).Status);
    }

    [Fact]
    public async Task Explain_OfASearch_SaysWhichKeysAnEntryFails()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry { Modality = "MR" }));

        JsonNode explained = await scene.As("read").GetJsonAsync("rs/AETITLE_1/explain?Modality=CT&PatientSex=M");

        Assert.False(explained[0]!["isFound"]!.GetValue<bool>());
        JsonNode reason = Assert.Single(explained[0]!["reasons"]!.AsArray())!;
        Assert.Equal(
            ("ScheduledProcedureStepSequence.Modality", "CT", "MR"),
            ($"{reason["attribute"]}", $"{reason["asked"]}", $"{reason["has"]}"));
    }

    [Fact]
    public async Task Explain_OfADevice_ReadsTheAreasOfItsProfile_AndNoOther()
    {
        using var root = new TemporaryDirectory();
        string configuration = root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(
            configuration,
            """{ "devices": [ { "calling": "CT1", "areas": "WARD" }, { "calling": "CT2", "areas": "NOWHERE" } ] }""",
            TestContext.Current.CancellationToken);
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            area.Write("1.wl", new Entry { StartTime = "10" });
            string areas = System.IO.Path.GetDirectoryName(area.Path)!;
            new WorklistArea(areas, "WARD").Write("1.wl", new Entry { StartTime = "09" });
            new WorklistArea(areas, "OTHER").Write("1.wl", new Entry());
        }, "--config", configuration);

        JsonNode explained = await scene.As("read").GetJsonAsync("rs/AETITLE_1/explain?calling=CT1");
        JsonNode others = await scene.As("read").GetJsonAsync("rs/AETITLE_1/explain?calling=CT9");
        WebAnswer refused = await scene.As("read").SendAsync("GET", "rs/AETITLE_1/explain?calling=CT2");

        Assert.Equal(["WARD", "AETITLE_1"], explained.AsArray().Select(entry => $"{entry!["area"]}"));
        Assert.Equal(["AETITLE_1"], others.AsArray().Select(entry => $"{entry!["area"]}"));
        Assert.Equal(503, refused.Status);
    }

    private static string PathOf(WebAnswer entry) =>
        $"{Path}/{entry.ValueOf("0020000D")}/{entry.ValueOf("00400100", "00400009")}";

    private static string Renamed(WebAnswer entry, string name)
    {
        JsonNode dataset = entry.Json;
        dataset["00100010"]!["Value"]![0]!["Alphabetic"] = name;
        return dataset.ToJsonString();
    }
}
