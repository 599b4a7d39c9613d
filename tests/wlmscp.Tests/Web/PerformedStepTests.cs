namespace Wlmscp.Tests.Web;

/// <summary>Performed steps over HTTP (DICOM Supplement 246, MPPS-RS) do what those of DIMSE do.</summary>
public sealed class PerformedStepTests
{
    private const string Path = "dicomweb/AETITLE_1/modality-performed-procedure-steps/1.2.3.4";

    private const string Begun = """
        { "00400252": { "vr": "CS", "Value": ["IN PROGRESS"] },
          "00400253": { "vr": "SH", "Value": ["PPS1"] },
          "00400241": { "vr": "AE", "Value": ["CT1"] },
          "00400244": { "vr": "DA", "Value": ["20261128"] },
          "00400245": { "vr": "TM", "Value": ["0930"] },
          "00080060": { "vr": "CS", "Value": ["MR"] },
          "00400270": { "vr": "SQ", "Value": [ {
            "0020000D": { "vr": "UI", "Value": ["1.2.276.0.7230010.3.2.101"] },
            "00400009": { "vr": "SH", "Value": ["SPD1342"] } } ] } }
        """;

    private const string Completed = """
        { "00400252": { "vr": "CS", "Value": ["COMPLETED"] },
          "00400250": { "vr": "DA", "Value": ["20261128"] },
          "00400251": { "vr": "TM", "Value": ["0945"] } }
        """;

    [Theory]
    [InlineData("POST", $"{Path}?update")]
    [InlineData("POST", $"{Path}/update")]
    [InlineData("PATCH", Path)]
    public async Task Step_ThatIsCompleted_LeavesTheList(string method, string update)
    {
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("desk");

        WebAnswer created = await desk.SendAsync("POST", Path, Begun);
        Assert.Equal((201, $"/{Path}"), (created.Status, created.Headers["Location"]));
        Assert.Equal(["AV35674"], await scene.Daemon.FindPatientIDsAsync());
        WebAnswer entry = await desk.SendAsync("GET", "rs/AETITLE_1/mwlitems/1.2.276.0.7230010.3.2.101/SPD1342");
        Assert.Equal("STARTED", entry.ValueOf("00400100", "00400020"));

        Assert.Equal(200, (await desk.SendAsync(method, update, Completed)).Status);
        Assert.Empty(await scene.Daemon.FindPatientIDsAsync());
        Assert.Equal("COMPLETED", (await desk.SendAsync("GET", Path)).ValueOf("00400252"));
        Assert.Equal(
            ["00400252"], (await desk.SendAsync("GET", $"{Path}?includefield=00400252")).Json.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Step_ThatIsWrong_IsRefusedAsDimseRefusesIt()
    {
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("desk");

        Assert.Equal(404, (await desk.SendAsync("GET", Path)).Status);
        Assert.Equal(404, (await desk.SendAsync("POST", $"{Path}?update", Completed)).Status);
        Assert.Equal(400, (await desk.SendAsync("POST", Path, Completed)).Status);
        Assert.Equal(400, (await desk.SendAsync("POST", Path, "{")).Status);
        Assert.Equal(400, (await desk.SendAsync("POST", Path.Replace("1.2.3.4", "..%2fx", StringComparison.Ordinal), Begun)).Status);
        Assert.Equal(201, (await desk.SendAsync("POST", Path, Begun)).Status);
        Assert.Equal(409, (await desk.SendAsync("POST", Path, Begun)).Status);
        Assert.Equal(200, (await desk.SendAsync("PATCH", Path, Completed)).Status);
        Assert.Equal(409, (await desk.SendAsync("PATCH", Path, Completed)).Status);
    }

    // By the profile of the station that performs it, which asks for the area from where the client is.
    [Theory]
    [InlineData("{ \"calling\": \"CT1\", \"called\": \"AETITLE_1\", \"address\": \"127.0.0.1\", \"mpps\": { \"accept\": false } }", 403)]
    [InlineData("{ \"calling\": \"CT1\", \"address\": \"192.0.2.0/24\", \"mpps\": { \"accept\": false } }", 201)]
    [InlineData("{ \"calling\": \"CT1\", \"mpps\": { \"strict\": true } }", 400)]
    public async Task Step_IsTakenAsTheProfileOfItsStationSays(string profile, int status)
    {
        using var root = new TemporaryDirectory();
        string configuration = root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(
            configuration, $"{{ \"devices\": [ {profile} ] }}", TestContext.Current.CancellationToken);
        await using WebScene scene = await WebScene.StartAsync(
            area => area.Write("1.wl", new Entry()), "--mpps", "--config", configuration);

        Assert.Equal(status, (await scene.As("desk").SendAsync("POST", Path, Begun)).Status);
    }

    [Theory]
    [InlineData("ARRIVED")]
    [InlineData("CANCELED")]
    public async Task Step_ThatIsCompleted_IsTakenBackOnlyByWhoHasSeenThat(string status)
    {
        const string Entry = "rs/AETITLE_1/mwlitems/1.2.276.0.7230010.3.2.101/SPD1342";
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.SendAsync("POST", Path, Begun);
        await desk.SendAsync("PATCH", Path, Completed);

        WebAnswer late = await desk.SendAsync("POST", $"{Entry}/status/{status}");
        Assert.Equal(409, late.Status);
        Assert.Contains("COMPLETED, expected If-Match", $"{late.Json["detail"]}", StringComparison.Ordinal);
        WebAnswer known = await desk.SendAsync("GET", Entry);
        Assert.Equal("COMPLETED", known.ValueOf("00400100", "00400020"));
        Assert.Equal(204, (await desk.SendAsync("POST", $"{Entry}/status/COMPLETED")).Status);
        Assert.Equal(
            204, (await desk.SendAsync("POST", $"{Entry}/status/{status}", headers: ("If-Match", known.Tag))).Status);
    }

    [Fact]
    public async Task Step_InTheLog_IsOfTheUser()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()), "--mpps", "-v");

        await scene.As("desk").SendAsync("POST", Path, Begun);
        await scene.As("desk").SendAsync("POST", Path, Begun);

        await scene.Daemon.WaitForErrorLineAsync(
            line => line.Contains("N-CREATE 1.2.3.4 of desk: 0000", StringComparison.Ordinal));
        await scene.Daemon.WaitForErrorLineAsync(
            line => line.Contains("N-CREATE 1.2.3.4 of desk at 127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_WithoutTheirOption_AreNotServed()
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.Equal(404, (await scene.As("desk").SendAsync("GET", Path)).Status);
    }

    private static Task<WebScene> StartAsync() =>
        WebScene.StartAsync(area => area.Write("1.wl", new Entry()), "--mpps");
}
