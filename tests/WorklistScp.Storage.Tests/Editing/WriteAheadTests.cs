using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Tests.Editing;

/// <summary>New files are written while nobody holds the lock: what happens then must not be lost, nor lose anything.</summary>
public sealed class WriteAheadTests : IDisposable
{
    private readonly TestArea _area = new();
    private readonly WorklistEditor _editor;
    private readonly WorklistEditor _other;

    public WriteAheadTests()
    {
        _area.Write("a.wl", Entry("S1", "A"));
        _editor = new WorklistEditor(_area.Area);
        _other = new WorklistEditor(_area.Area);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _editor.Dispose();
        _other.Dispose();
        _area.Dispose();
    }

    [Fact]
    public async Task Apply_LetsQueriesInWhileItWrites()
    {
        var seen = 0;

        EditOutcome outcome = await ApplyAsync(
            new WorklistEdit.Add(Entry("S2", "B")), () => seen = _area.ReadAsync().GetAwaiter().GetResult().Count);

        Assert.IsType<EditOutcome.Added>(outcome);
        Assert.Equal(1, seen);
        Assert.Equal(2, (await _area.ReadAsync()).Count);
    }

    [Fact]
    public async Task Apply_WhenAnotherTakesTheKeyMeanwhile_IsAConflict()
    {
        EditOutcome outcome = await ApplyAsync(
            new WorklistEdit.Add(Entry("S2", "B")), () => OtherApplies(new WorklistEdit.Add(Entry("S2", "X"))));

        Assert.Equal("S2.wl", Assert.IsType<EditOutcome.Conflict>(outcome).With);
        Assert.Equal(["a.wl", "lockfile", "S2.wl"], Names());
    }

    [Fact]
    public async Task Apply_WhenTheOrderComesMeanwhile_JoinsItsStudy()
    {
        DicomDataset step = WithoutStudy("S2");

        EditOutcome outcome = await ApplyAsync(
            new WorklistEdit.Put(step), () => OtherApplies(new WorklistEdit.Add(Entry("S3", "B", study: "1.2.3.4"))));

        Assert.IsType<EditOutcome.Added>(outcome);
        Assert.Equal("1.2.3.4", StudyOf(step));
    }

    [Fact]
    public async Task Apply_WhenItsEntryIsRemovedMeanwhile_DoesNotBringItBack()
    {
        IReadOnlyList<EditOutcome> outcomes = await ApplyAllAsync(
            new WorklistEdit.Update(Of("S1"), [Assign("RequestedProcedureDescription=Other")]),
            () => OtherApplies(new WorklistEdit.Remove(Of("S1"))));

        Assert.Empty(outcomes);
        Assert.Equal(["lockfile"], Names());
    }

    [Fact]
    public async Task Apply_WhenWhatItWroteIsTidiedAway_WritesItAgain()
    {
        EditOutcome outcome = await ApplyAsync(
            new WorklistEdit.Add(Entry("S2", "B")),
            () => Array.ForEach(Directory.GetFiles(_area.Directory, ".wlmscp-*.tmp"), File.Delete),
            files: 2);

        Assert.IsType<EditOutcome.Added>(outcome);
        Assert.Equal(["a.wl", "lockfile", "S2.wl", "S9.wl"], Names());
    }

    // Somebody acts once, before the last of so many files is written.
    private async Task<EditOutcome> ApplyAsync(WorklistEdit edit, Action meanwhile, int files = 1) =>
        (await ApplyAllAsync(edit, meanwhile, files))[0];

    private async Task<IReadOnlyList<EditOutcome>> ApplyAllAsync(WorklistEdit edit, Action meanwhile, int files = 1)
    {
        await _area.ReadAsync(); // from here on the system tells of changes
        WorklistEdit[] edits = files == 1 ? [edit] : [edit, new WorklistEdit.Add(Entry("S9", "I"))];
        return (await _editor.ApplyAsync(edits, new Once(files, meanwhile), Cancelled))[0];
    }

    private void OtherApplies(WorklistEdit edit) =>
        _other.ApplyAsync([edit], cancellationToken: Cancelled).GetAwaiter().GetResult();

    private string[] Names() =>
        [.. Directory.GetFiles(_area.Directory).Select(Path.GetFileName).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)];

    private static string StudyOf(DicomDataset dataset) => EntryCompletion.TextOf(dataset, "StudyInstanceUID");

    private static DicomDataset Entry(string step, string patient, string study = "1.2.3")
    {
        DicomDataset entry = Data.Complete(
            Data.Text(DicomTag.PatientID, patient), Data.Text(DicomTag.StudyInstanceUID, study),
            Data.Text(DicomTag.AccessionNumber, patient));
        Assert.True(Assign($"ScheduledProcedureStepID={step}").TryApply(entry, out _));
        return entry;
    }

    private static DicomDataset WithoutStudy(string step)
    {
        DicomDataset entry = Entry(step, "B");
        entry.Remove(DicomTag.StudyInstanceUID);
        return entry;
    }

    private static EntrySelection.OfKey Of(string step) => new(new EntryKey("1.2.3", step));

    private static AttributeAssignment Assign(string text)
    {
        Assert.True(AttributeAssignment.TryParse(text, default, out AttributeAssignment? assignment, out _));
        return assignment;
    }

    private sealed class Once(int file, Action act) : IProgress<string>
    {
        private int _reported;

        public void Report(string value)
        {
            if (++_reported == file)
            {
                act();
            }
        }
    }
}
