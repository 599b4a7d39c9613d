using System.Text.Json;

namespace Wlmscp.Tests.Explaining;

/// <summary><c>wlmscp explain</c>.</summary>
[KnowsDates]
public sealed class ExplainTests : IDisposable
{
    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples");

    private static readonly string SampleAreas = Path.Join(Samples, "wlistdb");

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Samples_OfWhichOneMatches_AreExplainedOneByOne()
    {
        string output = await ExplainAsync(
            0, SampleAreas, "AETITLE_1", Path.Join(Samples, "queries", "station-ae-title.dump"));
        string[] lines = output.Split('\n');

        Assert.Single(lines, line => line.EndsWith(".wl: matches", StringComparison.Ordinal));
        Assert.Equal(10, lines.Count(line => line.StartsWith("wklist", StringComparison.Ordinal)));
        Assert.Contains("1 of 10 entries match", lines);
    }

    [Fact]
    public async Task Samples_OfWhichNoneMatches_SayWhichKeyToLeaveOut()
    {
        string output = await ExplainAsync(
            1, SampleAreas, "AETITLE_1", "Modality=CT", "ScheduledProcedureStepStartDate=29991231-");

        Assert.Equal(
            """
            wklist01.wl: ScheduledProcedureStepStartDate: query "29991231-", entry "20261123"
            wklist02.wl: Modality: query "CT", entry "MR"
            wklist03.wl: Modality: query "CT", entry "US"
            wklist04.wl: Modality: query "CT", entry "CR"
            wklist05.wl: Modality: query "CT", entry "DX"
            wklist06.wl: Modality: query "CT", entry "MG"
            wklist07.wl: Modality: query "CT", entry "NM"
            wklist08.wl: Modality: query "CT", entry "PT"
            wklist09.wl: Modality: query "CT", entry "XA"
            wklist10.wl: Modality: query "CT", entry "ES"
            0 of 10 entries match
              Modality "CT": 9 of 10 fail
              ScheduledProcedureStepStartDate "29991231-": 10 of 10 fail
            without ScheduledProcedureStepStartDate 1 entry would match

            """,
            output[..output.IndexOf("dates there are: ", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Readme_ShowsWhatIsPrinted()
    {
        string output = await ExplainAsync(1, SampleAreas, "AETITLE_1", "Modality=CT", "ScheduledStationAETitle=CT_9");
        string[] readme = await File.ReadAllLinesAsync(
            Path.Join(WlmscpProgram.RepositoryRoot, "README.md"), Cancelled);

        string[] printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All([.. printed[..2], .. printed[10..]], line => Assert.Contains($"    {line}", readme));
    }

    [Fact]
    public async Task Keys_OfWhichNoneAloneIsToBlame_AreSaidToBe()
    {
        WriteArea(("a.wl", new Entry { Modality = "MR", PatientID = "1" }));

        Assert.EndsWith(
            """
            0 of 1 entry match
              PatientID "2": 1 of 1 fail
              Modality "CT": 1 of 1 fail
            whichever single key is left out, no entry would match
            dates there are: 20260801 (1)
            stations there are: AA32 (1), AA33 (1)
            modalities there are: MR (1)

            """,
            await ExplainAsync(1, _directory.Path, "AETITLE_1", "PatientID=2", "Modality=CT"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DateAndTime_ThatAreCombined_AreOneKey()
    {
        WriteArea(("a.wl", new Entry { StartDate = "29990102", StartTime = "07" }));

        string output = await ExplainAsync(
            1, _directory.Path, "AETITLE_1", "ScheduledProcedureStepStartDate=29990102-29990103",
            "ScheduledProcedureStepStartTime=0800-0900");

        Assert.Contains(
            "a.wl: ScheduledProcedureStepStartDate and ScheduledProcedureStepStartTime: "
            + "query \"29990102-29990103 0800-0900\", entry \"29990102 07\"\n",
            output, StringComparison.Ordinal);
        Assert.Contains(
            "without ScheduledProcedureStepStartDate and ScheduledProcedureStepStartTime 1 entry would match\n",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithoutValues_MatchesAll()
    {
        Assert.EndsWith(
            "\n10 of 10 entries match\n",
            await ExplainAsync(0, SampleAreas, "AETITLE_1", "PatientName=", "Modality=*"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("request")]
    [InlineData("CT1.20261124")]
    [InlineData("query.dump")]
    [InlineData("query=1.wl")]
    [InlineData("query.json")]
    [InlineData("query.xml")]
    public async Task Query_MayBeAFileOfAnyName(string name)
    {
        string file = _directory.Combine(name);
        await File.WriteAllTextAsync(_directory.Combine("made.dump"), "(0010,0020) LO [2]\n", Cancelled);
        ProgramRun made = Path.GetExtension(name) is ".wl" or ".json" or ".xml"
            ? await ProgramRun.WlmscpAsync("convert", _directory.Combine("made.dump"), file)
            : new ProgramRun(0, "", "");
        Assert.Equal(0, made.ExitCode);
        if (!File.Exists(file))
        {
            File.Copy(_directory.Combine("made.dump"), file);
        }

        WriteArea(("a.wl", new Entry { PatientID = "1" }), ("b.wl", new Entry { PatientID = "2" }));

        Assert.StartsWith(
            "a.wl: PatientID: query \"2\", entry \"1\"\nb.wl: matches\n1 of 2 entries match\n",
            await ExplainAsync(0, _directory.Path, "AETITLE_1", file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Modality=ct", "Modality \"ct\": Invalid Character Repertoire for datatype CS, expected capital letters")]
    [InlineData(
        "PatientBirthDate=2026.11.01",
        "PatientBirthDate \"2026.11.01\": Invalid value for an attribute with VR=DA, expected YYYYMMDD, or a range")]
    public async Task Query_ThatIsRefused_SaysWhichKeyAndWhy(string key, string line)
    {
        Assert.StartsWith(
            $"the query is refused with A900:\n  {line}",
            await ExplainAsync(1, SampleAreas, "AETITLE_1", "PatientID=1", key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ThatAsksForTooMuch_IsRefused()
    {
        string patterns = string.Join('\\', Enumerable.Range(0, 1001).Select(i => $"{i}*"));
        Assert.EndsWith(
            "...\": More than 1000 values with wild cards, expected no more\n",
            await ExplainAsync(1, SampleAreas, "AETITLE_1", $"PatientID={patterns}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ThatIsEmptyOrHasSeveralItems_IsRefused()
    {
        string file = _directory.Combine("empty");
        await File.WriteAllTextAsync(file, "# nothing\n", Cancelled);
        Assert.Equal(
            "the query is refused with A900:\n  The identifier is empty, expected a key at least\n",
            await ExplainAsync(1, SampleAreas, "AETITLE_1", file));

        await File.WriteAllTextAsync(
            file,
            "(0040,0100) SQ\n(fffe,e000) na\n(fffe,e00d) na\n(fffe,e000) na\n(fffe,e00d) na\n(fffe,e0dd) na\n",
            Cancelled);
        Assert.Equal(
            "the query is refused with A900:\n"
            + "  ScheduledProcedureStepSequence: More than 1 item in sequence, expected one\n",
            await ExplainAsync(1, SampleAreas, "AETITLE_1", file));
    }

    [Fact]
    public async Task Warning_OfAStationThatNoEntryHas_NamesThoseThatAre()
    {
        WriteArea(("a.wl", new Entry()), ("b.wl", new Entry { StationAETitle = "CT1" }));

        await AssertWarnsAsync(
            "ScheduledStationAETitle \"CT2\": no entry has it, they have AA32, AA33, CT1",
            "ScheduledStationAETitle=CT2");
        await AssertWarnsAsync(null, "ScheduledStationAETitle=CT1");
    }

    [Fact]
    public async Task Warning_OfAnAreaWithoutEntries_IsGiven()
    {
        WriteArea();

        Assert.Equal(
            "0 of 0 entries match\n  Modality \"CT\": 0 of 0 fail\nwarning: the storage area has no entry\n",
            await ExplainAsync(1, _directory.Path, "AETITLE_1", "Modality=CT"));
    }

    [Theory]
    [InlineData("20200101", true)]
    [InlineData("-20200101", true)]
    [InlineData("20190101-20200101", true)]
    [InlineData("20200101\\20190101", true)]
    [InlineData("20200101-", false)]
    [InlineData("20200101-today", false)]
    [InlineData("20200101\\today+1", false)]
    public async Task Warning_OfADateInThePast_IsGivenWhereItIsWhollyThere(string date, bool isPast)
    {
        WriteArea(("a.wl", new Entry()));
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", _directory.Path, "AETITLE_1", $"ScheduledProcedureStepStartDate={date}");

        Assert.Equal(
            isPast,
            run.Output.Contains(
                $"warning: ScheduledProcedureStepStartDate \"{date}\" is in the past, today is ",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warning_OfLetterCase_IsGivenWhereNamesAreMatchedExactly()
    {
        WriteArea(("a.wl", new Entry { PatientName = "Doe^Jane" }), ("b.wl", new Entry { PatientName = "Roe^Jane" }));

        await AssertWarnsAsync(
            "PatientName \"DOE^*\": 1 entry would match in another letter case, without --name-matching exact",
            "PatientName=DOE^*", "--name-matching", "exact");
        await AssertWarnsAsync(null, "PatientName=DOE^*");
        await AssertWarnsAsync(null, "PatientName=Doe^*", "--name-matching", "exact");
    }

    [Fact]
    public async Task Warning_OfFilesThatAreSkipped_SaysWhatIsMissing()
    {
        WorklistArea area = WriteArea(("a.wl", new Entry()), ("b.wl", new Entry { Modality = "" }));
        await AssertWarnsAsync(
            $"{area.Combine("b.wl")}: skipped: incomplete, without (0040,0100)>(0008,0060) Modality", "PatientID=");
        await AssertWarnsAsync(null, "PatientID=", "--disable-file-reject");

        await File.WriteAllTextAsync(area.Combine("b.wl"), "no file", Cancelled);
        await AssertWarnsAsync($"{area.Combine("b.wl")}: skipped: no DICOM file", "PatientID=");
    }

    [Fact]
    public async Task Warning_OfAValueThatIsNeverMatched_IsGiven()
    {
        WriteArea(("a.wl", new Entry()));

        await AssertWarnsAsync(
            "SeriesDescription is no matching key: its value does not count", "SeriesDescription=x", "PatientID=");
    }

    [Fact]
    public async Task Json_IsOneObject_WithAllFailuresOfEachEntry()
    {
        WriteArea(("a.wl", new Entry { PatientName = "Müller^Max", CharacterSet = "ISO_IR 100" }));

        using var json = JsonDocument.Parse(await ExplainAsync(
            1, _directory.Path, "AETITLE_1", "PatientName=M\"*", "Modality=CT", "ScheduledStationAETitle=CT2",
            "--json"));
        JsonElement root = json.RootElement;

        Assert.Equal(0, root.GetProperty("matches").GetInt32());
        JsonElement entry = Assert.Single(root.GetProperty("entries").EnumerateArray());
        Assert.Equal("a.wl", entry.GetProperty("file").GetString());
        Assert.False(entry.GetProperty("matches").GetBoolean());
        Assert.Equal(
            ["PatientName|M\"*|Müller^Max", "Modality|CT|MR", "ScheduledStationAETitle|CT2|AA32\\AA33"],
            entry.GetProperty("failures").EnumerateArray().Select(failure => Join(failure, "key", "query", "entry")));
        Assert.Equal(
            ["PatientName|M\"*|1|0", "Modality|CT|1|0", "ScheduledStationAETitle|CT2|1|0"],
            root.GetProperty("keys").EnumerateArray()
                .Select(key => Join(key, "key", "query", "failing", "matchesWithout")));
        Assert.Empty(root.GetProperty("problems").EnumerateArray());
        Assert.Equal(
            "station", Assert.Single(root.GetProperty("warnings").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Json_OfAQueryThatIsRefused_HasItsProblems()
    {
        using var json = JsonDocument.Parse(await ExplainAsync(1, SampleAreas, "AETITLE_1", "Modality=ct", "--json"));

        JsonElement problem = Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal("Modality|ct", Join(problem, "key", "value"));
        Assert.Empty(json.RootElement.GetProperty("entries").EnumerateArray());
    }

    [Theory]
    [InlineData(
        "explain: no QUERY|KEY=VALUE..., expected one, as in: wlmscp explain worklist AETITLE_1 Modality=CT", "a", "b")]
    [InlineData("explain: unknown option '-x', expected one", "a", "b", "c", "-x")]
    [InlineData("--name-matching: 'x', expected one of case-insensitive", "a", "b", "c", "--name-matching", "x")]
    public async Task CommandLine_ThatIsWrong_IsOneLine(string message, params string[] words) =>
        await AssertFailsAsync(2, $"wlmscp: {message}", words);

    [Fact]
    public async Task Input_ThatIsWrong_IsOneLine_WithoutPatientsData()
    {
        string broken = _directory.Combine("broken");
        await File.WriteAllTextAsync(broken, "(0010,0020 LO [1]\n", Cancelled);
        string several = _directory.Combine("several.json");
        await File.WriteAllTextAsync(several, "[{},{}]", Cancelled);
        WorklistArea area = new(_directory.Path, "NOLOCK", withLockFile: false);

        await AssertFailsAsync(
            2, "wlmscp explain: 'Patient=', expected a keyword such as PatientID",
            SampleAreas, "AETITLE_1", "Patient=Doe^Jane");
        await AssertFailsAsync(
            2, "wlmscp explain: a word without '=', expected KEY=VALUE",
            SampleAreas, "AETITLE_1", "PatientName=Doe", "Jane");
        await AssertFailsAsync(
            3, "wlmscp explain: none: no such file, expected a file to read", SampleAreas, "AETITLE_1", "none");
        await AssertFailsAsync(3, $"wlmscp explain: {broken}: line 1: ", SampleAreas, "AETITLE_1", broken);
        await AssertFailsAsync(
            3, $"wlmscp explain: {several}: 2 data sets, expected one query", SampleAreas, "AETITLE_1", several);
        await AssertFailsAsync(
            3, $"wlmscp explain: {_directory.Path}/none: no such directory",
            _directory.Combine("none"), "A", "Modality=");
        await AssertFailsAsync(
            3, $"wlmscp explain: {SampleAreas}: no storage area 'OTHER', expected one of AETITLE_1",
            SampleAreas, "OTHER", "Modality=");
        await AssertFailsAsync(
            3, $"wlmscp explain: {area.LockFile}: no such file; create it", _directory.Path, "NOLOCK", "Modality=");
    }

    [Theory]
    [InlineData("PregnancyStatus \"3\": numbers and measurements are never matched", "PregnancyStatus=3")]
    [InlineData("PatientWeight \"72\": numbers and measurements are never matched", "PatientWeight=72")]
    [InlineData("ScheduledProcedureStepStatus \"started\": no value of its kind", "ScheduledProcedureStepStatus=started")]
    [InlineData("StudyID is no matching key: its value does not count", "StudyID=1")]
    [InlineData(
        "InstitutionName \"A\": 1 entry has no value for it, which counts as a match without --strict-matching",
        "InstitutionName=A")]
    [InlineData(null, "QueryRetrieveLevel=STUDY", "InstanceNumber=1", "TimezoneOffsetFromUTC=+0100")]
    [InlineData(null, "InstitutionName=A", "--strict-matching")]
    public async Task Value_ThatDoesNotDecide_IsWarnedOf(string? warning, params string[] query)
    {
        WriteArea(("a.wl", new Entry()));
        await AssertWarnsAsync(warning, query);
    }

    [Fact]
    public async Task File_InNoCharacterSet_IsWarnedOf()
    {
        DicomDataset entry = new Entry { PatientName = "Müller", CharacterSet = "ISO_IR 192" }.ToDataset();
        entry.Remove(DicomTag.SpecificCharacterSet);
        new WorklistArea(_directory.Path).Write("a.wl", entry);

        string output = await ExplainAsync(0, _directory.Path, "AETITLE_1", "PatientName=");

        Assert.Contains(
            "a.wl: text without Specific Character Set (0008,0005), read as UTF-8\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Area_NamedWithSpacesAround_IsThatOfTheAETitle()
    {
        WriteArea(("a.wl", new Entry()));
        await ExplainAsync(0, _directory.Path, " AETITLE_1  ", "PatientID=");
    }

    private static async Task<string> ExplainAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["explain", .. words]);

        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
        return run.Output;
    }

    private static async Task AssertFailsAsync(int exitCode, string message, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["explain", .. words]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    private static string Join(JsonElement element, params string[] names) =>
        string.Join('|', names.Select(name => element.GetProperty(name).ToString()));

    private async Task AssertWarnsAsync(string? warning, params string[] query)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["explain", _directory.Path, "AETITLE_1", .. query]);

        string[] warnings =
            [.. run.Output.Split('\n').Where(line => line.StartsWith("warning: ", StringComparison.Ordinal))];
        Assert.Equal("", run.Error);
        if (warning is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.StartsWith($"warning: {warning}", Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    private WorklistArea WriteArea(params (string Name, Entry Entry)[] entries)
    {
        var area = new WorklistArea(_directory.Path);
        foreach ((string name, Entry entry) in entries)
        {
            area.Write(name, entry);
        }

        return area;
    }
}
