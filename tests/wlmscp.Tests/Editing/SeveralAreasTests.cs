namespace Wlmscp.Tests.Editing;

/// <summary>Commands on several storage areas at once, and <c>wlmscp merge</c>.</summary>
public sealed class SeveralAreasTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _first;
    private readonly WorklistArea _second;
    private readonly WorklistArea _other;

    public SeveralAreasTests()
    {
        _first = new WorklistArea(_root.Path, "CT1");
        _second = new WorklistArea(_root.Path, "CT2");
        _other = new WorklistArea(_root.Path, "MR1");
        foreach (WorklistArea area in (WorklistArea[])[_first, _second, _other])
        {
            area.Write("1.wl", new Entry { PatientID = "OLD", PatientName = "Doe^Jane" });
        }

        Directory.CreateDirectory(_root.Combine("no area"));
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Update_OfAreasThatMatch_ChangesThem_AndNamesEach()
    {
        string[] words = ["--dir", _root.Path, "--area", "CT*", "PatientID=OLD", "--set", "AccessionNumber=7"];

        ProgramRun refused = await RunAsync(2, ["update", .. words]);
        Assert.Equal(
            "wlmscp update: 2 entries match, expected at most 1: more keys, --max 2, or --all\n", refused.Error);
        ProgramRun run = await RunAsync(0, ["update", .. words, "--max", "2"]);

        Assert.Contains("CT1/1.wl\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("CT2/1.wl\n", run.Output, StringComparison.Ordinal);
        await RunAsync(0, "list", _first.Path, "AccessionNumber=7");
        await RunAsync(0, "list", _second.Path, "AccessionNumber=7");
        await RunAsync(1, "list", _other.Path, "AccessionNumber=7");
    }

    [Fact]
    public async Task List_OfSeveralAreas_NamesEach()
    {
        ProgramRun run = await RunAsync(0, "list", "--dir", _root.Path, "--area", "CT*", "PatientID=OLD");
        Assert.Contains("CT1/1.wl\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("CT2/1.wl\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MR1", run.Output, StringComparison.Ordinal);

        Assert.Contains(
            "MR1/1.wl\n", (await RunAsync(0, "list", _first.Path, _other.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_OfSeveralNamedAreas_IsOfAllOfThem()
    {
        await RunAsync(0, "remove", _first.Path, _other.Path, "PatientID=OLD", "--all");

        Assert.Empty(Directory.GetFiles(_first.Path, "*.wl"));
        Assert.Empty(Directory.GetFiles(_other.Path, "*.wl"));
        Assert.Single(Directory.GetFiles(_second.Path, "*.wl"));
    }

    [Fact]
    public async Task OneAreaThatCannotBeChanged_KeepsAllAsTheyWere()
    {
        string elsewhere = _root.Combine("elsewhere");
        File.Move(_second.Combine("1.wl"), elsewhere);
        File.CreateSymbolicLink(_second.Combine("1.wl"), elsewhere);

        ProgramRun run = await RunAsync(
            5, "update", "--dir", _root.Path, "PatientID=OLD", "--all", "--set", "AccessionNumber=7");

        Assert.StartsWith("wlmscp update: CT2/1.wl: a symbolic link", run.Error, StringComparison.Ordinal);
        await RunAsync(1, "list", _first.Path, "AccessionNumber=7");
    }

    [Fact]
    public async Task Expire_OfADirectory_IsOfAllItsAreas()
    {
        _first.Write("old.wl", new Entry { StartDate = "20200101", StepID = "9" });
        _other.Write("old.wl", new Entry { StartDate = "20200101", StepID = "9" });

        ProgramRun run = await RunAsync(0, "expire", "--dir", _root.Path, "--older-than", "400d");

        Assert.Contains("CT1/old.wl\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("MR1/old.wl\n", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_other.Combine("old.wl")));
    }

    [Fact]
    public async Task Merge_GivesAllEntriesOfAPatientToAnother()
    {
        _first.Write("2.wl", new Entry { PatientID = "OTHER", StepID = "2" });
        await RunAsync(0, "update", _second.Path, "PatientID=OLD", "--set", "ScheduledProcedureStepStatus=COMPLETED");

        ProgramRun dry = await RunAsync(0, "merge", "--dir", _root.Path, "OLD", "NEW", "--dry-run");
        ProgramRun run = await RunAsync(0, "merge", "--dir", _root.Path, "OLD", "NEW", "--set", "PatientName=Doe^Jane^M");

        Assert.Equal(3, run.Output.Split('\n').Count(line => line.Contains("NEW", StringComparison.Ordinal)));
        Assert.Equal(
            run.Output.Replace("^M ", "", StringComparison.Ordinal).Split(' ').Where(word => word.EndsWith(".wl\n", StringComparison.Ordinal)),
            dry.Output.Split(' ').Where(word => word.EndsWith(".wl\n", StringComparison.Ordinal)));
        await RunAsync(0, "list", _first.Path, "PatientID=NEW", "PatientName=Doe^Jane^M");
        await RunAsync(0, "list", _first.Path, "PatientID=OTHER");
        await RunAsync(0, "list", "--done", _second.Path, "PatientID=NEW");
        await RunAsync(1, "merge", "--dir", _root.Path, "OLD", "NEW");
    }

    // One ID with two names: a device would show either.
    [Fact]
    public async Task Merge_GivesTheNameOfThePatientWhoStays()
    {
        _other.Write("2.wl", new Entry { PatientID = "NEW", PatientName = "Doe^Jane^M", StepID = "2" });

        await RunAsync(0, "merge", "--dir", _root.Path, "OLD", "NEW");

        foreach (WorklistArea area in (WorklistArea[])[_first, _second, _other])
        {
            await RunAsync(0, "list", area.Path, "PatientID=NEW", "PatientName=Doe^Jane^M");
            await RunAsync(1, "list", area.Path, "PatientName==Doe^Jane");
        }
    }

    [Fact]
    public async Task Merge_OfAPatientWithTwoNames_WantsToBeToldWhich_AndAllGetIt()
    {
        _other.Write("2.wl", new Entry { PatientID = "NEW", PatientName = "Doe^Jane^M", StepID = "2" });
        _first.Write("2.wl", new Entry { PatientID = "NEW", PatientName = "Doe^J", StepID = "2" });

        ProgramRun run = await RunAsync(5, "merge", "--dir", _root.Path, "OLD", "NEW");
        Assert.Equal(
            "wlmscp merge: PatientName: the entries of this patient have 2 values, expected --set PatientName=VALUE\n",
            run.Error);
        await RunAsync(1, "list", _second.Path, "PatientID=NEW");
        await RunAsync(0, "merge", "--dir", _root.Path, "OLD", "NEW", "--set", "PatientName=Doe^Jane");

        Assert.Contains("2.wl", (await RunAsync(0, "list", _first.Path, "PatientName==Doe^Jane")).Output, StringComparison.Ordinal);
        Assert.Contains("2.wl", (await RunAsync(0, "list", _other.Path, "PatientName==Doe^Jane")).Output, StringComparison.Ordinal);
    }

    // One ID of two issuers is two patients.
    [Theory]
    [InlineData("OLD", "NEW")]
    [InlineData("NEW", "OLD")]
    public async Task Merge_OfAnIDOfTwoIssuers_IsRefused(string of, string to)
    {
        _first.Write("2.wl", new Entry { PatientID = "OLD", IssuerOfPatientID = "HA", StepID = "2" });
        _first.Write("3.wl", new Entry { PatientID = "NEW", StepID = "3" });

        ProgramRun run = await RunAsync(5, "merge", "--dir", _root.Path, of, to);

        Assert.Contains("OLD: the entries of this ID have 2 issuers", run.Error, StringComparison.Ordinal);
    }

    // What fails is written nowhere: the disk of the last area is full, or it may not be written to.
    [Fact]
    public async Task AreaThatCannotBeWritten_KeepsTheOthersAsTheyWere()
    {
        // The name of a file that would be put there is a directory.
        Directory.CreateDirectory(_other.Combine("done"));
        File.WriteAllText(_second.Combine("done"), "");

        ProgramRun run = await RunAsync(
            3, "update", "--dir", _root.Path, "PatientID=OLD", "--all", "--set", "ScheduledProcedureStepStatus=CANCELED");

        Assert.Single(run.ErrorLines);
        foreach (WorklistArea area in (WorklistArea[])[_first, _second, _other])
        {
            Assert.Equal(
                ["1.wl", "lockfile"],
                Directory.GetFiles(area.Path).Select(file => Path.GetFileName(file)).Where(name => name != "done")
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task AreaThatIsALinkToAnother_IsChangedOnce()
    {
        Directory.CreateSymbolicLink(_root.Combine("CT9"), _first.Path);

        ProgramRun run = await RunAsync(
            0, "update", "--dir", _root.Path, "PatientID=OLD", "--max", "3", "--set", "AccessionNumber=7");

        Assert.Equal(3, run.Output.Split('\n').Count(line => line.Contains("OLD", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wlmscp remove: no AREA, expected the directory of a storage area, or --dir DIR", "remove", "PatientID=1")]
    [InlineData("wlmscp: remove: AREA|KEY=VALUE...: \'\', expected a word; is a variable not set?", "remove", "", "PatientID=1")]
    [InlineData("wlmscp update: --area: without effect, expected --dir DIR too",
        "update", "--area", "CT*", "A", "PatientID=1", "--set", "PatientName=X")]
    [InlineData("wlmscp expire: A: not with --dir, expected areas of one kind",
        "expire", "A", "--dir", "B", "--older-than", "1d")]
    [InlineData("wlmscp: merge: NEW-ID: '', expected a word; is a variable not set?", "merge", "--dir", "B", "OLD", "")]
    [InlineData("wlmscp merge: OLD-ID and NEW-ID are the same, expected two Patient IDs", "merge", "--dir", "B", "1", "1 ")]
    [InlineData("wlmscp merge: --set PatientID: expected an attribute of the patient, other than the Patient ID",
        "merge", "--dir", "B", "1", "2", "--set", "PatientID=3")]
    [InlineData("wlmscp merge: --set StudyInstanceUID: expected an attribute of the patient, other than the Patient ID",
        "merge", "--dir", "B", "1", "2", "--set", "StudyInstanceUID=1.2")]
    public async Task WhatIsNotClear_IsWrongUse(string problem, params string[] words) =>
        Assert.Equal(problem + "\n", (await RunAsync(2, words)).Error);

    [Fact]
    public async Task PatternThatMatchesNothing_IsNamed()
    {
        ProgramRun run = await RunAsync(
            1, "remove", "--dir", _root.Path, "--area", "ct*", "PatientID=1");

        Assert.Equal(
            $"wlmscp remove: {_root.Path}: no storage area 'ct*', expected one with a lockfile\n", run.Error);
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', words)}: {run.ExitCode}, {run.Error}");
        return run;
    }
}
