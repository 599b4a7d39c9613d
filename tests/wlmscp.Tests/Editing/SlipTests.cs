using System.Security.Cryptography;

namespace Wlmscp.Tests.Editing;

/// <summary>A slip of a person or a script changes nothing: an empty variable, a key too few, a pattern that is none.</summary>
[KnowsDates]
public sealed class SlipTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public SlipTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "A1", Modality = "CT", StepID = "1", StudyInstanceUID = "1.2.1" });
        _area.Write("2.wl", new Entry { PatientID = "A2", Modality = "CT", StepID = "2", StudyInstanceUID = "1.2.2" });
        _area.Write("3.wl", new Entry { PatientID = "A*", Modality = "MR", StepID = "3", StudyInstanceUID = "1.2.3" });
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("update", "--set", "PatientName=X")]
    [InlineData("remove")]
    public async Task SeveralEntries_AreMeantOnlyWhereThatIsSaid(string command, params string[] rest)
    {
        byte[] before = Picture();

        ProgramRun run = await RunAsync(2, [command, _area.Path, "Modality=CT", .. rest]);
        Assert.Equal(
            $"wlmscp {command}: 2 entries match, expected at most 1: more keys, --max 2, or --all\n", run.Error);
        await RunAsync(2, [command, _area.Path, .. rest]);
        await RunAsync(2, [command, _area.Path, "PatientID=A*", "--max", "2", .. rest]);
        await RunAsync(2, [command, _area.Path, "StudyInstanceUID=1.2.1\\1.2.2", "ScheduledProcedureStepID=*", .. rest]);
        await RunAsync(2, [command, _area.Path, "PatientID=", "Modality=CT", "--all", .. rest]);
        Assert.Equal(before, Picture());

        Assert.Equal(2, Rows(await RunAsync(0, [command, _area.Path, "Modality=CT", "--max", "2", .. rest])));
        Assert.Equal(
            command == "remove" ? 1 : 3, Rows(await RunAsync(0, [command, _area.Path, "--all", .. rest])));
    }

    // Others may have written two files of one key.
    [Fact]
    public async Task EntriesOfOneIdentity_AreMeantAllAtOnce()
    {
        File.Copy(_area.Combine("1.wl"), _area.Combine("copy.wl"));

        ProgramRun run = await RunAsync(
            0, "remove", _area.Path, "StudyInstanceUID=1.2.1", "ScheduledProcedureStepID=1");

        Assert.Equal(2, Rows(run));
    }

    [Fact]
    public async Task Restore_OfSeveral_IsMeantOnlyWhereThatIsSaid()
    {
        await RunAsync(0, "update", _area.Path, "--all", "--set", "ScheduledProcedureStepStatus=CANCELED");

        await RunAsync(2, "restore", _area.Path, "Modality=CT");
        await RunAsync(2, "restore", _area.Path);
        Assert.Equal(3, Rows(await RunAsync(0, "restore", _area.Path, "--all")));
    }

    [Theory]
    [InlineData("PatientID==A*", "A*")]
    [InlineData("PatientID==A1", "A1")]
    [InlineData("PatientID==a1")]
    [InlineData("PatientID==A?")]
    [InlineData("PatientName==vivaldi^antonio")]
    [InlineData("PatientName==Vivaldi^Antonio", "A*", "A1", "A2")]
    [InlineData("ScheduledStationAETitle==AA33", "A*", "A1", "A2")]
    public async Task ValueThatIsMeantJustSo_HasNoWildCards_AndNoOtherLetterCase(string key, params string[] patients)
    {
        ProgramRun run = await RunAsync(patients.Length > 0 ? 0 : 1, "list", _area.Path, key);

        Assert.Equal(
            patients,
            run.Output.Split('\n').Skip(1).Where(line => line.Length > 0)
                .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[4].Trim())
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("remove", "PatientID==A*")]
    [InlineData("update", "PatientID=A1", "--set", "PatientName=X")]
    [InlineData("update", "PatientID=A1", "--set", "ScheduledProcedureStepStatus=COMPLETED")]
    [InlineData("expire", "--older-than", "1d")]
    [InlineData("add", "PatientID=9", "PatientName=N", "Modality=CT", "ScheduledStationAETitle=X",
        "ScheduledProcedureStepStartDate=20261201")]
    [InlineData("put", "PatientID=A1", "PatientName=N", "Modality=CT", "ScheduledStationAETitle=X",
        "ScheduledProcedureStepStartDate=20261201", "StudyInstanceUID=1.2.1", "ScheduledProcedureStepID=1")]
    public async Task DryRun_ShowsWhatIsDoneThen_AndDoesNothing(string command, params string[] words)
    {
        byte[] before = Picture();
        if (command == "expire")
        {
            _area.Write("1.wl", new Entry { StartDate = "20200101" });
            before = Picture();
        }

        ProgramRun dry = await RunAsync(0, [command, _area.Path, .. words, "--dry-run"]);
        Assert.StartsWith("wlmscp: --dry-run: nothing is changed\n", dry.Error, StringComparison.Ordinal);
        Assert.Equal(before, Picture());
        ProgramRun real = await RunAsync(0, [command, _area.Path, .. words]);

        Assert.Equal(real.Output, dry.Output);
        Assert.NotEqual(before, Picture());
    }

    // It would stay on the list, and the patient would be examined.
    [Theory]
    [InlineData("update", "PatientID=A1", "--set", "ScheduledProcedureStepStatus=CANCEL")]
    [InlineData("put", "PatientID=A1", "PatientName=N", "ScheduledProcedureStepStatus=CANCEL")]
    public async Task StatusThatIsNotKnown_IsRefused_WithThoseThatAre(string command, params string[] words)
    {
        byte[] before = Picture();

        ProgramRun run = await RunAsync(5, [command, _area.Path, .. words]);

        Assert.Equal(
            $"wlmscp {command}: ScheduledProcedureStepStatus=CANCEL: no status that is known, expected SCHEDULED, ARRIVED, "
            + "READY, STARTED, DEPARTED, IN PROGRESS, COMPLETED, DISCONTINUED, CANCELED, CANCELLED\n",
            run.Error);
        Assert.Equal(before, Picture());
    }

    [Theory]
    [InlineData("update", "PatientID=A1", "--set", "AccessionNumber==5")]
    [InlineData("put", "PatientID==A1", "PatientName=N")]
    public async Task NewValueBehindTwoEqualsSigns_IsWrongUse(string command, params string[] words)
    {
        ProgramRun run = await RunAsync(2, [command, _area.Path, .. words]);

        Assert.Contains("==: two equals signs, expected ", run.Error, StringComparison.Ordinal);
    }

    // It would talk to the terminal of whoever lists the entry.
    [Theory]
    [InlineData("PatientComments=a\u001bb", 0)]
    [InlineData("RequestedProcedureDescription=a\u001b[2Jb", 5)]
    [InlineData("AccessionNumber=a\nb", 5)]
    public async Task ControlCharacters_AreNoTextOfOneLine(string value, int exitCode)
    {
        ProgramRun run = await RunAsync(exitCode, "update", _area.Path, "PatientID=A1", "--set", value);

        Assert.Equal(
            exitCode == 5, run.Error.Contains(": control characters, expected text of one line\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DirectoryOfAreas_InPlaceOfAnArea_IsCalledThat()
    {
        ProgramRun run = await RunAsync(3, "list", _root.Path);

        Assert.Equal(
            $"wlmscp list: {_root.Path}: no storage area, but there are some in it, expected one of "
            + $"{Path.GetFileName(_area.Path)}\n",
            run.Error);
    }

    [Fact]
    public async Task WhatBelongsToAnArea_IsNoArea()
    {
        await RunAsync(0, "update", _area.Path, "PatientID=A1", "--set", "ScheduledProcedureStepStatus=CANCELED");

        ProgramRun list = await RunAsync(3, "list", _area.Combine("done"));
        Assert.Equal(
            $"wlmscp list: {_area.Combine("done")}: belongs to the storage area {_area.Path}, expected that; list --done shows "
            + "what is done\n",
            list.Error);
        await RunAsync(2, "init", _root.Path, "done");
        await RunAsync(2, "init", _area.Path, "AETITLE_1");
        ProgramRun doctor = await RunAsync(1, "doctor", _area.Path);
        Assert.Contains("fault: a storage area itself, ", doctor.Output, StringComparison.Ordinal);
    }

    // Somebody has put it onto the list meanwhile, under another name.
    [Fact]
    public async Task Restore_MakesNoSecondEntryOfAKey()
    {
        File.Copy(_area.Combine("1.wl"), _root.Combine("copy"));
        await RunAsync(0, "update", _area.Path, "PatientID=A1", "--set", "ScheduledProcedureStepStatus=CANCELED");
        File.Move(_root.Combine("copy"), _area.Combine("y.wl"));

        ProgramRun run = await RunAsync(4, "restore", _area.Path, "PatientID=A1");

        Assert.Contains(" is in y.wl already, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfWhatIsOffTheList_SaysSo()
    {
        await RunAsync(0, "update", _area.Path, "PatientID=A1", "--set", "ScheduledProcedureStepStatus=CANCELED");

        ProgramRun run = await RunAsync(1, "list", _area.Path, "PatientID=A1");

        Assert.Equal(
            "wlmscp list: off the list: 1; --done shows them, wlmscp restore brings them back\nwlmscp list: no entries\n",
            run.Error);
    }

    [Fact]
    public async Task ValueOfAnotherForm_IsToldTheRightOne()
    {
        ProgramRun run = await RunAsync(2, "list", _area.Path, "ScheduledProcedureStepStartDate=2026-11-27");

        Assert.EndsWith(", expected YYYYMMDD, or a range such as 20261101-20261130\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("put: FILE|KEY=VALUE...", "put", "A", "")]
    [InlineData("put: AREA", "put", "", "x.csv")]
    [InlineData("init: DIR", "init", "", "CT1")]
    [InlineData("explain: QUERY|KEY=VALUE...", "explain", "A", "CT1", "")]
    [InlineData("convert: IN... OUT", "convert", "", "x.wl")]
    [InlineData("install-samples: DIR", "install-samples", "")]
    public async Task EmptyWord_IsWrongUse(string what, params string[] words)
    {
        ProgramRun run = await RunAsync(2, words);

        Assert.Equal($"wlmscp: {what}: '', expected a word; is a variable not set?\n", run.Error);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("put")]
    public async Task DirectoryOfAnArea_ThatIsALink_IsNotFollowed(string name)
    {
        string elsewhere = _root.Combine("elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateSymbolicLink(_area.Combine(name), elsewhere);

        ProgramRun run = await RunAsync(
            3, "put", _area.Path, _area.Combine("1.wl"), "ScheduledProcedureStepStatus=COMPLETED");

        Assert.Equal(
            $"wlmscp put: {_area.Combine(name)}: a symbolic link, expected a directory of the area\n", run.Error);
        Assert.Empty(Directory.GetFiles(elsewhere));
    }

    [Fact]
    public async Task DryRun_OfInitConvertAndCheck_ShowsWhatIsDoneThen_AndDoesNothing()
    {
        File.Delete(_area.Combine("lockfile"));
        _area.Write("4.wl", new Entry { StudyInstanceUID = "", StepID = "4" });
        File.Delete(_area.Combine("lockfile"));
        byte[] before = Picture();

        Assert.Equal(
            $"made {_root.Path}/B\nmade {_area.Path}\n",
            (await RunAsync(0, "init", _root.Path, "B", "AETITLE_1", "--dry-run")).Output);
        Assert.Contains(
            $"{_root.Path}/1.json: ",
            (await RunAsync(0, "convert", _area.Combine("1.wl"), _root.Path, "--to", "json", "--dry-run")).Output,
            StringComparison.Ordinal);
        string[] fixes = Fixes(await RunAsync(1, "check", "--fix", "--dry-run", _area.Path));
        Assert.Equal(before, Picture());
        Assert.Equal([_area.Path], Directory.GetFileSystemEntries(_root.Path));

        Assert.Equal(Fixes(await RunAsync(0, "check", "--fix", _area.Path)), fixes);
        Assert.Contains(fixes, line => line.Contains("4.wl: fix: adds (0020,000d)", StringComparison.Ordinal));
    }

    private static string[] Fixes(ProgramRun run) =>
        [.. run.Output.Split('\n').Where(line => line.Contains(": fix: ", StringComparison.Ordinal))];

    private static int Rows(ProgramRun run) => run.Output.Split('\n').Length - 2;

    // Names and bytes of all files.
    private byte[] Picture() => SHA256.HashData(
    [
        .. Directory.GetFiles(_area.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => (byte[])[.. System.Text.Encoding.UTF8.GetBytes(file), .. File.ReadAllBytes(file)]),
    ]);

    private static async Task<ProgramRun> RunAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', words)}: {run.ExitCode}, {run.Error}");
        return run;
    }
}
