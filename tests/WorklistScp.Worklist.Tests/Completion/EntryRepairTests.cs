using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Tests.Completion;

/// <summary>What can be put into an entry without asking anybody.</summary>
public sealed class EntryRepairTests
{
    private static readonly DicomItem[] Procedure =
        [Data.Text(DicomTag.PatientID, "4711"), Data.Text(DicomTag.RequestedProcedureID, "RP1")];

    private static readonly DicomItem[] Whole =
    [
        .. Procedure,
        new DicomSequence(DicomTag.ReferencedStudySequence),
        new DicomSequence(DicomTag.ReferencedPatientSequence),
        Data.Text(DicomTag.StudyInstanceUID, "1.2.3"),
    ];

    [Fact]
    public void Find_ForAWholeEntry_IsNothing() => Assert.Empty(EntryRepair.Find(new DicomDataset(Whole)));

    [Fact]
    public void Find_ForAnEntryWithoutAnyOfIt_IsAll_AndThenNothing()
    {
        var entry = new DicomDataset(Procedure);

        IReadOnlyList<DicomItem> items = EntryRepair.Find(entry);

        Assert.Equal(
            [DicomTag.ReferencedStudySequence, DicomTag.ReferencedPatientSequence, DicomTag.StudyInstanceUID],
            items.Select(item => item.Tag));
        Assert.Empty(EntryRepair.Find(new DicomDataset([.. Procedure, .. items])));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Find_ForAnEmptyStudyInstanceUID_IsTheDerivedOne(string uid)
    {
        var entry = new DicomDataset([.. Whole, Data.Text(DicomTag.StudyInstanceUID, uid)]);

        DicomItem item = Assert.Single(EntryRepair.Find(entry));

        Assert.True(new DicomDataset(item).TryGetString(DicomTag.StudyInstanceUID, out string? found));
        Assert.Equal(StudyUid.Derive(entry)?.UID, found);
    }

    [Fact]
    public void Find_WithoutWhatTheUIDFollowsFrom_IsNothing()
    {
        var entry = new DicomDataset(Whole);
        entry.Remove(DicomTag.StudyInstanceUID);
        entry.Remove(DicomTag.PatientID);

        Assert.Empty(EntryRepair.Find(entry));
    }
}
