using System.Diagnostics;
using System.Text.Json;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check --fix</c>.</summary>
public sealed class FixTests : IDisposable
{
    private static readonly string[] Names = ["1.wl", "2.wl", "lockfile"];

    private readonly FixScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Area_IsRepaired_EachChangeIsALine_AndTheSecondTimeThereIsNone()
    {
        File.Delete(_scene.Area.LockFile);
        _scene.Area.Write("1.wl", new Entry { StudyInstanceUID = "" });
        _scene.Area.Write("2.wl", FixScene.WithSequences(new Entry { StepID = "S2" }));

        ProgramRun first = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);
        byte[] repaired = await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled);
        ProgramRun second = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);

        Assert.Equal(
            [
                $"{_scene.Area.Path}: fix: adds an empty lockfile",
                $"{_scene.Area.Path}/1.wl: fix: adds (0008,1110) ReferencedStudySequence, empty",
                $"{_scene.Area.Path}/1.wl: fix: adds (0008,1120) ReferencedPatientSequence, empty",
                $"{_scene.Area.Path}/1.wl: fix: adds (0020,000d) StudyInstanceUID {_scene.UidOf("1.wl")}",
            ],
            FixScene.Lines(first));
        Assert.Equal("", second.Output);
        Assert.Equal(repaired, await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled));
        Assert.Empty(await File.ReadAllBytesAsync(_scene.Area.LockFile, Cancelled));
        AssertNothingElse();
        await AssertServedAsync(2);
    }

    // What stands there already, misspelt or not, is not asked for; other bytes stay.
    [Theory]
    [InlineData(null, "ISO_IR 192", "adds (0008,0005) SpecificCharacterSet ISO_IR 192")]
    [InlineData("UTF-8", "ISO_IR 192", "sets (0008,0005) SpecificCharacterSet to ISO_IR 192")]
    [InlineData("ISO-8859-1", "ISO_IR 100", "sets (0008,0005) SpecificCharacterSet to ISO_IR 100")]
    public async Task CharacterSet_MissingOrMisspelt_IsMended(string? given, string encoding, string change)
    {
        DicomDataset dataset =
            FixScene.WithSequences(new Entry { PatientName = "Müller^Jörg", CharacterSet = encoding });
        if (given is null)
        {
            dataset.Remove(DicomTag.SpecificCharacterSet);
        }
        else
        {
            dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, given));
        }

        _scene.Area.Write("1.wl", dataset);

        ProgramRun first = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);
        ProgramRun second = await FixScene.CheckAsync(0, _scene.Area.Path);

        Assert.Equal($"{_scene.Area.Path}/1.wl: fix: {change}", Assert.Single(FixScene.Lines(first)));
        Assert.Equal("", second.Output);
        DicomDataset mended = DicomFile.Read(
            await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled)).Dataset;
        Assert.Equal(encoding, mended.CharacterSet.Value);
        Assert.True(mended.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("Müller^Jörg", name);
    }

    // What the term was meant to be, and what the text is in, are two things: a person has to look.
    [Theory]
    [InlineData("UTF-8", "ISO_IR 100", "Müller", "ISO_IR 192")]
    [InlineData("GB2312", "ISO_IR 192", "王^小东", "GB18030")]
    public async Task CharacterSet_ThatTheTextIsNotIn_StaysAsItIs(
        string given, string encoding, string name, string meant)
    {
        DicomDataset dataset = FixScene.WithSequences(new Entry { PatientName = name, CharacterSet = encoding });
        dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, given));
        _scene.Area.Write("1.wl", dataset);
        byte[] before = await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled);

        ProgramRun run = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);

        Assert.StartsWith(
            $"{_scene.Area.Path}/1.wl: served, but: (0008,0005) SpecificCharacterSet: '{given}', expected {meant}; "
                + "but the text is not in that set",
            FixScene.Lines(run)[0], StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled));
    }

    [Fact]
    public async Task CharacterSet_MisspeltInAnItem_IsMendedThere()
    {
        DicomDataset dataset = FixScene.WithSequences(new Entry());
        Assert.True(dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        steps.Items[0].AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "utf8"));
        _scene.Area.Write("1.wl", dataset);

        ProgramRun first = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);
        ProgramRun second = await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);

        Assert.Equal(
            $"{_scene.Area.Path}/1.wl: fix: sets (0008,0005) in items of (0040,0100) ScheduledProcedureStepSequence",
            Assert.Single(FixScene.Lines(first)));
        Assert.Equal("", second.Output);
    }

    [Fact]
    public async Task StudyInstanceUID_IsThatOfTheProcedure_InEveryFile_AndInThoseOfAdd()
    {
        var entry = new Entry { StudyInstanceUID = "", AccessionNumber = "" };
        _scene.Area.Write("1.wl", entry with { StepID = "S1" });
        _scene.Area.Write("2.wl", entry with { StepID = "S2" });
        _scene.Area.Write("3.wl", entry with { RequestedProcedureID = "RP2", StepID = "S3" });
        string copy = _scene.Root.Combine("4.wl");
        File.Copy(_scene.Area.Combine("1.wl"), copy);

        await FixScene.CheckAsync(0, "--fix", _scene.Area.Path);
        ProgramRun add = await ProgramRun.WlmscpAsync("add", _scene.Area.Path, copy, "ScheduledProcedureStepID=S4");
        Assert.Equal(0, add.ExitCode);

        string[] uids = [.. ((string[])["1.wl", "2.wl", "3.wl", "S4.wl"]).Select(_scene.UidOf)];
        Assert.Equal(uids[0], uids[1]);
        Assert.NotEqual(uids[0], uids[2]);
        Assert.Equal(uids[0], uids[3]);
    }

    [Fact]
    public async Task StudyInstanceUID_ThatFollowsFromNothing_StaysMissing_WithAdvice()
    {
        var entry = new Entry { StudyInstanceUID = "", PatientID = "" };
        _scene.Area.Write("1.wl", FixScene.WithSequences(entry));
        _scene.Area.Write("2.wl", FixScene.WithSequences(new Entry { StudyInstanceUID = "" }));

        ProgramRun plain = await FixScene.CheckAsync(1, _scene.Area.Path);
        ProgramRun run = await FixScene.CheckAsync(1, "--fix", _scene.Area.Path);

        string[] remaining =
        [
            $"{_scene.Area.Path}/1.wl: not served: incomplete, expected (0010,0020) PatientID",
            $"{_scene.Area.Path}/1.wl: not served: incomplete, expected (0020,000d) StudyInstanceUID; "
            + "--fix adds it to a file that has PatientID",
        ];
        Assert.Equal(
            [
                .. remaining,
                $"{_scene.Area.Path}/2.wl: not served: incomplete, expected (0020,000d) StudyInstanceUID; "
                + "--fix adds it",
            ],
            FixScene.Lines(plain));
        Assert.Equal(remaining, FixScene.Lines(run).Skip(1));
    }

    [Fact]
    public async Task PathThatIsNotThere_IsFoundBeforeAnythingChanges()
    {
        _scene.Area.Write("1.wl", new Entry());
        byte[] before = await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled);

        ProgramRun run = await FixScene.CheckAsync(3, "--fix", _scene.Area.Path, _scene.Root.Combine("none"));

        Assert.Equal("", run.Output);
        Assert.Equal(before, await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled));
    }

    [Fact]
    public async Task Change_ThatCannotBeShown_IsNotMade()
    {
        _scene.Area.Write("1.wl", new Entry { StudyInstanceUID = "" });
        byte[] before = await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled);
        ProcessStartInfo start = WlmscpProgram.StartInfo("check", "--fix", _scene.Area.Path);

        ProgramRun run = await ProgramRun.RunAsync(
            "sh", ["-c", "exec \"$@\" > /dev/full", "sh", start.FileName, .. start.ArgumentList]);

        Assert.True(run.ExitCode == 3, $"{run.ExitCode}: {run.Error}");
        Assert.Equal(before, await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled));
    }

    [Fact]
    public async Task Json_HasTheFixes_AndTheLinesAreOnStandardError()
    {
        File.Delete(_scene.Area.LockFile);
        _scene.Area.Write("1.wl", new Entry());
        _scene.Area.Write("2.wl", FixScene.WithSequences(new Entry { StudyInstanceUID = "1.2.4", StepID = "S2" }));

        ProgramRun run = await FixScene.CheckAsync(0, "--fix", "--json", _scene.Area.Path);

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["adds an empty lockfile", "adds (0008,1110) ReferencedStudySequence, empty", "none"],
            json.RootElement.EnumerateArray().Select(file => file.GetProperty("fixes"))
                .Select(fixes => fixes.GetArrayLength() > 0 ? fixes[0].GetString() : "none"));
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.Equal($"{_scene.Area.Path}: fix: adds an empty lockfile", run.ErrorLines[0]);
    }

    private void AssertNothingElse() => Assert.Equal(
        Names, Directory.GetFileSystemEntries(_scene.Area.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private async Task AssertServedAsync(int count)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _scene.Root.Path);
        Assert.Equal(count, (await daemon.FindPatientIDsAsync()).Length);
    }
}
