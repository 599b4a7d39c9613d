using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Tests.Editing;

/// <summary>Edits of an area that is served at the same time.</summary>
public sealed class WorklistEditorTests : IDisposable
{
    private readonly TestArea _area = new();
    private readonly WorklistEditor _editor;

    public WorklistEditorTests()
    {
        _area.Write("a.wl", Entry("S1", "A"));
        _area.Write("b.wl", Entry("S2", "B"));
        _editor = new WorklistEditor(_area.Area);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Done => Path.Join(_area.Directory, "done");

    public void Dispose()
    {
        _editor.Dispose();
        _area.Dispose();
    }

    [Fact]
    public async Task Add_OfANewKey_IsServed_AndTheSameAgainUnchanged()
    {
        var added = Assert.IsType<EditOutcome.Added>(await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C"))));
        Assert.Equal("S3.wl", added.FileName);
        Assert.Equal("A B C", await PatientsAsync());

        Assert.Equal(
            new EditOutcome.Unchanged("S3.wl", IsDone: false), await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C"))));
        var conflict = Assert.IsType<EditOutcome.Conflict>(await ApplyAsync(new WorklistEdit.Add(Entry("S3", "X"))));
        Assert.Equal(("S3.wl", "S3"), (conflict.With, conflict.Key.StepID));
        Assert.Equal("A B C", await PatientsAsync());
    }

    [Fact]
    public async Task Add_OfAnotherKeyWithTheSameStepID_GetsANameOfItsOwn()
    {
        await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C")));

        var added = Assert.IsType<EditOutcome.Added>(
            await ApplyAsync(new WorklistEdit.Add(Entry("S3", "D", study: "1.2.3.9"))));

        Assert.Equal("S3-90242501.wl", added.FileName); // of the SHA-256 of 1.2.3.9
        Assert.Equal("A B C D", await PatientsAsync());
    }

    [Fact]
    public async Task Put_ReplacesTheEntryOfItsKey_WhateverTheNameOfItsFile()
    {
        var changed = Assert.IsType<EditOutcome.Changed>(await ApplyAsync(new WorklistEdit.Put(OtherEntry("S1", "A"))));
        Assert.Equal("a.wl", changed.FileName);

        Assert.IsType<EditOutcome.Unchanged>(await ApplyAsync(new WorklistEdit.Put(OtherEntry("S1", "A"))));
        Assert.IsType<EditOutcome.Added>(await ApplyAsync(new WorklistEdit.Put(Entry("S9", "Z"))));
        Assert.Equal("A B Z", await PatientsAsync());
    }

    [Fact]
    public async Task Put_OfTheKeyOfAnotherPatient_IsRefused()
    {
        var refused = Assert.IsType<EditOutcome.Refused>(await ApplyAsync(new WorklistEdit.Put(Entry("S1", "X"))));

        Assert.Equal(new EditRefusal.OtherPatient("a.wl"), refused.Refusal);
        Assert.Equal("A B", await PatientsAsync());
    }

    // wlmscpfs, wlmscp and ls agree: what is in done is not offered.
    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("DISCONTINUED")]
    [InlineData("CANCELED")]
    public async Task Update_ToAStatusThatIsNotOffered_TakesTheEntryOffTheList_AndRestoreBringsItBack(string status)
    {
        var done = Assert.IsType<EditOutcome.Changed>(await ApplyAsync(SetStatus("S1", status)));
        Assert.True(done.IsDone);
        Assert.Equal("B", await PatientsAsync());
        Assert.Equal(status, StatusOf(Path.Join(Done, "a.wl")));

        // It exists for every edit: it comes back by no other door.
        Assert.Equal(
            new EditOutcome.Unchanged("a.wl", IsDone: true),
            await ApplyAsync(new WorklistEdit.Add(DicomFile.Read(File.ReadAllBytes(Path.Join(Done, "a.wl"))).Dataset)));
        Assert.IsType<EditOutcome.Conflict>(await ApplyAsync(new WorklistEdit.Add(Entry("S1", "X"))));
        Assert.True(Assert.IsType<EditOutcome.Changed>(
            await ApplyAsync(new WorklistEdit.Put(OtherEntry("S1", "A")))).IsDone);
        Assert.Equal("B", await PatientsAsync());

        var back = Assert.IsType<EditOutcome.Changed>(await ApplyAsync(new WorklistEdit.Restore(Of("S1"))));
        Assert.False(back.IsDone);
        Assert.Equal("A B", await PatientsAsync());
        Assert.Empty(Directory.GetFiles(Done));
    }

    [Fact]
    public async Task Update_OfOneThatIsDone_ToAStatusThatIsOffered_BringsItBack()
    {
        await ApplyAsync(SetStatus("S1", "COMPLETED"));

        await ApplyAsync(SetStatus("S1", "READY") with { AreDone = true });

        Assert.Equal("A B", await PatientsAsync());
        Assert.Equal("READY", StatusOf(_area.PathOf("a.wl")));
    }

    [Fact]
    public async Task Batch_OfWhichOneIsWrong_DoesNothing()
    {
        DicomDataset incomplete = Entry("S4", "D");
        incomplete.Remove(DicomTag.PatientName);

        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = await _editor.ApplyAsync(
            [
                new WorklistEdit.Put(Entry("S1", "A2")), new WorklistEdit.Add(incomplete),
                new WorklistEdit.Remove(Of("S2")),
            ],
            cancellationToken: Cancelled);

        var refused = Assert.IsType<EditOutcome.Refused>(outcomes[1][0]);
        Assert.IsType<EditRefusal.Incomplete>(refused.Refusal);
        Assert.Equal("A B", await PatientsAsync());
        Assert.Equal(["a.wl", "b.wl", "lockfile"], Names(_area.Directory));
    }

    [Fact]
    public async Task Batch_WithOneKeyTwice_IsAConflict_UnlessTheContentIsTheSame()
    {
        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = await _editor.ApplyAsync(
            [new WorklistEdit.Add(Entry("S5", "E")), new WorklistEdit.Add(Entry("S5", "F"))],
            cancellationToken: Cancelled);
        Assert.IsType<EditOutcome.Conflict>(outcomes[1][0]);
        Assert.Equal("A B", await PatientsAsync());

        outcomes = await _editor.ApplyAsync(
            [new WorklistEdit.Put(Entry("S5", "E")), new WorklistEdit.Put(Entry("S5", "E"))],
            cancellationToken: Cancelled);
        Assert.Equal(new EditOutcome.Unchanged("S5.wl", IsDone: false), outcomes[1][0]);
        outcomes = await _editor.ApplyAsync(
            [new WorklistEdit.Put(Entry("S5", "E")), new WorklistEdit.Put(Entry("S5", "F"))],
            cancellationToken: Cancelled);
        Assert.IsType<EditOutcome.Conflict>(outcomes[1][0]);
        Assert.Equal("A B E", await PatientsAsync());
    }

    [Fact]
    public async Task Update_ToTheKeyOfAnother_IsAConflict()
    {
        var outcome = await ApplyAsync(new WorklistEdit.Update(Of("S1"), [Assign("ScheduledProcedureStepID=S2")]));

        Assert.Equal("b.wl", Assert.IsType<EditOutcome.Conflict>(outcome).With);
        Assert.Equal("A B", await PatientsAsync());
    }

    [Fact]
    public async Task Order_MakesItsSteps_AndTheSameAgainChangesNothing()
    {
        WorklistEdit.Order order = Order(StepEditKind.Put, StepStatus.Scheduled, "S3", "S4");

        Assert.All(await ApplyAllAsync(order), outcome => Assert.IsType<EditOutcome.Added>(outcome));
        Assert.Equal("A B C C", await PatientsAsync());
        Assert.All(
            await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3", "S4")),
            outcome => Assert.IsType<EditOutcome.Unchanged>(outcome));
    }

    [Fact]
    public async Task Order_ThatEndsAndComesAnew_IsOffTheListAndOnItAgain()
    {
        await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3", "S4"));

        await ApplyAllAsync(Order(StepEditKind.End, StepStatus.Canceled, "S3", "S4"));
        Assert.Equal("A B", await PatientsAsync());
        await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3"));
        Assert.Equal("A B C", await PatientsAsync());
        await ApplyAllAsync(Order(StepEditKind.Hold, "", "S3"));
        Assert.Equal("A B", await PatientsAsync());
        await ApplyAllAsync(Order(StepEditKind.Release, "", "S3"));
        Assert.Equal("A B C", await PatientsAsync());
        EditOutcome absent = Assert.Single(await ApplyAllAsync(Order(StepEditKind.End, StepStatus.Canceled, "S9")));
        Assert.Equal("S9", Assert.IsType<EditOutcome.Absent>(absent).Key.StepID);
    }

    [Fact]
    public async Task Order_ThatHasAStepNoMore_EndsIt()
    {
        await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3", "S4"));

        IReadOnlyList<EditOutcome> outcomes =
            await ApplyAllAsync(Order(StepEditKind.Change, "", "S3") with { EndsOthers = true });

        Assert.IsType<EditOutcome.Unchanged>(outcomes[0]);
        Assert.True(Assert.IsType<EditOutcome.Changed>(outcomes[1]).IsDone);
        Assert.Equal("A B C", await PatientsAsync());
    }

    [Fact]
    public async Task Order_OfAnotherPatient_IsRefused()
    {
        await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3"));

        EditOutcome outcome = Assert.Single(await ApplyAllAsync(
            Order(StepEditKind.End, StepStatus.Canceled, "S3") with { Patient = new PatientKey("X") }));

        Assert.IsType<EditRefusal.OtherPatient>(Assert.IsType<EditOutcome.Refused>(outcome).Refusal);
        Assert.Equal("A B C", await PatientsAsync());
    }

    // An entry in ISO 8859-1, and a change with a name that it lacks.
    [Fact]
    public async Task Order_WithTextOfAnotherCharacterSet_MakesTheEntryUnicode()
    {
        await ApplyAllAsync(Order(StepEditKind.Put, StepStatus.Scheduled, "S3"));
        WorklistEdit.Order change = Order(StepEditKind.Change, "", "S3");
        Assert.True(Assign("ScheduledProcedureStepDescription=山田").TryApply(change.Steps[0].Changes, out _));

        var changed = Assert.IsType<EditOutcome.Changed>(Assert.Single(await ApplyAllAsync(change)));

        Assert.Equal("山田", EntryCompletion.TextOf(changed.Dataset, "ScheduledProcedureStepDescription"));
        Assert.Equal("S3", EntryCompletion.TextOf(changed.Dataset, "ScheduledProcedureStepID"));
        Assert.Equal("MR", EntryCompletion.TextOf(changed.Dataset, "Modality"));
    }

    [Fact]
    public async Task MergePatients_GivesAllEntriesOfOneToTheOther_ThoseThatAreDoneToo()
    {
        await ApplyAsync(new WorklistEdit.Add(Entry("S3", "A")));
        await ApplyAsync(SetStatus("S1", "COMPLETED"));

        IReadOnlyList<EditOutcome> outcomes = (await _editor.ApplyAsync(
            [new WorklistEdit.MergePatients(new("A"), new("B"), [Assign("PatientName=Roe^Mary")])],
            cancellationToken: Cancelled))[0];

        Assert.Equal(
            [("S3.wl", false), ("a.wl", true), ("b.wl", false)],
            outcomes.Cast<EditOutcome.Changed>().Select(changed => (changed.FileName, changed.IsDone)));
        Assert.Equal("B B", await PatientsAsync());
        DicomDataset done = DicomFile.Read(await File.ReadAllBytesAsync(Path.Join(Done, "a.wl"), Cancelled)).Dataset;
        Assert.Equal("B", EntryCompletion.TextOf(done, "PatientID"));
        Assert.Equal("Roe^Mary", EntryCompletion.TextOf(done, "PatientName"));
        Assert.Equal("COMPLETED", EntryCompletion.TextOf(done, StepStatus.Keyword));
    }

    // What others have written with one key is served, and may be edited.
    [Fact]
    public async Task Update_OfOneOfTwoWithOneKey_IsDone_AndNewKeysAreNot()
    {
        _area.Write("twin.wl", Entry("S1", "T"));

        IReadOnlyList<EditOutcome> outcomes = (await _editor.ApplyAsync(
            [new WorklistEdit.Update(Of("S1"), [Assign("AccessionNumber=7")])], cancellationToken: Cancelled))[0];

        Assert.Equal(2, outcomes.OfType<EditOutcome.Changed>().Count());
        Assert.IsType<EditOutcome.Conflict>(await ApplyAsync(new WorklistEdit.Update(
            Of("S2"), [Assign("ScheduledProcedureStepID=S1")])));
    }

    [Fact]
    public async Task Edit_SeesWhatOthersHaveWritten()
    {
        Assert.Equal("A B", await PatientsAsync());
        _area.Write("c.wl", Entry("S3", "C"));

        Assert.IsType<EditOutcome.Unchanged>(await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C"))));
        File.Delete(_area.PathOf("c.wl"));
        Assert.IsType<EditOutcome.Added>(await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C"))));
    }

    // What it leads to may be another area's; check --fix leaves it alone too.
    [Fact]
    public async Task File_ThatIsALink_IsNotReplaced()
    {
        string elsewhere = Path.Join(_area.Root, "elsewhere");
        File.Move(_area.PathOf("a.wl"), elsewhere);
        File.CreateSymbolicLink(_area.PathOf("a.wl"), elsewhere);

        var outcome = await ApplyAsync(new WorklistEdit.Update(Of("S1"), [Assign("AccessionNumber=1")]));

        Assert.IsType<EditRefusal.IsLink>(Assert.IsType<EditOutcome.Refused>(outcome).Refusal);
        Assert.Equal(elsewhere, new FileInfo(_area.PathOf("a.wl")).LinkTarget);
    }

    [Fact]
    public async Task Leftovers_OfAnEditorThatWasKilled_AreRemoved()
    {
        Directory.CreateDirectory(Done);
        string[] leftovers = [_area.PathOf(".wlmscp-1.tmp"), Path.Join(Done, ".wlmscp-2.tmp")];
        Array.ForEach(leftovers, file => File.WriteAllBytes(file, []));

        await ApplyAsync(new WorklistEdit.Add(Entry("S3", "C")));

        Assert.All(leftovers, file => Assert.False(File.Exists(file)));
    }

    [Fact]
    public async Task Edits_OfManyAtOnce_AreAllDone()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => ApplyAsync(new WorklistEdit.Put(Entry($"N{i}", "N"))), Cancelled)));

        Assert.Equal(42, (await _area.ReadAsync()).Count);
        Assert.Equal(42, Directory.GetFiles(_area.Directory, "*.wl").Length);
    }

