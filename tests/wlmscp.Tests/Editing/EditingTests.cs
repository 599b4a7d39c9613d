using System.Text.Json;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Editing;

/// <summary><c>wlmscp init</c>, <c>add</c>, <c>list</c>, <c>remove</c>, <c>update</c> and <c>expire</c>.</summary>
[KnowsDates]
public sealed class EditingTests : IDisposable
{
    private const string Titles = "DATE      TIME    MODALITY  STATION  PATIENT ID  NAME      ACCESSION  PROCEDURE  FILE";

    private static readonly string[] Jane =
    [
        "PatientName=Doe^Jane", "PatientID=4711", "Modality=CT", "ScheduledStationAETitle=CT1",
        "ScheduledProcedureStepStartDate=20261201", "ScheduledProcedureStepID=S1", "StudyInstanceUID=1.2.3",
    ];

    private readonly TemporaryDirectory _root = new();

    private string Area => _root.Combine("AETITLE_1");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Init_MakesAreasThatAreServed_AndLeavesThoseThatAreThere()
    {
        await AssertPrintsAsync(
            $"made {_root.Path}/AETITLE_1\nmade {_root.Path}/B 2\n", "init", _root.Path, "AETITLE_1", "B 2");
        await AssertPrintsAsync($"already there: {_root.Path}/B 2\n", "init", _root.Path, "B 2");

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        Assert.Equal(0, await CountAsync(daemon));
    }

    // Commands change what they find: not what has no value, as a query would, nor everything for a number.
    [Theory]
    [InlineData("remove", 1, "InstitutionName=Hospital")]
    [InlineData("list", 1, "ScheduledStationName=ROOM1")]
    [InlineData("remove", 2, "PatientWeight=72")]
    [InlineData("remove", 2, "PregnancyStatus=4")]
    [InlineData("remove", 2, "QueryRetrieveLevel=STUDY")]
    public async Task Key_ThatIsNotMatchedOrHasNoValue_FindsNothing(string command, int exitCode, string key)
    {
        await InitAsync();
        await RunAsync(0, ["add", Area, .. Jane]);

        ProgramRun run = await RunAsync(exitCode, command, Area, key);

        Assert.Single(Directory.GetFiles(Area, "*.wl"));
        if (exitCode == 2)
        {
            string name = key[..key.IndexOf('=', StringComparison.Ordinal)];
            Assert.Equal(
                $"wlmscp {command}: {name}: no attribute to match, expected one of PS3.4 table K.6-1 that is no number\n",
                run.Error);
        }
    }

