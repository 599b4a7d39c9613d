using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Checking;

public sealed class CompletenessTests
{
    private const string Step = "(0040,0100)>";

    public static TheoryData<DicomTag, string> TopLevel => new()
    {
        { DicomTag.PatientName, "(0010,0010) PatientName" },
        { DicomTag.PatientID, "(0010,0020) PatientID" },
        { DicomTag.StudyInstanceUID, "(0020,000d) StudyInstanceUID" },
        { DicomTag.RequestedProcedureID, "(0040,1001) RequestedProcedureID" },
        {
            DicomTag.RequestedProcedureDescription,
            "(0032,1060) RequestedProcedureDescription or (0032,1064) RequestedProcedureCodeSequence"
        },
        { DicomTag.ScheduledProcedureStepSequence, "(0040,0100) ScheduledProcedureStepSequence with exactly one item" },
    };

    public static TheoryData<DicomTag, string> InStep => new()
    {
        { DicomTag.Modality, Step + "(0008,0060) Modality" },
        { DicomTag.ScheduledStationAETitle, Step + "(0040,0001) ScheduledStationAETitle" },
        { DicomTag.ScheduledProcedureStepStartDate, Step + "(0040,0002) ScheduledProcedureStepStartDate" },
        { DicomTag.ScheduledProcedureStepStartTime, Step + "(0040,0003) ScheduledProcedureStepStartTime" },
        { DicomTag.ScheduledProcedureStepID, Step + "(0040,0009) ScheduledProcedureStepID" },
        {
            DicomTag.ScheduledProcedureStepDescription,
            Step + "(0040,0007) ScheduledProcedureStepDescription or (0040,0008) ScheduledProtocolCodeSequence"
        },
    };

    [Fact]
    public void FindMissing_CompleteEntry_IsEmpty() => Assert.Empty(Completeness.FindMissing(Data.Complete()));

    [Theory]
    [MemberData(nameof(TopLevel))]
    public void FindMissing_WithoutAttribute_NamesIt(DicomTag tag, string missing)
    {
        DicomDataset dataset = Data.Complete();
        dataset.Remove(tag);
        Assert.Equal([missing], Missing(dataset));
    }

