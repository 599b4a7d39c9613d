namespace Wlmscp.Tests.Editing;

/// <summary>The same order twice is one entry, by whatever door it comes.</summary>
public sealed class PutTests : IDisposable
{
    private const string Header =
        "PatientID,PatientName,AccessionNumber,Modality,ScheduledProcedureStepDescription,ScheduledStationAETitle,"
        + "ScheduledProcedureStepStartDate,ScheduledProcedureStepStartTime\n";

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public PutTests()
    {
        _area = new WorklistArea(_root.Path);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Table_PutAgain_IsUnchanged_AndWritesNothing()
    {
        string table = await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n2,B,N2,MR,Knee,MR1,20261201,0900\n");
        await RunAsync(0, "put", _area.Path, table);
        Dictionary<string, DateTime> before = Files();
        Assert.Equal(["N1.wl", "N2.wl"], before.Keys.Order(StringComparer.Ordinal));

        ProgramRun again = await RunAsync(0, "put", _area.Path, table);

        Assert.Equal(("", "wlmscp put: unchanged: 2\n"), (again.Output, again.Error));
        Assert.Equal(before, Files());
    }

    // What a reschedule changes is no part of what an entry is known by.
    [Fact]
    public async Task Table_WithAnotherTimeAndStation_ChangesTheEntry()
    {
        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n"));

        ProgramRun run = await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT2,20261202,1000\n"));

        Assert.Contains("20261202  1000  CT        CT2", run.Output, StringComparison.Ordinal);
        Assert.Single(Files());
    }

    [Fact]
    public async Task StepsOfOneOrder_GetNumbers_AndKeepThemInAnyOrderOfRows()
    {
        string[] rows =
        [
            "1,A,N1,CT,Native,CT1,20261201,0800\n", "1,A,N1,CT,Contrast,CT1,20261201,0810\n",
            "1,A,N1,MR,Native,MR1,20261201,0900\n", "1,A,N1,MR,Native,MR1,20261201,1000\n",
        ];
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)));
        Dictionary<string, DateTime> before = Files();
        Assert.Equal(["N1-2.wl", "N1-3.wl", "N1-4.wl", "N1.wl"], before.Keys.Order(StringComparer.Ordinal));

        // Steps that look alike have the order of the source.
        ProgramRun again = await RunAsync(
            0, "put", _area.Path, await WriteAsync(rows[2] + rows[1] + rows[3] + rows[0]));

        Assert.Equal("wlmscp put: unchanged: 4\n", again.Error);
        Assert.Equal(before, Files());
    }

    // Of two that look alike, each is the one that has its content, also where the other is not there any more.
    [Fact]
    public async Task StepsThatLookAlike_AreKnownByTheirContent()
    {
        const string Header = "PatientID,PatientName,Modality,ScheduledStationAETitle,ScheduledProcedureStepStartDate,"
            + "ScheduledProcedureStepStartTime\n";
        string[] rows = ["1,A,CT,CT1,20261201,0900\n", "1,A,CT,CT1,20261201,1000\n"];
        await RunAsync(0, "put", _area.Path, await WriteTableAsync(Header + rows[0] + rows[1]));
        Dictionary<string, DateTime> before = Files();
        Assert.Equal(2, before.Count);

        ProgramRun swapped = await RunAsync(
            0, "put", _area.Path, await WriteTableAsync(Header + rows[1] + rows[0]), "--remove-missing");
        Assert.Equal("wlmscp put: unchanged: 2\n", swapped.Error);
        ProgramRun second = await RunAsync(
            0, "put", _area.Path, await WriteTableAsync(Header + rows[1]), "--remove-missing");

        Assert.Equal("wlmscp put: off the list: 1, unchanged: 1\n", second.Error);
        string left = Assert.Single(Files()).Key;
        Assert.Equal(before[left], Files()[left]);
        await RunAsync(0, "list", _area.Path, "ScheduledProcedureStepStartTime=1000");
    }

    [Fact]
    public async Task WhatASourceHasTwice_IsOneEntry()
    {
        string row = "1,A,N1,CT,Head,CT1,20261201,0800\n";
        string table = await WriteAsync(row + row);

        await RunAsync(0, "add", _area.Path, table, table);
        Assert.Single(Files());
        ProgramRun again = await RunAsync(0, "put", _area.Path, table, table);

        Assert.Equal("wlmscp put: unchanged: 4\n", again.Error);
        Assert.Single(Files());
    }

    // The daemon and people change it; the source does not speak of it.
    [Fact]
    public async Task Status_ThatTheSourceDoesNotSpeakOf_Stays()
    {
        string table = await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n2,B,N2,CT,Head,CT1,20261201,0800\n");
        await RunAsync(0, "put", _area.Path, table);
        await RunAsync(0, "update", _area.Path, "PatientID=1", "--set", "ScheduledProcedureStepStatus=ARRIVED");
        await RunAsync(0, "update", _area.Path, "PatientID=2", "--set", "ScheduledProcedureStepStatus=CANCELED");

        ProgramRun same = await RunAsync(0, "put", _area.Path, table);
        Assert.Equal("wlmscp put: unchanged: 2, of these off the list: 1\n", same.Error);
        ProgramRun changed = await RunAsync(
            0, "put", _area.Path,
            await WriteAsync("1,A,N1,CT,Head,CT2,20261201,0800\n2,B,N2,CT,Head,CT2,20261201,0800\n"));

        Assert.Equal("wlmscp put: changed: 1, off the list: 1\n", changed.Error);
        Assert.Contains("N1.wl (changed)\n", changed.Output, StringComparison.Ordinal);
        Assert.Contains("N2.wl (off the list)\n", changed.Output, StringComparison.Ordinal);
        Assert.Contains("\"ARRIVED\"", (await RunAsync(0, "list", _area.Path, "--json")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"CANCELED\"", (await RunAsync(0, "list", _area.Path, "--json", "--done")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ThatSaysThatAStepIsOver_KeepsItOffTheList()
    {
        const string Header = "PatientID,PatientName,AccessionNumber,Modality,ScheduledStationAETitle,"
            + "ScheduledProcedureStepStartDate,ScheduledProcedureStepStatus\n";
        await RunAsync(
            0, "put", _area.Path, await WriteTableAsync(Header + "1,A,N1,CT,CT1,20261201,\n2,B,N2,CT,CT1,20261201,CANCELED\n"));
        Assert.Equal(["N1.wl"], Files().Keys);

        ProgramRun run = await RunAsync(
            0, "put", _area.Path, await WriteTableAsync(Header + "1,A,N1,CT,CT1,20261201,CANCELED\n3,C,N3,CT,CT1,20261201,NOSHOW\n"));

        Assert.Equal(["N3.wl"], Files().Keys);
        Assert.Equal(
            [
                "wlmscp put: warning: ScheduledProcedureStepStatus=NOSHOW: no status that is known, expected SCHEDULED, "
                + "ARRIVED, READY, STARTED, DEPARTED, IN PROGRESS, COMPLETED, DISCONTINUED, CANCELED, CANCELLED; it stays on "
                + "the list",
                "wlmscp put: new: 1, off the list: 1",
            ],
            run.ErrorLines);
    }

    [Fact]
    public async Task EveryPut_IsRemembered()
    {
        string[] rows = [.. Enumerable.Range(1, 4).Select(i => $"{i},A,N{i},CT,Head,CT1,20261201,0800\n")];
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)));
        await RunAsync(0, "put", _area.Path, await WriteAsync(rows[0] + rows[1] + rows[2]));
        await RunAsync(0, "remove", _area.Path, "PatientID=3");

        ProgramRun run = await RunAsync(
            0, "put", _area.Path, await WriteAsync(rows[0] + rows[1]), "--remove-missing");

        Assert.Equal("wlmscp put: off the list: 1, unchanged: 2\n", run.Error);
        Assert.Contains("N4.wl (off the list)\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,\"A\"B,N1,CT,Head,CT1,20261201,0800\n", "line 2, cell 2: a quote within it")]
    [InlineData("1,A,N1,CT,5\" pipe,CT1,20261201,0800\n2,A,N1,CT,6\" pipe,CT1,20261201,0800\n", "line 2")]
    public async Task TornTable_IsRefused(string rows, string problem)
    {
        ProgramRun run = await RunAsync(3, "put", _area.Path, await WriteAsync(rows));

        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableWithSemicolons_AndQuotedCells_IsRead()
    {
        await RunAsync(0, "put", _area.Path, await WriteTableAsync(
            "PatientID;PatientName;Modality;ScheduledStationAETitle;ScheduledProcedureStepStartDate;RequestedProcedureDescription\n"
            + "1;Roe^Mary;CT;CT1;20261201;\"Head; \"\"native\"\"\"\n"));

        Assert.Contains("Head; \"native\"", (await RunAsync(0, "list", _area.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyStepOfItsKind_MayChangeItsProtocol()
    {
        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Native,CT1,20261201,0800\n"));

        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Contrast,CT1,20261201,0800\n"));
        Assert.Single(Files());
        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,MR,Contrast,CT1,20261201,0800\n"));

        Assert.Equal(2, Files().Count);
    }

    [Fact]
    public async Task OrderByWords_ByTable_ByJsonAndByXml_IsOneEntry()
    {
        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,,CT,Head,CT1,20261201,0800\n"));
        ProgramRun words = await RunAsync(
            0, "add", _area.Path, "PatientID=1", "PatientName=A", "AccessionNumber=", "Modality=CT",
            "ScheduledProcedureStepDescription=Head", "ScheduledStationAETitle=CT1",
            "ScheduledProcedureStepStartDate=20261201", "ScheduledProcedureStepStartTime=0800");
        string json = _root.Combine("a.json");
        string xml = _root.Combine("a.xml");
        await RunAsync(0, "convert", Path.Join(_area.Path, Files().Keys.Single()), json);
        await RunAsync(0, "convert", Path.Join(_area.Path, Files().Keys.Single()), xml);
        ProgramRun file = await RunAsync(0, "add", _area.Path, json);
        ProgramRun document = await RunAsync(0, "put", _area.Path, xml);

        Assert.Equal("wlmscp add: unchanged: 1\n", words.Error);
        Assert.Equal("wlmscp add: unchanged: 1\n", file.Error);
        Assert.Equal("wlmscp put: unchanged: 1\n", document.Error);
        Assert.Single(Files());
    }

    // A RIS knows the UID, the table of another system does not.
    [Fact]
    public async Task Order_ThatIsThereWithItsOwnIdentifiers_KeepsThem()
    {
        _area.Write("ris.wl", new Entry
        {
            PatientID = "1", AccessionNumber = "N1", Modality = "CT", StepID = "RIS7", StepDescription = "Head",
            StudyInstanceUID = "1.2.840.1", RequestedProcedureID = "P9",
        });

        ProgramRun run = await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n"), "--json");

        Assert.Equal(["ris.wl"], Files().Keys);
        foreach (string kept in (string[])["1.2.840.1", "RIS7", "P9"])
        {
            Assert.Contains($"\"{kept}\"", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Order_WithTwoStudies_IsNotGuessed()
    {
        _area.Write("a.wl", new Entry { PatientID = "1", AccessionNumber = "N1", StudyInstanceUID = "1.2.1", StepID = "1" });
        _area.Write("b.wl", new Entry { PatientID = "1", AccessionNumber = "N1", StudyInstanceUID = "1.2.2", StepID = "2" });

        ProgramRun run = await RunAsync(5, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n"));

        Assert.EndsWith(
            ": its order has the studies 1.2.1, 1.2.2, expected a Study Instance UID\n", run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsThatAreWrong_AreAllNamed_AndNothingIsPut()
    {
        string table = await WriteAsync(
            "1,A,N1,CT,Head,CT1,20261201,0800\n2,,N2,MR,Knee,MR1,20261201,0900\n3,C,N3,MR,Knee,,20261301,0900\n");

        ProgramRun run = await RunAsync(5, "put", _area.Path, table);

        Assert.Equal(
            [
                $"wlmscp put: {table}: line 3: incomplete, expected (0010,0010) PatientName",
                $"wlmscp put: {table}: line 4: incomplete, expected (0040,0100)>(0040,0001) ScheduledStationAETitle",
            ],
            run.ErrorLines);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task EntryThatIsDone_IsUnchanged_AndStaysOffTheList()
    {
        string table = await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n");
        await RunAsync(0, "put", _area.Path, table);
        // As a daemon does it for a step that has been performed; the content is as it was.
        Directory.CreateDirectory(_area.Combine("done"));
        File.Move(_area.Combine("N1.wl"), _area.Combine("done/N1.wl"));

        foreach (string command in (string[])["put", "add"])
        {
            ProgramRun run = await RunAsync(0, command, _area.Path, table);

            Assert.Equal($"wlmscp {command}: unchanged: 1, of these off the list: 1\n", run.Error);
            Assert.Empty(Files());
        }

        await RunAsync(0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT2,20261201,0800\n"));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task WhatASourceNoLongerHas_IsTakenOffTheList_AndNothingElse()
    {
        string[] rows = [.. Enumerable.Range(1, 4).Select(i => $"{i},A,N{i},CT,Head,CT1,20261201,0800\n")];
        await RunAsync(0, "add", _area.Path, await WriteAsync("9,A,N9,CT,Head,CT1,20261201,0800\n"));
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)), "--remove-missing");

        string two = await WriteAsync(rows[0] + rows[1]);
        ProgramRun dry = await RunAsync(0, "put", _area.Path, two, "--remove-missing", "--dry-run");
        Assert.Equal(5, Files().Count);
        ProgramRun run = await RunAsync(0, "put", _area.Path, two, "--remove-missing");

        Assert.Equal(dry.Output, run.Output);
        Assert.Equal("wlmscp put: off the list: 2, unchanged: 2\n", run.Error);
        Assert.Equal(["N1.wl", "N2.wl", "N9.wl"], Files().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["N3.wl", "N4.wl"],
            Directory.GetFiles(_area.Combine("done")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("check", _area.Path)).ExitCode);
    }

    [Fact]
    public async Task MoreThanHalf_IsTakenOffTheListByForceOnly()
    {
        string[] rows = [.. Enumerable.Range(1, 3).Select(i => $"{i},A,N{i},CT,Head,CT1,20261201,0800\n")];
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)), "--remove-missing");
        string one = await WriteAsync(rows[0]);

        ProgramRun run = await RunAsync(5, "put", _area.Path, one, "--remove-missing");
        Assert.Equal(
            "wlmscp put: --remove-missing: 2 of 3 entries would be taken off the list, expected at most half of them; "
            + "--force does it\n",
            run.Error);
        await RunAsync(0, "put", _area.Path, one); // of the source no more is known than before
        Assert.Equal(3, Files().Count);
        await RunAsync(0, "put", _area.Path, one, "--remove-missing", "--force");

        Assert.Single(Files());
    }

    [Fact]
    public async Task WhatAnotherSourceHas_StaysOnTheList()
    {
        string[] rows = [.. Enumerable.Range(1, 4).Select(i => $"{i},A,N{i},CT,Head,CT1,20261201,0800\n")];
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)), "--source", "one");
        await RunAsync(0, "put", _area.Path, await WriteAsync(rows[3]), "--source", "two");

        await RunAsync(
            0, "put", _area.Path, await WriteAsync(rows[0] + rows[1]), "--source", "one", "--remove-missing");

        Assert.Equal(["N1.wl", "N2.wl", "N4.wl"], Files().Keys.Order(StringComparer.Ordinal));
    }

    // A row twice, whose entry has got a status since.
    [Fact]
    public async Task WhatASourceHasTwice_MayHaveGotAStatus()
    {
        const string Header = "PatientID,PatientName,AccessionNumber,Modality,ScheduledStationAETitle,"
            + "ScheduledProcedureStepStartDate,ScheduledProcedureStepID\n";
        string table = Header + "1,A,N1,CT,CT1,20261201,S1\n1,A,N1,CT,CT1,20261201,S1\n";
        await RunAsync(0, "put", _area.Path, await WriteTableAsync(table));
        await RunAsync(0, "update", _area.Path, "PatientID=1", "--set", "ScheduledProcedureStepStatus=ARRIVED");

        Assert.Equal("wlmscp put: unchanged: 2\n", (await RunAsync(0, "put", _area.Path, await WriteTableAsync(table))).Error);
    }

    [Fact]
    public async Task EntryOfAnotherPatient_IsNotReplaced()
    {
        const string Header = "PatientID,PatientName,StudyInstanceUID,ScheduledProcedureStepID,Modality,"
            + "ScheduledStationAETitle,ScheduledProcedureStepStartDate\n";
        await RunAsync(0, "put", _area.Path, await WriteTableAsync(Header + "1,Doe^Jane,1.2.3,S1,CT,CT1,20261201\n"));

        ProgramRun run = await RunAsync(
            5, "put", _area.Path, await WriteTableAsync(Header + "2,Bob,1.2.3,S1,CT,CT1,20261201\n"));

        Assert.Contains("are those of S1.wl, which is another patient's", run.Error, StringComparison.Ordinal);
        await RunAsync(0, "list", _area.Path, "PatientName=Doe^Jane");
    }

    [Fact]
    public async Task Order_ThatGetsItsAccessionNumberLater_IsTheSame()
    {
        const string Header = "PatientID,PatientName,RequestedProcedureID,AccessionNumber,Modality,"
            + "ScheduledStationAETitle,ScheduledProcedureStepStartDate\n";
        await RunAsync(0, "put", _area.Path, await WriteTableAsync(Header + "1,A,R1,,CT,CT1,20261201\n"));

        await RunAsync(0, "put", _area.Path, await WriteTableAsync(Header + "1,A,R1,A1,CT,CT1,20261201\n"));

        Assert.Single(Files());
        await RunAsync(0, "list", _area.Path, "AccessionNumber=A1");
    }

    [Fact]
    public async Task SourceThatWasNeverPut_IsToldOf()
    {
        ProgramRun run = await RunAsync(
            0, "put", _area.Path, await WriteAsync("1,A,N1,CT,Head,CT1,20261201,0800\n"), "--remove-missing");

        Assert.Equal(
            "wlmscp put: --remove-missing: nothing was put from this source before, expected --source NAME where the name of the "
            + "file changes\n",
            run.Error);
    }

    // Each is found at once, however many there are of one order.
    [Fact]
    public async Task ThousandsOfStepsOfOneOrder_ArePut()
    {
        string[] rows =
            [.. Enumerable.Range(0, 5000).Select(i => $"1,A,N1,CT,Head,CT1,20261201,{i / 60 / 60:00}{i / 60 % 60:00}{i % 60:00}\n")];
        await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows)));

        ProgramRun again = await RunAsync(0, "put", _area.Path, await WriteAsync(string.Concat(rows.Reverse())));

        Assert.Equal("wlmscp put: unchanged: 5000\n", again.Error);
    }

    [Fact]
    public async Task OtherSources_AreOthers_AndAPipeNeedsAName()
    {
        string row = "1,A,N1,CT,Head,CT1,20261201,0800\n";
        await RunAsync(0, "put", _area.Path, await WriteAsync(row), "--remove-missing", "--source", "../ris/../x");

        await RunAsync(
            0, "put", _area.Path, await WriteAsync("2,A,N2,CT,Head,CT1,20261201,0800\n"), "--remove-missing");

        Assert.Equal(2, Files().Count);
        Assert.Equal(2, Directory.GetFiles(_area.Combine("put")).Length);
        await RunAsync(2, "put", _area.Path, "-", "--remove-missing");
    }

    private Dictionary<string, DateTime> Files() => Directory.GetFiles(_area.Path, "*.wl")
        .ToDictionary(file => Path.GetFileName(file), File.GetLastWriteTimeUtc);

    private Task<string> WriteAsync(string rows) => WriteTableAsync(Header + rows);

    private async Task<string> WriteTableAsync(string table)
    {
        string path = _root.Combine("orders.csv");
        await File.WriteAllTextAsync(path, table, Cancelled);
        return path;
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', words)}: {run.ExitCode}, {run.Error}");
        return run;
    }
}