    // PID-3.4 of a message, and Issuer of Patient ID of the entries of patient P; - is none.
    [Theory]
    [InlineData("-", "-", "1")]
    [InlineData("-", "HOSP", "1")]
    [InlineData("HOSP", "-", "1")]
    [InlineData("HOSP", "HOSP -", "1 2")]
    [InlineData("HOSP", "HOSP OTHER -", "1")]
    [InlineData("-", "HOSP OTHER -", "3")]
    [InlineData("HOSP", "OTHER", "")]
    public async Task ChangePatient_IsOfAnIssuerThatOneSideDoesNotName_UnlessThereAreSeveral(
        string issuer, string issuers, string changed)
    {
        foreach ((int number, string each) in issuers.Split(' ').Index())
        {
            DicomDataset entry = Entry($"P{number + 1}", "P");
            Assert.True(Assign($"IssuerOfPatientID={each.Replace("-", "")}").TryApply(entry, out _));
            _area.Write($"{number + 1}.wl", entry);
        }

        var patient = new PatientKey("P", issuer.Replace("-", ""));
        IReadOnlyList<EditOutcome> outcomes = await ApplyAllAsync(new WorklistEdit.ChangePatient(
            patient, patient, new DicomDataset(Data.Text(DicomTag.PatientName, "NEW^NAME")), [], null));

        Assert.Equal(
            changed, string.Join(' ', outcomes.Cast<EditOutcome.Changed>().Select(each => each.FileName[..^3])));
    }