    [Theory]
    [MemberData(nameof(InStep))]
    public void FindMissing_StepWithoutAttribute_NamesIt(DicomTag tag, string missing)
    {
        DicomDataset dataset = Data.Complete();
        StepOf(dataset).Remove(tag);
        Assert.Equal([missing], Missing(dataset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void FindMissing_EmptyValues_NamesThem(string value)
    {
        DicomDataset dataset = Data.Complete(
            Data.Text(DicomTag.PatientName, value), Data.Text(DicomTag.RequestedProcedureDescription, value));
        StepOf(dataset).AddOrUpdate(Data.Text(DicomTag.Modality, value));
        StepOf(dataset).AddOrUpdate(Data.Text(DicomTag.ScheduledProcedureStepDescription, value));

        Assert.Equal(
            [
                "(0010,0010) PatientName",
                "(0032,1060) RequestedProcedureDescription",
                Step + "(0008,0060) Modality",
                Step + "(0040,0007) ScheduledProcedureStepDescription",
            ],
            Missing(dataset));
    }

    [Fact]
    public void FindMissing_EmptyDataset_NamesEverything() => Assert.Equal(
        TopLevel.Select(row => row.Data.Item2), Missing(new DicomDataset()));

    [Fact]
    public void FindMissing_EmptyStep_NamesEverythingInIt() => Assert.Equal(
        InStep.Select(row => row.Data.Item2), Missing(Data.Complete(Data.Step())));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void FindMissing_StepsOtherThanOne_NamesTheSequence(int count)
    {
        DicomSequence steps = new(
            DicomTag.ScheduledProcedureStepSequence,
            [.. Enumerable.Range(0, count).Select(_ => Data.CompleteStep("20260801", "09").Items[0])]);
        Assert.Equal(
            ["(0040,0100) ScheduledProcedureStepSequence with exactly one item"],
            Missing(Data.Complete(steps)));
    }

    [Fact]
    public void FindMissing_CodeInPlaceOfDescription_IsComplete()
    {
        DicomDataset dataset = Data.Complete(Data.Code(DicomTag.RequestedProcedureCodeSequence, "C", "99X", "M"));
        dataset.Remove(DicomTag.RequestedProcedureDescription);
        StepOf(dataset).AddOrUpdate(Data.Code(DicomTag.ScheduledProtocolCodeSequence, "C", "99X", "M"));
        StepOf(dataset).Remove(DicomTag.ScheduledProcedureStepDescription);
        Assert.Empty(Completeness.FindMissing(dataset));
    }

    [Fact]
    public void FindMissing_EmptyCodeSequenceBesideDescription_NamesIt()
    {
        DicomDataset dataset = Data.Complete(new DicomSequence(DicomTag.RequestedProcedureCodeSequence));
        StepOf(dataset).AddOrUpdate(new DicomSequence(DicomTag.ScheduledProtocolCodeSequence));
        Assert.Equal(
            [
                "(0032,1064) RequestedProcedureCodeSequence",
                Step + "(0040,0008) ScheduledProtocolCodeSequence",
            ],
            Missing(dataset));
    }

    [Fact]
    public void FindMissing_CodeWithoutValueOrScheme_NamesBothOnce()
    {
        var incomplete = new DicomDataset(Data.Empty(DicomTag.CodeValue), Data.Text(DicomTag.CodeMeaning, "M"));
        DicomDataset dataset = Data.Complete(new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence, incomplete, incomplete.Clone()));
        StepOf(dataset).AddOrUpdate(new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, incomplete.Clone()));
        Assert.Equal(
            [
                "(0032,1064)>(0008,0100) CodeValue",
                "(0032,1064)>(0008,0102) CodingSchemeDesignator",
                Step + "(0040,0008)>(0008,0100) CodeValue",
                Step + "(0040,0008)>(0008,0102) CodingSchemeDesignator",
            ],
            Missing(dataset));
    }

    [Fact]
    public void FindMissing_ReferencesWithoutUids_NamesThem() => Assert.Equal(
        [
            "(0008,1110)>(0008,1150) ReferencedSOPClassUID",
            "(0008,1110)>(0008,1155) ReferencedSOPInstanceUID",
            "(0008,1120)>(0008,1155) ReferencedSOPInstanceUID",
        ],
        Missing(Data.Complete(
            new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset()),
            new DicomSequence(
                DicomTag.ReferencedPatientSequence,
                new DicomDataset(Data.Text(DicomTag.ReferencedSOPClassUID, "1.2"))))));

    [Fact]
    public void FindMissing_EmptyReferences_IsComplete() => Assert.Empty(Completeness.FindMissing(Data.Complete(
        new DicomSequence(DicomTag.ReferencedStudySequence), new DicomSequence(DicomTag.ReferencedPatientSequence))));

    [Fact]
    public void FindMissing_OfAStep_IsSaidByTagsAndRule()
    {
        DicomDataset dataset = Data.Complete();
        StepOf(dataset).Remove(DicomTag.Modality);
        StepOf(dataset).Remove(DicomTag.ScheduledProcedureStepDescription);
        DicomTag step = DicomTag.ScheduledProcedureStepSequence;
        Assert.Equal(
            [
                new MissingAttribute(new AttributePath(step, DicomTag.Modality)),
                new MissingAttribute(
                    new AttributePath(step, DicomTag.ScheduledProcedureStepDescription),
                    CompletenessRule.DescriptionOrCodes)
                {
                    Codes = new AttributePath(step, DicomTag.ScheduledProtocolCodeSequence),
                },
            ],
            Completeness.FindMissing(dataset));
    }

    private static IEnumerable<string> Missing(DicomDataset dataset) =>
        Completeness.FindMissing(dataset).Select(missing => missing.ToString());

    private static DicomDataset StepOf(DicomDataset dataset) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
            ? steps.Items[0]
            : throw new InvalidOperationException("no step");
}
