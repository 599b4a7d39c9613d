using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Every row of PS3.4 table F.7.2-1.</summary>
public sealed class MppsTableTests
{
    /// <summary>Each row: its path, and what it is in N-CREATE, N-SET and at the end.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "SpecificCharacterSet", "1C", "1C", "" },
        { "ScheduledStepAttributesSequence", "1", "N", "" },
        { "ScheduledStepAttributesSequence.StudyInstanceUID", "1", "N", "" },
        { "ScheduledStepAttributesSequence.ReferencedStudySequence", "2", "N", "" },
        { "ScheduledStepAttributesSequence.ReferencedStudySequence.ReferencedSOPClassUID", "1", "N", "" },
        { "ScheduledStepAttributesSequence.ReferencedStudySequence.ReferencedSOPInstanceUID", "1", "N", "" },
        { "ScheduledStepAttributesSequence.AccessionNumber", "2", "N", "" },
        { "ScheduledStepAttributesSequence.IssuerOfAccessionNumberSequence", "3", "N", "" },
        { "ScheduledStepAttributesSequence.PlacerOrderNumberImagingServiceRequest", "3", "N", "" },
        { "ScheduledStepAttributesSequence.OrderPlacerIdentifierSequence", "3", "N", "" },
        { "ScheduledStepAttributesSequence.FillerOrderNumberImagingServiceRequest", "3", "N", "" },
        { "ScheduledStepAttributesSequence.OrderFillerIdentifierSequence", "3", "N", "" },
        { "ScheduledStepAttributesSequence.RequestedProcedureID", "2", "N", "" },
        { "ScheduledStepAttributesSequence.RequestedProcedureCodeSequence", "3", "N", "" },
        { "ScheduledStepAttributesSequence.RequestedProcedureDescription", "2", "N", "" },
        { "ScheduledStepAttributesSequence.ScheduledProcedureStepID", "2", "N", "" },
        { "ScheduledStepAttributesSequence.ScheduledProcedureStepDescription", "2", "N", "" },
        { "ScheduledStepAttributesSequence.ScheduledProtocolCodeSequence", "2", "N", "" },
        { "PatientName", "2", "N", "" },
        { "PatientID", "2", "N", "" },
        { "IssuerOfPatientID", "3", "N", "" },
        { "IssuerOfPatientIDQualifiersSequence", "3", "N", "" },
        { "OtherPatientIDsSequence", "3", "N", "" },
        { "PatientBirthDate", "2", "N", "" },
        { "PatientSex", "2", "N", "" },
        { "ReferencedPatientSequence", "2", "N", "" },
        { "ReferencedPatientSequence.ReferencedSOPClassUID", "1", "N", "" },
        { "ReferencedPatientSequence.ReferencedSOPInstanceUID", "1", "N", "" },
        { "AdmissionID", "3", "N", "" },
        { "IssuerOfAdmissionIDSequence", "3", "N", "" },
        { "ServiceEpisodeID", "3", "N", "" },
        { "IssuerOfServiceEpisodeIDSequence", "3", "N", "" },
        { "ServiceEpisodeDescription", "3", "N", "" },
        { "PerformedProcedureStepID", "1", "N", "" },
        { "PerformedStationAETitle", "1", "N", "" },
        { "PerformedStationName", "2", "N", "" },
        { "PerformedLocation", "2", "N", "" },
        { "PerformedProcedureStepStartDate", "1", "N", "" },
        { "PerformedProcedureStepStartTime", "1", "N", "" },
        { "PerformedProcedureStepStatus", "1", "1", "" },
        { "PerformedProcedureStepDescription", "2", "2", "" },
        { "PerformedProcedureTypeDescription", "2", "2", "" },
        { "ProcedureCodeSequence", "2", "2", "" },
        { "ReasonForPerformedProcedureCodeSequence", "3", "3", "" },
        { "PerformedProcedureStepEndDate", "2", "1", "1" },
        { "PerformedProcedureStepEndTime", "2", "1", "1" },
        { "CommentsOnThePerformedProcedureStep", "3", "3", "" },
        { "PerformedProcedureStepDiscontinuationReasonCodeSequence", "3", "3", "" },
        { "Modality", "1", "N", "" },
        { "StudyID", "2", "N", "" },
        { "PerformedProtocolCodeSequence", "2", "2", "" },
        { "PerformedSeriesSequence", "2", "1", "1" },
        { "PerformedSeriesSequence.PerformingPhysicianName", "2", "2", "2" },
        { "PerformedSeriesSequence.ProtocolName", "1", "1", "1" },
        { "PerformedSeriesSequence.OperatorsName", "2", "2", "2" },
        { "PerformedSeriesSequence.SeriesInstanceUID", "1", "1", "1" },
        { "PerformedSeriesSequence.SeriesDescription", "2", "2", "2" },
        { "PerformedSeriesSequence.RetrieveAETitle", "2", "2", "2" },
        { "PerformedSeriesSequence.ReferencedImageSequence", "2", "2", "" },
        { "PerformedSeriesSequence.ReferencedImageSequence.ReferencedSOPClassUID", "1", "1", "" },
        { "PerformedSeriesSequence.ReferencedImageSequence.ReferencedSOPInstanceUID", "1", "1", "" },
        { "PerformedSeriesSequence.ReferencedNonImageCompositeSOPInstanceSequence", "2", "2", "" },
        {
            "PerformedSeriesSequence.ReferencedNonImageCompositeSOPInstanceSequence.ReferencedSOPClassUID", "1", "1", ""
        },
        {
            "PerformedSeriesSequence.ReferencedNonImageCompositeSOPInstanceSequence.ReferencedSOPInstanceUID", "1", "1",
            ""
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_IsThatOfTheStandard(string path, string create, string set, string final)
    {
        MppsRow row = Find(path);

        Assert.Equal((create, set, final), (Short(row.Create), Short(row.Set), row.Final == MppsType.Type3 ? "" : Short(row.Final)));
    }

    [Fact]
    public void Table_HasNoOtherRows() => Assert.Equal(Rows.Count, MppsTable.Rows.Sum(Count));

    /// <summary>What N-CREATE lacks when an attribute of each type is missing, and when it is empty.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Creation_WithoutTheAttribute_LacksItByItsType(string path, string create, string set, string final)
    {
        Assert.NotNull(set + final);
        AttributePath attribute = Parse(path);
        DicomDataset sent = Samples.Creation(
            new DicomSequence(DicomTag.PerformedSeriesSequence, Samples.Series(
                "1.2.3.1", new DicomSequence(
                    DicomTag.ReferencedNonImageCompositeSOPInstanceSequence, Samples.Reference("1.2.3.1.2")))),
            new DicomSequence(DicomTag.ReferencedPatientSequence, Samples.Reference("1.2.9")),
            new DicomSequence(DicomTag.ScheduledStepAttributesSequence, Samples.ScheduledStep(
                new DicomSequence(DicomTag.ReferencedStudySequence, Samples.Reference("1.2.3")))));
        Assert.Empty(MppsCheck.OfCreation(sent));
        DicomDataset level = Level(sent, attribute);

        bool isThere = level.Remove(attribute.Tags[^1]);
        Assert.Equal(
            create is "1" or "2" ? [$"{attribute.Place} is missing"] : [],
            MppsCheck.OfCreation(sent).Select(finding => finding.ToString()));
        Assert.True(isThere || create is "3" or "1C");

        level.AddOrUpdate(Empty(attribute));
        Assert.Equal(
            create == "1" ? [$"{attribute.Place} has no value"] : [],
            MppsCheck.OfCreation(sent).Select(finding => finding.ToString()));
    }

    private static DicomItem Empty(AttributePath path) => path.VR == DicomVR.SQ
        ? new DicomSequence(path.Tags[^1])
        : Data.Empty(path.Tags[^1]);

    private static DicomDataset Level(DicomDataset dataset, AttributePath path)
    {
        foreach (DicomTag tag in path.Tags.SkipLast(1))
        {
            Assert.True(dataset.TryGetSequence(tag, out DicomSequence? sequence));
            dataset = sequence.Items[0];
        }

        return dataset;
    }

    private static AttributePath Parse(string path) =>
        new([.. path.Split('.').Select(keyword =>
            DicomDictionary.TryFind(keyword, out DicomDictionaryEntry entry) ? entry.Tag : default)]);

    private static MppsRow Find(string path)
    {
        AttributePath attribute = Parse(path);
        IReadOnlyList<MppsRow> rows = MppsTable.Rows;
        foreach (DicomTag tag in attribute.Tags.SkipLast(1))
        {
            rows = Assert.Single(rows, row => row.Tag == tag).Items;
        }

        return Assert.Single(rows, row => row.Tag == attribute.Tags[^1]);
    }

    private static int Count(MppsRow row) => 1 + row.Items.Sum(Count);

    private static string Short(MppsType type) => type switch
    {
        MppsType.NotAllowed => "N",
        _ => type.ToString()["Type".Length..],
    };
}
