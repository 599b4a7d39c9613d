using System.Text.Json;

namespace Wlmscp.Tests.Explaining;

/// <summary><c>wlmscp explain --from</c>: recorded queries, asked again by other profiles.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string AllOfStation = """
        (0008,0050) SH []
        (0010,0010) PN []
        (0040,0100) SQ
          (fffe,e000) na
            (0040,0001) AE [CT9]
            (0008,0060) CS []
          (fffe,e00d) na
        (fffe,e0dd) na
        """;

    private readonly TemporaryDirectory _root = new();

    public ReplayTests()
    {
        Write("AETITLE_1", "1.wl", "CT1");
        Write("AETITLE_1", "2.wl", "CT9");
        Write("WARD", "1.wl", "CT1");
        Directory.CreateDirectory(Requests);
    }

    private string Requests => _root.Combine("requests");

    private string Areas => _root.Combine("areas");

    public void Dispose() => _root.Dispose();

    // The way of an administrator: record, write a profile, ask again.
    [Fact]
    public async Task RecordedByTheDaemon_AreAskedAgain_OfTheAreaAndDeviceThatTheirNamesTell()
    {
        await using (WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", Areas, "--request-file-path", Requests, "--request-file-format", "#c.#a.#t.dump"))
        {
            await QueryAsync(daemon, "CT1", "AETITLE_1", "ScheduledStationAETitle=CT9", "PatientName=");
            await QueryAsync(daemon, "CT1", "AETITLE_1", "ScheduledStationAETitle=CT9", "PatientName=");
            await QueryAsync(daemon, "CT1", "WARD", "ScheduledStationAETitle=CT9");
            await QueryAsync(daemon, "MR1", "AETITLE_1", "PatientName=");
        }

        string configuration = Configure("new", """{ "calling": "CT1", "station": { "force": "CT1" } }""");
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", Areas, "--from", Requests, "--request-file-format", "#c.#a.#t.dump", "--config", configuration);

        string[] lines = run.Output.Split('\n');
        Assert.Matches(@"^.*/AETITLE_1\.CT1\.[0-9]{20}\.dump: CT1 asks AETITLE_1, as in 1 more$", lines[0]);
        Assert.Equal(["  profile: none becomes devices[0] (CT1)", "  more: 1.wl", "  less: 2.wl"], lines[1..4]);
        Assert.Matches(@"^.*/WARD\.CT1\.[0-9]{20}\.dump: CT1 asks WARD$", lines[4]);
        Assert.Equal(
            ["  profile: none becomes devices[0] (CT1)", "  entries: 0 becomes 1", "  more: 1.wl", "3 of 4 requests are answered otherwise", ""],
            lines[5..]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task NamesThatTellNothing_AreOfCallingAndArea()
    {
        Record("1.dump", AllOfStation);
        string configuration = Configure("new", """{ "calling": "CT1", "station": { "alias": "CT1" } }""");

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);

        Assert.Equal(
            $"""
            {Requests}/1.dump: CT1 asks AETITLE_1
              profile: none becomes devices[0] (CT1)
              entries: 1 becomes 2
              more: 1.wl
            1 of 1 request is answered otherwise

            """,
            run.Output);
    }

    [Fact]
    public async Task Against_IsWhatCountsUntilNow()
    {
        Record("1.dump", AllOfStation);
        Record("2.dump", "(0010,0020) LO [nobody]");
        string before = Configure("old", """{ "calling": "MR*" }, { "calling": "CT1", "limit": 1, "station": { "alias": "CT1" } }""");
        string after = Configure(
            "new", """{ "calling": "CT1", "station": { "alias": "CT1" }, "set": { "PatientName": "SECRET", "AccessionNumber": "A" } }""");
        string[] words = ["--calling", "CT1", "--from", Requests, "--config", after, "--against", before];

        ProgramRun run = await ReplayAsync(words);
        ProgramRun values = await ReplayAsync([.. words, "--values"]);
        ProgramRun summary = await ReplayAsync([.. words, "--summary"]);
        ProgramRun same = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", after, "--against", after);

        Assert.Equal(
            $"""
            {Requests}/1.dump: CT1 asks AETITLE_1
              profile: devices[1] (CT1) becomes devices[0] (CT1)
              entries: 1 becomes 2
              more: 2.wl
              other AccessionNumber, PatientName: 1.wl
            1 of 2 requests are answered otherwise, 1 find nothing before and after

            """,
            run.Output);
        Assert.DoesNotContain("Vivaldi", run.Output, StringComparison.Ordinal);
        Assert.Contains("  1.wl: PatientName: \"Vivaldi^Antonio\" becomes \"SECRET\"\n", values.Output, StringComparison.Ordinal);
        Assert.Equal("1 of 2 requests are answered otherwise, 1 find nothing before and after\n", summary.Output);
        Assert.Equal(
            (0, "0 of 2 requests are answered otherwise, 1 find nothing before and after\n"), (same.ExitCode, same.Output));
    }

    [Fact]
    public async Task OtherOrder_IsAnswersOtherwise()
    {
        new WorklistArea(Areas, "AETITLE_1").Write(
            "1.wl", new Entry { StationAETitle = "CT1", StepID = "1", PatientName = "Zelenka^Jan" });
        Record("1.dump", "(0010,0010) PN []");
        string configuration = Configure("new", """{ "calling": "CT1", "order": ["name"] }""");
        string[] words = ["--calling", "CT1", "--from", Requests, "--config", configuration];

        ProgramRun run = await ReplayAsync(words);
        ProgramRun json = await ReplayAsync([.. words, "--json"]);

        Assert.Equal(
            $"""
            {Requests}/1.dump: CT1 asks AETITLE_1
              profile: none becomes devices[0] (CT1)
              order: time becomes name
            1 of 1 request is answered otherwise

            """,
            run.Output);
        Assert.Equal(1, run.ExitCode);
        using var document = JsonDocument.Parse(json.Output);
        Assert.True(document.RootElement.GetProperty("queries")[0].GetProperty("reordered").GetBoolean());
    }

    [Fact]
    public async Task FurtherAreas_AreRead_AndNameTheirEntries()
    {
        Record("1.dump", "(0010,0010) PN []");
        string configuration = Configure("new", """{ "areas": "WARD", "limit": 9 }""");
        string broken = Configure("broken", """{ "areas": "NOWHERE" }""");

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);
        ProgramRun refused = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", broken);

        Assert.Contains("  entries: 2 becomes 3\n  more: WARD/1.wl\n1 of 1", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\n  refused: no becomes devices[0]: the daemon refuses the query: ", refused.Output, StringComparison.Ordinal);
        Assert.Contains("\n  entries: 2 becomes 0\n  less: 1.wl, 2.wl\n", refused.Output, StringComparison.Ordinal);
    }

    // As before a profile with servedAs, for which it is recorded.
    [Fact]
    public async Task AreaThatIsNotThere_RefusesItsRequests_AndTheOthersAreAsked()
    {
        Record("OTHER.1.dump", AllOfStation);
        Record("WARD.2.dump", AllOfStation);
        string configuration = Configure("new", """{ "called": "OTHER", "servedAs": "AETITLE_1" }""");

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", Areas, "--from", Requests, "--request-file-format", "#c.#i.dump", "--calling", "CT1", "--config", configuration);

        Assert.Equal(
            $"""
            {Requests}/OTHER.1.dump: CT1 asks OTHER
              profile: none becomes devices[0]
              refused: {Areas}: no storage area 'OTHER', expected one of AETITLE_1, WARD becomes no
              entries: 0 becomes 1
              more: 2.wl
            1 of 2 requests are answered otherwise, 1 find nothing before and after

            """,
            run.Output);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task DirectoryWithoutAreas_IsAnError()
    {
        Record("1.dump", AllOfStation);

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", _root.Combine("none"), "AETITLE_1", "--calling", "CT1", "--from", Requests, "--config", Configure("new", "{ }"));

        Assert.Equal(
            $"wlmscp explain: {_root.Combine("none")}: no such directory, expected the one that holds the storage areas\n", run.Error);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task DeviceThatIsServedFromAnotherArea_IsAskedThere()
    {
        Record("1.dump", AllOfStation);
        string configuration = Configure("new", """{ "calling": "CT1", "servedAs": "WARD", "station": { "force": "CT1" } }""");

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);

        Assert.Contains("\n  more: WARD/1.wl\n  less: AETITLE_1/2.wl\n1 of 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedQuery_AndStatusOfAnswers_AreToldToo()
    {
        Record("1.dump", "(0010,0030) DA [sometime]\n(0010,0010) PN []");
        Record("2.dump", "(0008,0050) SH []\n(0008,103e) LO [chest]");
        string configuration = Configure("new", """{ "ignore": "PatientBirthDate", "noWarnings": true }""");

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);

        Assert.Contains(
            "  refused: A900: Invalid value for an attribute with VR=DA becomes no\n  entries: 0 becomes 2\n  more: 1.wl, 2.wl\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  status: FF01 becomes FF00\n2 of 2 requests are", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestsThatAreRefusedAsBefore_AreToldAndCounted_NotAmongThoseThatFindNothing()
    {
        Record("1.dump", "(0010,0030) DA [sometime]");
        Record("2.dump", "(0010,0020) LO [nobody]");
        string configuration = Configure("new", "{ }");

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);
        ProgramRun json = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration, "--json");

        Assert.Equal(
            $"""
            {Requests}/1.dump: CT1 asks AETITLE_1
              profile: none becomes devices[0]
              refused before and after: A900: Invalid value for an attribute with VR=DA
            0 of 2 requests are answered otherwise, 1 find nothing before and after, 1 refused before and after

            """,
            run.Output);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            (0, 1, 1),
            (document.RootElement.GetProperty("different").GetInt32(), document.RootElement.GetProperty("empty").GetInt32(),
                document.RootElement.GetProperty("refused").GetInt32()));
    }

    [Fact]
    public async Task DirectoryWithoutRequests_IsAnError()
    {
        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", Configure("new", "{ }"));

        Assert.Equal(
            $"wlmscp explain: --from {Requests}: no file, nothing was asked again; expected request files of the daemon\n", run.Error);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Json_HasTheSame_AndValuesOnlyWhereTheyAreWanted()
    {
        Record("1.dump", AllOfStation);
        Record("2.dump", AllOfStation);
        string configuration = Configure("new", """{ "calling": "CT1", "set": { "PatientName": "SECRET" } }""");
        string[] words = ["--calling", "CT1", "--from", Requests, "--config", configuration, "--json"];

        ProgramRun run = await ReplayAsync(words);
        ProgramRun values = await ReplayAsync([.. words, "--values"]);

        using var document = JsonDocument.Parse(run.Output);
        JsonElement root = document.RootElement;
        Assert.Equal(
            (2, 2, 0),
            (root.GetProperty("requests").GetInt32(), root.GetProperty("different").GetInt32(), root.GetProperty("empty").GetInt32()));
        JsonElement query = Assert.Single(root.GetProperty("queries").EnumerateArray());
        Assert.Equal(2, query.GetProperty("files").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, query.GetProperty("before").GetProperty("profile").ValueKind);
        Assert.Equal("devices[0]", query.GetProperty("after").GetProperty("profile").GetString());
        JsonElement answer = Assert.Single(query.GetProperty("answers").EnumerateArray());
        Assert.Equal("2.wl", answer.GetProperty("file").GetString());
        Assert.Equal(
            ["attribute"], Assert.Single(answer.GetProperty("changes").EnumerateArray()).EnumerateObject().Select(each => each.Name));
        using var withValues = JsonDocument.Parse(values.Output);
        Assert.Equal(
            "Vivaldi^Antonio",
            withValues.RootElement.GetProperty("queries")[0].GetProperty("answers")[0].GetProperty("changes")[0]
                .GetProperty("before").GetString());
    }

    [Theory]
    [InlineData("#a_#c", "CT_1_AETITLE_1")]
    [InlineData("#a-#t.dump", "CT1.dump")]
    [InlineData("#a@#c@#p", "CT1@WARD@P@1")]
    public async Task NameThatCanBeReadInSeveralWaysOrNone_AsksForTheOption(string format, string name)
    {
        Record(name, AllOfStation);
        string configuration = Configure("new", "{ }");

        ProgramRun run = await ReplayAsync(
            "--from", Requests, "--request-file-format", format, "--config", configuration);

        Assert.Equal(
            $"wlmscp explain: {Requests}/{name}: its name does not tell by --request-file-format '{format}' who asked whom, "
            + "expected --calling AETITLE\n",
            run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    // Whatever stands for Patient ID and process: the titles are told by what is around them.
    [Theory]
    [InlineData("#a@#c@#p@#t@#i", "CT 1@WARD@P1@20261201000000000000@77")]
    [InlineData("#t-#a-#p", "20261201000000000000-CT 1-")]
    [InlineData("#a#a#t", "CT 1CT 120261201000000000000")]
    [InlineData("x#x#a", "x_xCT 1")]
    public async Task Name_TellsTheTitles_AroundWhateverElseItHas(string format, string name)
    {
        Record(name, AllOfStation);
        string configuration = Configure("new", """{ "calling": "CT 1", "ignore": "ScheduledStationAETitle" }""");

        ProgramRun run = await ReplayAsync(
            "--from", Requests, "--request-file-format", format, "--calling", "OTHER", "--config", configuration);

        Assert.Contains("CT 1 asks ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from: no --config FILE, expected the one that is to count", "D", "A", "--calling", "CT1", "--from", "F")]
    [InlineData("--from: no --calling AETITLE, expected it, or --request-file-format with #a", "D", "A", "--config", "F", "--from", "F")]
    [InlineData("explain: no AETITLE, expected one, or --request-file-format with #c", "D", "--config", "F", "--calling", "C", "--from", "F")]
    [InlineData("explain: QUERY|KEY=VALUE...: one query, expected none with --from", "D", "A", "B", "--config", "F", "--from", "F")]
    [InlineData("--against: without effect, expected --from FILE... too", "D", "A", "B", "--against", "F")]
    [InlineData("--from: of a query, expected none with --hl7", "--hl7", "F", "--dir", "D", "--from", "F")]
    public async Task WordsThatDoNotGoTogether_AreRefused(string line, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["explain", .. words]);

        Assert.StartsWith($"wlmscp: {line}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task BrokenFiles_AreNamed()
    {
        string configuration = Configure("new", "{ }");
        string broken = Configure("broken", "3");
        Record("1.dump", "no dump text");

        ProgramRun request = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", configuration);
        ProgramRun against = await ReplayAsync(
            "--calling", "CT1", "--from", Requests, "--config", configuration, "--against", broken);
        ProgramRun nowhere = await ReplayAsync("--calling", "CT1", "--from", _root.Combine("none"), "--config", configuration);

        Assert.StartsWith($"wlmscp explain: {Requests}/1.dump: ", request.Error, StringComparison.Ordinal);
        Assert.StartsWith($"wlmscp explain: --against {broken}:1: ", against.Error, StringComparison.Ordinal);
        Assert.StartsWith($"wlmscp explain: {_root.Combine("none")}: no such file", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal((3, 3, 3), (request.ExitCode, against.ExitCode, nowhere.ExitCode));
    }

    // One that was cut off, or lies there by mistake, does not keep the others from being asked.
    [Fact]
    public async Task BrokenFileAmongOthers_IsNamed_AndTheOthersAreAsked()
    {
        Record("1.dump", "no dump text");
        Record("2.dump", AllOfStation);

        ProgramRun run = await ReplayAsync("--calling", "CT1", "--from", Requests, "--config", Configure("new", """{ "limit": 1 }"""));

        Assert.StartsWith($"wlmscp explain: {Requests}/1.dump: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("; it is not asked again\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("0 of 1 request is answered otherwise\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
    }

    private static async Task QueryAsync(WlmscpProcess daemon, string calling, string called, params string[] keys)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            ["query", "127.0.0.1", $"{daemon.Port}", "--calling", calling, "--called", called, .. keys]);
        Assert.InRange(run.ExitCode, 0, 1);
    }

    private void Write(string area, string name, string station) =>
        new WorklistArea(Areas, area).Write(name, new Entry { StationAETitle = station, StepID = $"{area}{name}" });

    private void Record(string name, string dump) => File.WriteAllText(Path.Join(Requests, name), dump + "\n");

    private string Configure(string name, string devices)
    {
        string path = _root.Combine($"{name}.json");
        File.WriteAllText(path, $$"""{ "devices": [ {{devices}} ] }""");
        return path;
    }

    private Task<ProgramRun> ReplayAsync(params string[] words) =>
        ProgramRun.WlmscpAsync(["explain", Areas, "AETITLE_1", .. words]);
}
