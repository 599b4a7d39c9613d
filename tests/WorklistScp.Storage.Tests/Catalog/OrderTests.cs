namespace WorklistScp.Storage.Tests.Catalog;

public sealed class OrderTests
{
    [Fact]
    public void Snapshot_Entries_AreOrderedByStartThenFileName()
    {
        WorklistEntry[] entries =
        [
            Entry("1.wl", "20260802", "0800"),
            Entry("2.wl", "20260801", "1200"),
            Entry("z.wl", "20260801", "0900"),
            Entry("b.wl", "20260801", "090000.000"),
            Entry("B.wl", "20260801", "09"),
            Entry("5.wl", "20251231", "2359"),
        ];

        Assert.Equal(["5.wl", "B.wl", "b.wl", "z.wl", "2.wl", "1.wl"], NamesOf(entries));
    }

    [Fact]
    public void Snapshot_EntriesWithoutStart_ComeFirst()
    {
        WorklistEntry[] entries =
        [
            Entry("a.wl", "20260801", "0900"),
            new WorklistEntry("b.wl", new DicomDataset()),
            new WorklistEntry("c.wl", Data.Complete(new DicomSequence(DicomTag.ScheduledProcedureStepSequence))),
            Entry("d.wl", "soon", "0900"),
        ];

        Assert.Equal(["b.wl", "c.wl", "d.wl", "a.wl"], NamesOf(entries));
    }

    private static WorklistEntry Entry(string name, string date, string time) =>
        new(name, Data.Complete(Data.CompleteStep(date, time)));

    private static IEnumerable<string> NamesOf(WorklistEntry[] entries) =>
        WorklistSnapshot.Of(entries).Entries.Select(entry => entry.FileName);
}
