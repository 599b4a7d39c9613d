using System.Text.Json.Nodes;

namespace Wlmscp.Tests.Web;

/// <summary>What the page asks the server for.</summary>
public sealed class DeskTests
{
    private const string Json = "application/json";

    [Fact]
    public async Task Lists_WithoutConfiguration_AreWhatEntriesName()
    {
        await using WebScene scene = await StartAsync();

        JsonNode lists = await scene.As("read").GetJsonAsync("desk/AETITLE_1/lists");

        Assert.Equal(["CT1", "MR1"], lists["devices"]!.AsArray().Select(device => $"{device!["aeTitle"]}"));
        Assert.Equal(["EXAM74"], lists["exams"]!.AsArray().Select(exam => $"{exam!["name"]}").Distinct());
        Assert.Equal(["Johnson^Jack"], lists["physicians"]!["performing"]!.AsArray().Select(name => $"{name}"));
    }

    [Fact]
    public async Task Lists_OfTheConfiguration_CountAndChangeWithIt()
    {
        using var files = new TemporaryDirectory();
        string config = files.Combine("wlmscp.json");
        await WriteAsync(config, "CT, room 1");
        await using WebScene scene = await WebScene.StartAsync(null, "--config", config);
        HttpClient desk = scene.As("read");

        JsonNode lists = await desk.GetJsonAsync("desk/AETITLE_1/lists");
        Assert.Equal(
            """[{"aeTitle":"CT1","name":"CT, room 1","modality":"CT","opens":"07:30","closes":"18:00"}]""",
            lists["devices"]!.ToJsonString());
        Assert.Equal(20, lists["exams"]![0]!["minutes"]!.GetValue<int>());
        Assert.Equal("""["PatientBirthDate"]""", lists["required"]!.ToJsonString());

        await WriteAsync(config, "CT, room 2");
        scene.Daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGHUP);
        await Eventually.IsTrueAsync(
            async () => $"{(await desk.GetJsonAsync("desk/AETITLE_1/lists"))["devices"]![0]!["name"]}" == "CT, room 2",
            "the new name");
    }

    [Theory]
    [InlineData("""{"from":"20261203","to":"20261203"}""", "P1")]
    [InlineData("""{"from":"20261203"}""", "P1,P2")]
    [InlineData("""{"text":"vival"}""", "P1")]
    [InlineData("""{"text":"clara wieck"}""", "P2")]
    [InlineData("""{"text":"Wieck^Clara"}""", "P2")]
    [InlineData("""{"text":"p2"}""", "P2")]
    [InlineData("""{"text":"ACC-1"}""", "P1")]
    [InlineData("""{"text":"13.9.1819"}""", "P2")]
    [InlineData("""{"text":"1819-09-13"}""", "P2")]
    [InlineData("""{"text":"*"}""", "P1,P2")]
    [InlineData("""{"text":"nobody"}""", "")]
    [InlineData("""{"text":"vivaldi","from":"20261204"}""", "")]
    [InlineData("{}", "P1,P2")]
    public async Task Entries_ByDayAndText_AreFound(string asked, string expected)
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync("POST", "desk/AETITLE_1/entries", asked, Json);

        Assert.Equal(
            expected,
            string.Join(',', answer.Json["entries"]!.AsArray().Select(entry => entry!["dataset"]!.ValueOf("00100020"))));
    }

    [Fact]
    public async Task Entry_OfTheList_HasTheETagThatItIsReadWith()
    {
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("desk");
        foreach (string status in (string[])["ARRIVED", "CANCELED"])
        {
            WebAnswer listed = await desk.SendAsync("POST", "desk/AETITLE_1/entries", """{"text":"P1"}""", Json);
            JsonNode entry = listed.Json["entries"]![0]!;
            string path = $"rs/AETITLE_1/mwlitems/{entry["study"]}/{entry["step"]}";
            Assert.Equal($"{entry["etag"]}", (await desk.SendAsync("GET", path)).Tag);
            Assert.Equal(204, (await desk.SendAsync(
                "POST", $"{path}/status/{status}", headers: ("If-Match", $"{entry["etag"]}"))).Status);
        }

        WebAnswer last = await desk.SendAsync("POST", "desk/AETITLE_1/entries", """{"text":"P1"}""", Json);
        Assert.True(last.Json["entries"]![0]!["isDone"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Preview_OfADevice_IsItsAnswerOrWhyNot()
    {
        await using WebScene scene = await StartAsync();
        HttpClient desk = scene.As("read");

        WebAnswer found = await desk.SendAsync(
            "POST", "desk/AETITLE_1/preview", """{"study":"1.2.1","step":"SPD1342","calling":"CT1"}""", Json);
        WebAnswer missed = await desk.SendAsync(
            "POST", "desk/AETITLE_1/explain", """{"study":"1.2.1","step":"SPD1342","calling":"MR1"}""", Json);

        Assert.Contains("(0010,0020) LO [P1", $"{found.Json["text"]}", StringComparison.Ordinal);
        Assert.False(missed.Json["isFound"]!.GetValue<bool>());
        Assert.Equal(("MR1", "CT1"), ($"{missed.Json["reasons"]![0]!["asked"]}", $"{missed.Json["reasons"]![0]!["has"]}"));
    }

    [Theory]
    [InlineData("entries", "{")]
    [InlineData("entries", "[]")]
    [InlineData("entries", """{"from":"1.1.2026"}""")]
    [InlineData("preview", "{}")]
    [InlineData("preview", """{"study":"1.2.1","step":"SPD1342","calling":"\\"}""")]
    public async Task Question_ThatIsWrong_Is400(string what, string body)
    {
        await using WebScene scene = await StartAsync();

        Assert.Equal(400, (await scene.As("read").SendAsync("POST", $"desk/AETITLE_1/{what}", body, Json)).Status);
    }

    [Fact]
    public async Task Changes_OfWhoever_AreTold()
    {
        await using WebScene scene = await StartAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using Stream stream = await scene.As("read").GetStreamAsync("desk/AETITLE_1/events", limit.Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("event: change", await NextAsync(reader, limit.Token));

        scene.Area.Write("new.wl", new Entry { PatientID = "P3", StudyInstanceUID = "1.2.3" });

        Assert.Equal("event: change", await NextAsync(reader, limit.Token));
    }

    [Fact]
    public async Task Changes_ForWhoIsTakenOut_End()
    {
        await using WebScene scene = await StartAsync();
        await using Stream stream = await scene.As("read").GetStreamAsync(
            "desk/AETITLE_1/events", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        await NextAsync(reader, TestContext.Current.CancellationToken);
        scene.WriteUsers("desk");
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken); // the file is looked at once a second

        scene.Area.Write("new.wl", new Entry { PatientID = "P3", StudyInstanceUID = "1.2.3" });

        Assert.Null(await NextAsync(reader, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_IsWhole_AndSmall()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient client = scene.As(null);

        WebAnswer page = await client.SendAsync("GET", "");
        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        WebAnswer script = await client.SendAsync("GET", "page/main.js", headers: ("Accept-Encoding", "gzip"));
        Assert.Equal(("gzip", "text/javascript; charset=utf-8"), (script.Headers["Content-Encoding"], script.Headers["Content-Type"]));
        Assert.Equal(304, (await client.SendAsync("GET", "page/main.js", headers: ("If-None-Match", script.Tag))).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "page/../main.js")).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "page/%2e%2e/%2e%2e/etc/passwd")).Status);
    }

    private static Task<WebScene> StartAsync() => WebScene.StartAsync(area =>
    {
        area.Write("1.wl", new Entry
        {
            PatientID = "P1", AccessionNumber = "ACC-1", StudyInstanceUID = "1.2.1", Modality = "CT", StationAETitle = "CT1",
            StartDate = "20261203",
        });
        area.Write("2.wl", new Entry
        {
            PatientID = "P2", PatientName = "Wieck^Clara", PatientBirthDate = "18190913", AccessionNumber = "ACC-2",
            StudyInstanceUID = "1.2.2", StationAETitle = "MR1", StartDate = "20261204",
        });
    });

    private static Task WriteAsync(string path, string name) => File.WriteAllTextAsync(
        path,
        $$"""
        { "http": {
            "devices": [ { "station": "CT1", "name": "{{name}}", "modality": "CT", "opens": "07:30", "closes": "18:00" } ],
            "exams": [ { "name": "CT head", "modality": "CT", "duration": "20m" } ],
            "required": "PatientBirthDate" } }
        """,
        TestContext.Current.CancellationToken);

    private static async Task<string?> NextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }
}