    // What is displayed and written is what was meant, here text in UTF-8 that nobody declared.
    [Fact]
    public async Task Update_OfAnEntryInNoCharacterSet_ReadsAndDeclaresIt()
    {
        await InitAsync();
        DicomDataset entry = new Entry { PatientName = "Müller^Jörg", PatientID = "1", CharacterSet = "ISO_IR 192" }.ToDataset();
        entry.Remove(DicomTag.SpecificCharacterSet);
        await File.WriteAllBytesAsync(Path.Join(Area, "a.wl"), WorklistArea.Encode(entry), Cancelled);

        ProgramRun run = await RunAsync(0, "update", Area, "PatientName=müller*", "--set", "AccessionNumber=2", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement dataset = json.RootElement[0].GetProperty("dataset");
        Assert.Equal("Müller^Jörg", dataset.GetProperty("00100010").GetProperty("Value")[0].GetProperty("Alphabetic").GetString());
        Assert.Equal("ISO_IR 192", dataset.GetProperty("00080005").GetProperty("Value")[0].GetString());
        Assert.Equal("", (await ProgramRun.WlmscpAsync("check", Area)).Output.Split('\n').FirstOrDefault(
            line => line.Contains("0008,0005", StringComparison.Ordinal), ""));
    }

    // Text in ISO 8859-1, declared or not, stays what it is beside text that needs another character set.
    [Theory]
    [InlineData("Schädel", "ISO_IR 100", false)]
    [InlineData("Łódź", "ISO_IR 192", false)]
    [InlineData("Łódź", "ISO_IR 192", true)]
    public async Task Update_WithTextBesideLatin1_LeavesBothReadable(string value, string characterSet, bool isDeclared)
    {
        await InitAsync();
        DicomDataset entry = new Entry { PatientName = "Müller^Jörg", PatientID = "1", CharacterSet = "ISO_IR 100" }.ToDataset();
        if (!isDeclared)
        {
            entry.Remove(DicomTag.SpecificCharacterSet);
        }

        await File.WriteAllBytesAsync(Path.Join(Area, "a.wl"), WorklistArea.Encode(entry), Cancelled);

        ProgramRun run = await RunAsync(
            0, "update", Area, "PatientID=1", "--set", $"RequestedProcedureDescription={value}", "--json");

        Assert.Contains("Müller^Jörg", run.Output, StringComparison.Ordinal);
        Assert.Contains(value, run.Output, StringComparison.Ordinal);
        Assert.Contains(characterSet, run.Output, StringComparison.Ordinal);
        Assert.Equal(
            characterSet == "ISO_IR 192" ? "wlmscp: a.wl: has become ISO_IR 192: the new text is not in ISO_IR 100\n" : "",
            run.Error);
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("check", Area)).ExitCode);
    }

    // What was left out when the file was read would be lost when it is written anew.
    [Fact]
    public async Task File_WithPixelDataThatCannotBeRead_IsNotWrittenAnew()
    {
        await InitAsync();
        byte[] bytes =
        [
            .. WorklistArea.Encode(new Entry { PatientID = "1" }.ToDataset()),
            .. Convert.FromHexString("E07F10004F420000FFFFFFFFFEFF00E00000000" + "0FEFFDDE000000000"),
        ];
        string file = Path.Join(Area, "a.wl");
        await File.WriteAllBytesAsync(file, bytes, Cancelled);

        ProgramRun update = await RunAsync(5, "update", Area, "PatientID=1", "--set", "AccessionNumber=2");
        ProgramRun convert = await ProgramRun.WlmscpAsync("convert", file, _root.Combine("a.json"));

        Assert.Equal("wlmscp update: a.wl: pixel data would be lost, expected an entry without it\n", update.Error);
        Assert.Equal(
            $"wlmscp convert: {file}: (7fe0,0010): encapsulated value, left out, expected a file without pixel data\n",
            convert.Error);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Cancelled));
    }

    [Fact]
    public async Task Add_OfAFileInNoCharacterSet_DeclaresIt()
    {
        await InitAsync();
        DicomDataset entry = new Entry { PatientName = "Müller^Jörg", CharacterSet = "ISO_IR 192" }.ToDataset();
        entry.Remove(DicomTag.SpecificCharacterSet);
        string file = _root.Combine("a.wl");
        await File.WriteAllBytesAsync(file, [.. WorklistArea.Encode(entry), 0, 0, 0, 0], Cancelled);

        ProgramRun run = await RunAsync(0, "add", Area, file, "PatientComments=Łódź", "--json");

        Assert.Contains("ISO_IR 192", run.Output, StringComparison.Ordinal);
        Assert.Contains("Łódź", run.Output, StringComparison.Ordinal);
        Assert.Equal($"wlmscp: {file}: warning: zero bytes behind the last element\n", run.Error);
    }

    [Fact]
    public async Task Init_OfANameThatIsNone_IsOneLineAndMakesNothing()
    {
        await AssertFailsAsync(2, "init: '../x', expected an AE title", "init", _root.Path, "A", "../x");
        Assert.Empty(Directory.GetFileSystemEntries(_root.Path));
    }

    [Fact]
    public async Task Add_OfWords_IsCompletedAndServed()
    {
        await InitAsync();

        await AssertPrintsAsync(
            $"{Titles}\n20261201  000000  CT        CT1      4711        Doe^Jane             CT         S1.wl\n",
            ["add", Area, .. Jane]);

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        Assert.Equal(1, await CountAsync(daemon));
    }

    [Fact]
    public async Task Add_OfATableAndWords_HasTheWordsInEachRow()
    {
        await InitAsync();
        string table = _root.Combine("new.csv");
        await File.WriteAllTextAsync(table, "PatientName,PatientID,Modality\nA,1,CT\nB,2,MR\n", Cancelled);

        await RunAsync(
            0, "add", Area, table, "ScheduledStationAETitle=X", "ScheduledProcedureStepStartDate=today");

        ProgramRun list = await RunAsync(
            0, "list", Area, "ScheduledStationAETitle=X", "Modality=MR", "--json", "--files");
        using JsonDocument json = JsonDocument.Parse(list.Output);
        JsonElement entry = Assert.Single(json.RootElement.EnumerateArray());
        Assert.StartsWith("RP", entry.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "2", entry.GetProperty("dataset").GetProperty("00100020").GetProperty("Value")[0].GetString());
    }

    [Fact]
    public async Task Add_OfWhatIsWrong_IsOneLine_AndTheAreaStaysAsItWas()
    {
        await InitAsync();
        await RunAsync(0, ["add", Area, .. Jane]);

        await AssertFailsAsync(
            4, "add: the entry: Study Instance UID 1.2.3 with Scheduled Procedure Step ID S1 is in S1.wl already",
            ["add", Area, .. Jane, "AccessionNumber=9"]);
        await AssertFailsAsync(
            5, "add: the entry: incomplete, expected (0010,0010) PatientName", "add", Area, "PatientID=1");
        await AssertFailsAsync(2, "add: 'Patient=', expected a keyword", "add", Area, "Patient=1");
        await AssertFailsAsync(
            5, "add: the entry: (0010,0030) PatientBirthDate: no date, expected YYYYMMDD",
            ["add", Area, .. Jane, "PatientBirthDate=19801301"]);
        await AssertFailsAsync(
            2, "add: PatientID: given twice, expected one value", ["add", Area, .. Jane, "PatientID=4711"]);
        await AssertFailsAsync(
            5, "add: PregnancyStatus: wrong value, expected an integer", "add", Area, "PregnancyStatus=x");
        await AssertFailsAsync(
            3, $"add: {_root.Path}/none: no such directory", ["add", _root.Combine("none"), .. Jane]);
        await AssertFailsAsync(3, "add: none.wl: no such file", "add", Area, "none.wl");
        string copy = _root.Combine("other.wl");
        File.Copy(Path.Join(Area, "S1.wl"), copy);
        await AssertFailsAsync(
            4, $"add: {copy}: Study Instance UID 1.2.3 with Scheduled Procedure Step ID S1 is in S1.wl already",
            "add", Area, copy, "PatientName=Doe^John");

        Assert.Equal(["S1.wl", "lockfile"], Names());
    }

    [Fact]
    public async Task List_TakesWildCardsAndRanges_AndOrdersByStart()
    {
        await InitAsync();
        await RunAsync(0, ["add", Area, .. Jane]);
        await RunAsync(
            0, ["add", Area, .. Jane.SkipLast(2), "ScheduledProcedureStepID=S0", "ScheduledProcedureStepStartTime=0900"]);

        await AssertPrintsAsync(
            $"{Titles}\n20261201  000000  CT        CT1      4711        Doe^Jane             CT         S1.wl\n"
            + "20261201  0900    CT        CT1      4711        Doe^Jane             CT         S0.wl\n",
            "list", Area, "PatientName=doe*", "ScheduledProcedureStepStartDate=20261130-20261202");
        ProgramRun none = await RunAsync(1, "list", Area, "Modality=MR");
        Assert.Equal("wlmscp list: no entries\n", none.Output + none.Error);
        await AssertFailsAsync(2, "list: (0008,0020) StudyDate: Invalid value for an attribute with VR=DA", "list", Area, "StudyDate=x");
    }

    [Fact]
    public async Task Remove_RemovesWhatMatches_AndNothingWithoutAKey()
    {
        await InitAsync();
        await RunAsync(0, ["add", Area, .. Jane]);

        await AssertFailsAsync(
            2, "remove: PatientID=: no key with a value, expected one", "remove", Area, "PatientID=", "Modality=CT");
        await AssertFailsAsync(2, "remove: PatientID=: no key with a value", "remove", Area, "PatientID=", "--all");
        await AssertFailsAsync(2, "remove: no KEY=VALUE, expected one", "remove", Area);
        Assert.Equal("wlmscp remove: no entries\n", (await RunAsync(1, "remove", Area, "PatientID=1")).Error);
        Assert.Equal(["S1.wl", "lockfile"], Names());
        await RunAsync(0, "remove", Area, "PatientID=47*");

        Assert.Equal(["lockfile"], Names());
    }

    [Fact]
    public async Task Update_ChangesWhatMatches_UnlessItWouldBeIncomplete()
    {
        await InitAsync();
        await RunAsync(0, ["add", Area, .. Jane]);

        await AssertFailsAsync(
            5, "update: S1.wl: incomplete, expected (0010,0010) PatientName",
            "update", Area, "PatientID=4711", "--set", "PatientName=");
        await AssertPrintsAsync(
            "DATE      TIME  MODALITY  STATION  PATIENT ID  NAME      ACCESSION  PROCEDURE  FILE\n"
            + "20261202  1030  CT        CT2      4711        Doe^Jane             CT         S1.wl\n",
            "update", Area, "PatientID=4711", "--set", "ScheduledProcedureStepStartDate=20261202",
            "ScheduledProcedureStepStartTime=1030", "ScheduledStationAETitle=CT2");
        await RunAsync(1, "update", Area, "PatientID=1", "--set", "PatientName=X");
        await AssertUsageAsync(
            "update: no --set KEY=VALUE..., expected it, as in: "
                + "wlmscp update AETITLE_1 PatientID=4711 --set Modality=MR",
            "update", Area, "PatientID=1");
    }

    [Fact]
    public async Task Update_OfAnEntryWithAWrongValue_LooksAtNewValuesOnly()
    {
        await InitAsync();
        var area = new WorklistArea(_root.Path);
        area.Write("a.wl", new Entry { PatientID = "1", StartTime = "8:30" });

        await RunAsync(0, "update", Area, "PatientID=1", "--set", "PatientName=Doe^John");
        await AssertFailsAsync(
            5, "update: a.wl: (0010,0030) PatientBirthDate: no date, expected YYYYMMDD",
            "update", Area, "PatientID=1", "--set", "PatientBirthDate=19801301");
    }

    [Fact]
    public async Task Expire_MovesWhatIsOld_AndReplacesNothingInTheArchive()
    {
        await InitAsync();
        string archive = Directory.CreateDirectory(_root.Combine("archive")).FullName;
        for (var i = 0; i < 2; i++)
        {
            await RunAsync(0, ["add", Area, .. Jane.Where(NamesNoDate), "ScheduledProcedureStepStartDate=today-3"]);
            await RunAsync(0, "expire", Area, "--older-than", "5d", "--archive", archive); // though midnight passes
            Assert.Equal(["S1.wl", "lockfile"], Names());

            await RunAsync(0, "expire", Area, "--older-than", "2d", "--archive", archive);
            Assert.Equal(["lockfile"], Names());
        }

        Assert.Equal(
            ["S1-2.wl", "S1.wl"],
            Directory.GetFiles(archive).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        await AssertUsageAsync(
            "--older-than: 'x', expected days or hours, such as 7d or 12h", "expire", Area, "--older-than", "x");
        await AssertUsageAsync(
            "expire: no --older-than AGE, expected it, as in: wlmscp expire AETITLE_1 --older-than 7d", "expire", Area);
    }

    private static bool NamesNoDate(string word) => !word.StartsWith("ScheduledProcedureStepStartDate", StringComparison.Ordinal);

    private static async Task<int> CountAsync(WlmscpProcess daemon)
    {
        await using DicomClient client = await daemon.ConnectAsync();
        return (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count - 1;
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }

    private static async Task AssertPrintsAsync(string output, params string[] words) =>
        Assert.Equal(output, (await RunAsync(0, words)).Output);

    private static async Task AssertFailsAsync(int exitCode, string message, params string[] words)
    {
        ProgramRun run = await RunAsync(exitCode, words);

        Assert.Equal("", run.Output);
        Assert.StartsWith($"wlmscp {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task AssertUsageAsync(string message, params string[] words) =>
        Assert.Equal($"wlmscp: {message}\n", (await RunAsync(2, words)).Error);

    private Task<ProgramRun> InitAsync() => RunAsync(0, "init", _root.Path, "AETITLE_1");

    private IEnumerable<string> Names() =>
        Directory.GetFiles(Area).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
