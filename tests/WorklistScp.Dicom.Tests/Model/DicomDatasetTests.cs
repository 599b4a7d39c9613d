using WorklistScp.Dicom.Tests.IO;

namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Members of a data set: PS3.5 7.1.</summary>
public sealed class DicomDatasetTests
{
    [Fact]
    public void AddOrUpdate_AnyOrder_KeepsTagOrder()
    {
        uint[] tags = [0x00100020, 0xfffcfffc, 0x00080005, 0x80000001, 0x00100010];
        var dataset = new DicomDataset();
        foreach (uint tag in tags)
        {
            dataset.AddOrUpdate(Empty(new DicomTag(tag)));
        }

        Assert.Equal(tags.Order(), dataset.Select(item => item.Tag.Value));
        Assert.Equal(5, dataset.Count);
    }

    [Fact]
    public void AddOrUpdate_SameTag_Replaces()
    {
        DicomDataset dataset = new(Text(DicomTag.AccessionNumber, "A1"), Text(DicomTag.PatientID, "P1"));

        dataset.AddOrUpdate(Text(DicomTag.AccessionNumber, "A2"));
        dataset.AddOrUpdate(Text(DicomTag.PatientID, "P2"));

        Assert.Equal(2, dataset.Count);
        Assert.Equal(("A2", "P2"), (TextOf(dataset, DicomTag.AccessionNumber), TextOf(dataset, DicomTag.PatientID)));
    }

    [Fact]
    public void Constructor_TagTwice_KeepsTheLater() => Assert.Equal(
        "A2", TextOf(new(Text(DicomTag.PatientID, "A1"), Text(DicomTag.PatientID, "A2")), DicomTag.PatientID));

    [Fact]
    public void Remove_Member_TakesItOut()
    {
        DicomDataset dataset = Encoded.Entry();
        int count = dataset.Count;

        Assert.True(dataset.Remove(DicomTag.PatientName));
        Assert.False(dataset.Remove(DicomTag.PatientName));
        Assert.False(dataset.Contains(DicomTag.PatientName));
        Assert.Equal(count - 1, dataset.Count);
    }

    [Fact]
    public void TryGet_ElementAndSequence_AreToldApart()
    {
        DicomDataset dataset = Encoded.Entry();

        Assert.True(dataset.TryGetElement(DicomTag.PatientName, out _));
        Assert.False(dataset.TryGetSequence(DicomTag.PatientName, out _));
        Assert.True(dataset.TryGetSequence(DicomTag.ReferencedStudySequence, out _));
        Assert.False(dataset.TryGetElement(DicomTag.ReferencedStudySequence, out _));
        Assert.False(dataset.TryGetItem(DicomTag.StudyDate, out DicomItem? absent));
        Assert.Null(absent);
    }

    [Fact]
    public void TryGetString_OfEachKind_TrimsThePaddingOrIsFalse()
    {
        DicomDataset dataset = new(
            Text(DicomTag.AccessionNumber, " A 1"),
            Text(DicomTag.Modality, @"CT\MR "),
            DicomElement.FromAscii(DicomTag.StudyInstanceUID, DicomVR.UI, "1.2"),
            Empty(DicomTag.PatientID),
            DicomElement.FromUInt16(DicomTag.PregnancyStatus, 4),
            new DicomSequence(DicomTag.ReferencedStudySequence));

        Assert.Equal(" A 1", TextOf(dataset, DicomTag.AccessionNumber));
        Assert.Equal(@"CT\MR", TextOf(dataset, DicomTag.Modality));
        Assert.Equal("1.2", TextOf(dataset, DicomTag.StudyInstanceUID));
        Assert.Equal("", TextOf(dataset, DicomTag.PatientID));
        Assert.Null(TextOf(dataset, DicomTag.PregnancyStatus));
        Assert.Null(TextOf(dataset, DicomTag.ReferencedStudySequence));
        Assert.Null(TextOf(dataset, DicomTag.StudyDate));
    }

    [Fact]
    public void TryGetUInt_OtherVRTooShortOrAbsent_IsFalse()
    {
        DicomDataset dataset = new(
            DicomElement.FromUInt16(DicomTag.PregnancyStatus, 4),
            DicomElement.FromUInt32(DicomTag.RegionFlags, 70_000),
            new DicomElement(DicomTag.Rows, DicomVR.US, new byte[1]),
            new DicomElement(DicomTag.FileMetaInformationGroupLength, DicomVR.UL, new byte[3]));

        Assert.True(dataset.TryGetUInt16(DicomTag.PregnancyStatus, out ushort status));
        Assert.True(dataset.TryGetUInt32(DicomTag.RegionFlags, out uint flags));
        Assert.Equal((4, 70_000u), (status, flags));
        Assert.False(dataset.TryGetUInt32(DicomTag.PregnancyStatus, out _));
        Assert.False(dataset.TryGetUInt16(DicomTag.RegionFlags, out _));
        Assert.False(dataset.TryGetUInt16(DicomTag.Rows, out _));
        Assert.False(dataset.TryGetUInt32(DicomTag.FileMetaInformationGroupLength, out _));
        Assert.False(dataset.TryGetUInt16(DicomTag.Columns, out _));
    }

    [Fact]
    public void Clone_ChangedAtEveryLevel_LeavesTheOriginal()
    {
        DicomDataset original = Encoded.Entry();
        string before = DatasetText.Of(original);

        DicomDataset copy = original.Clone();
        Assert.Equal(before, DatasetText.Of(copy));
        DicomDataset step = Step(copy);
        step.AddOrUpdate(Text(DicomTag.Modality, "CT"));
        step.Remove(DicomTag.ScheduledProtocolCodeSequence);
        copy.Remove(DicomTag.PatientName);

        Assert.Equal(before, DatasetText.Of(original));
        Assert.Same(copy, step.Parent);
        Assert.Same(original, Step(original).Parent);
    }

    [Fact]
    public void Clone_OfAnItem_HasNoParent()
    {
        DicomDataset original = Encoded.Entry();

        Assert.Null(Step(original).Clone().Parent);
        Assert.Same(original, Step(original).Parent);
    }

    private static DicomDataset Step(DicomDataset dataset) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
            ? steps.Items[0]
            : throw new ArgumentException("no step", nameof(dataset));

    private static DicomElement Text(DicomTag tag, string text) => DicomElement.FromAscii(tag, DicomVR.LO, text);

    private static DicomElement Empty(DicomTag tag) => new(tag, DicomVR.LO, default);

    private static string? TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text : null;
}