    private static DicomDataset Entry(string step, string patient, string study = "1.2.3")
    {
        DicomDataset entry = Data.Complete(
            Data.Text(DicomTag.PatientID, patient), Data.Text(DicomTag.StudyInstanceUID, study));
        Assert.True(Assign($"ScheduledProcedureStepID={step}").TryApply(entry, out _));
        return entry;
    }

    private static DicomDataset OtherEntry(string step, string patient)
    {
        DicomDataset entry = Entry(step, patient);
        Assert.True(Assign("RequestedProcedureDescription=Other").TryApply(entry, out _));
        return entry;
    }

    private static AttributeAssignment Assign(string text)
    {
        Assert.True(AttributeAssignment.TryParse(text, default, out AttributeAssignment? assignment, out string? expected));
        Assert.Null(expected);
        return assignment;
    }

    private static WorklistEdit.Update SetStatus(string step, string status) =>
        new(Of(step), [Assign($"{StepStatus.Keyword}={status}")]);

    private static EntrySelection.OfKey Of(string step) => new(new EntryKey("1.2.3", step));

    private static string StatusOf(string path) =>
        EntryCompletion.TextOf(DicomFile.Read(File.ReadAllBytes(path)).Dataset, StepStatus.Keyword);

    private static string?[] Names(string directory) =>
        [.. Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    // The order of the answer, by names of files, is not what these tests are about.
    private async Task<string> PatientsAsync() =>
        string.Join(' ', (await _area.ReadPatientsAsync()).Split(' ').Order(StringComparer.Ordinal));

    private async Task<EditOutcome> ApplyAsync(WorklistEdit edit) =>
        Assert.Single(await ApplyAllAsync(edit));

    private async Task<IReadOnlyList<EditOutcome>> ApplyAllAsync(WorklistEdit edit) =>
        (await _editor.ApplyAsync([edit], cancellationToken: Cancelled))[0];

    private static WorklistEdit.Order Order(StepEditKind kind, string status, params string[] steps) => new(
        new PatientKey("C"),
        [.. steps.Select(step => new StepEdit(kind, status, Scheduled(step), [], []))]);

    private static DicomDataset Scheduled(string step)
    {
        DicomDataset entry = Entry(step, "C", study: "1.2.3.9");
        Assert.True(Assign($"{StepStatus.Keyword}={StepStatus.Scheduled}").TryApply(entry, out _));
        return entry;
    }
}
