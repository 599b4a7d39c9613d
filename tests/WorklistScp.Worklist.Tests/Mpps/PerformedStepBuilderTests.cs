using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>What a modality tells of an entry's step, held to table F.7.2-1 and to what an SCP makes of it.</summary>
public sealed class PerformedStepBuilderTests
{
    private const string Station = "CT1";

    private static readonly DateTime Now = new(2026, 8, 1, 9, 30, 5, 42);
    private static readonly DicomUID Series = new("1.2.3.1");
    private static readonly DicomUID Image = new("1.2.3.1.1");
    private static readonly MppsOptions Strict = new() { IsStrict = true };

    /// <summary>Entries that are complete, with more and less in them.</summary>
    public static TheoryData<string> Entries => ["plain", "full", "codes", "references"];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Begin_HasAllThatTheTableAsksFor(string entry) =>
        Assert.Empty(MppsCheck.OfCreation(new PerformedStepBuilder(Make(entry)).Begin(Station, Now)));

    [Theory]
    [MemberData(nameof(Entries))]
    public void Complete_IsTakenByAStrictPeer(string entry)
    {
        var builder = new PerformedStepBuilder(Make(entry));
        DicomDataset end = builder.Complete(Now, Series, Image);
        MppsObject begun = Create(builder);

        MppsAnswer answer = MppsModification.Answer(begun, end, Strict);

        Assert.Empty(MppsCheck.OfModification(end));
        Assert.Equal((MppsStatus.Success, PerformedStatus.Completed), (answer.Status, answer.Object!.Status));
        Assert.Empty(answer.Findings);
        Assert.True(PerformedStep.Of(answer.Object).HasImages);
    }

    [Fact]
    public void Begin_SaysWhatTheEntrySays()
    {
        DicomDataset begun = new PerformedStepBuilder(Make("full")).Begin(Station, Now);

        Assert.Equal(
            "(0008,0005)=ISO_IR 100 (0008,0060)=CT (0008,1032)[] (0008,1120)[] (0010,0010)=Händel^Georg (0010,0020)=4711 "
            + "(0010,0021)=HOSPITAL (0010,0030)=19700101 (0010,0040)=M (0020,0010)=R1 (0040,0241)=CT1 (0040,0242)=Gerät 1 "
            + "(0040,0243)=Room 2 (0040,0244)=20260801 (0040,0245)=093005 (0040,0250)= (0040,0251)= "
            + "(0040,0252)=IN PROGRESS (0040,0253)=260801093005042 (0040,0254)=Schädel (0040,0255)= (0040,0260)[] "
            + "(0040,0270)[{(0008,0050)=A1 (0008,1110)[{(0008,1150)=1.2.840.10008.3.1.2.3.1 (0008,1155)=1.2.9}] "
            + "(0020,000d)=1.2.3 (0032,1060)=Kopf (0040,0007)=Schädel "
            + "(0040,0008)[{(0008,0100)=P1 (0008,0102)=99X (0008,0104)=Schädel CT}] (0040,0009)=S1 (0040,1001)=R1}] "
            + "(0040,0281)[] (0040,0340)[]",
            Data.Describe(begun));
    }

    [Fact]
    public void Begin_RefersToTheStepOfTheEntry()
    {
        DicomDataset entry = Make("full");

        ReferencedStep asked = Assert.Single(ReferencedStep.AllOf(Create(new PerformedStepBuilder(entry))));

        Assert.Equal(EntryKey.Of(entry), new EntryKey(asked.StudyInstanceUID, asked.StepID));
        Assert.Equal(("A1", "R1", Station), (asked.AccessionNumber, asked.RequestedProcedureID, asked.StationAETitle));
        Assert.Equal(PatientKey.Of(entry), asked.Patient);
    }

    [Fact]
    public void Entry_StaysAsItIs()
    {
        DicomDataset entry = Make("full");
        string before = Data.Describe(entry);

        var builder = new PerformedStepBuilder(entry);
        builder.Begin(Station, Now);
        builder.Complete(Now, Series, Image);

        Assert.Equal(before, Data.Describe(entry));
    }

    // The item of an entry is on another level than what is made of it.
    [Fact]
    public void Step_InACharacterSetOfItsOwn_KeepsItsText()
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 144"),
            Data.Text(DicomTag.PatientName, "Иванов^Иван", "ISO_IR 144"),
            Data.Step(
                Data.CharacterSet("ISO_IR 100"),
                Data.Text(DicomTag.Modality, "MR"),
                Data.Text(DicomTag.ScheduledStationName, "Gerät 1", "ISO_IR 100"),
                Data.Text(DicomTag.ScheduledProcedureStepDescription, "Schädel", "ISO_IR 100"),
                Data.Text(DicomTag.ScheduledProcedureStepID, "S1")));
        var builder = new PerformedStepBuilder(entry);

        DicomDataset begun = builder.Begin(Station, Now);

        Assert.Equal("ISO_IR 192", Samples.TextOf(begun, DicomTag.SpecificCharacterSet));
        Assert.Equal("Иванов^Иван", Samples.TextOf(begun, DicomTag.PatientName));
        Assert.Equal("Gerät 1", Samples.TextOf(begun, DicomTag.PerformedStationName));
        Assert.Equal("Schädel", Samples.TextOf(StepOf(begun), DicomTag.ScheduledProcedureStepDescription));
        Assert.Equal("Schädel", ProtocolOf(builder));
    }

    [Fact]
    public void Step_WithoutADescription_HasTheNameOfItsProcedureForAProtocol()
    {
        Assert.Equal("EXAM6", ProtocolOf(new PerformedStepBuilder(Make("codes"))));
    }

    [Fact]
    public void Reference_ThatNamesNothing_IsLeftOut()
    {
        DicomDataset begun = new PerformedStepBuilder(Make("references")).Begin(Station, Now);

        Assert.True(StepOf(begun).TryGetSequence(DicomTag.ReferencedStudySequence, out DicomSequence? studies));
        Assert.Empty(studies.Items);
    }

    [Fact]
    public void Discontinue_HasTheReason_AndNoImages()
    {
        DiscontinuationReason reason =
            Assert.Single(DiscontinuationReason.All, reason => reason.Code == PerformedStep.WrongEntrySelected);
        var builder = new PerformedStepBuilder(Make("plain"));
        DicomDataset end = builder.Discontinue(Now, Series, reason);

        MppsAnswer answer = MppsModification.Answer(Create(builder), end, Strict);

        PerformedStep step = PerformedStep.Of(answer.Object!);
        Assert.Equal((MppsStatus.Success, PerformedStatus.Discontinued), (answer.Status, step.Status));
        Assert.Equal([PerformedStep.WrongEntrySelected], step.Reasons);
        Assert.False(step.HasImages);
        Assert.Equal(
            "(0040,0250)=20260801 (0040,0251)=093005 (0040,0252)=DISCONTINUED (0040,0281)[{(0008,0100)=110514 "
            + "(0008,0102)=DCM (0008,0104)=Incorrect worklist entry selected}] "
            + "(0040,0340)[{(0008,0054)= (0008,103e)= (0008,1050)= (0008,1070)= (0008,1140)[] (0018,1030)=EXAM74 "
            + $"(0020,000e)={Series} (0040,0220)[]}}]",
            Data.Describe(end));
    }

    [Fact]
    public void Discontinue_WithoutAReason_IsAbandoned()
    {
        var builder = new PerformedStepBuilder(Make("plain"));
        MppsAnswer answer =
            MppsModification.Answer(Create(builder), builder.Discontinue(Now, Series, reason: null), Samples.Lenient);

        Assert.True(PerformedStep.Of(answer.Object!).CountsAsNothing(new MppsSettings()));
    }

    [Fact]
    public void Reasons_AreCodesOfTheirContextGroup_EachOnce()
    {
        Assert.Equal(
            Enumerable.Range(110500, 20).Where(code => code != 110517).Select(code => $"{code}"),
            DiscontinuationReason.All.Select(reason => reason.Code));
        Assert.All(DiscontinuationReason.All, reason => Assert.InRange(reason.Meaning.Length, 1, 64));
    }

    private static MppsObject Create(PerformedStepBuilder builder)
    {
        MppsAnswer answer = MppsCreation.Answer(Samples.Instance, builder.Begin(Station, Now), known: null, Strict);
        Assert.Equal(MppsStatus.Success, answer.Status);
        Assert.Empty(answer.Findings);
        return answer.Object!;
    }

    private static string ProtocolOf(PerformedStepBuilder builder)
    {
        DicomDataset end = builder.Complete(Now, Series, Image);
        Assert.True(end.TryGetSequence(DicomTag.PerformedSeriesSequence, out DicomSequence? series));
        return Samples.TextOf(Assert.Single(series.Items), DicomTag.ProtocolName);
    }

    private static DicomDataset StepOf(DicomDataset begun)
    {
        Assert.True(begun.TryGetSequence(DicomTag.ScheduledStepAttributesSequence, out DicomSequence? steps));
        return Assert.Single(steps.Items);
    }

    private static DicomDataset Make(string entry) => InterpretedDataset.Of(entry switch
    {
        "full" => Full(),
        "codes" => Coded(),
        "references" => Data.Complete(
            new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(
                Data.Empty(DicomTag.ReferencedSOPClassUID), Data.Empty(DicomTag.ReferencedSOPInstanceUID))),
            new DicomSequence(DicomTag.ReferencedPatientSequence, new DicomDataset())),
        _ => Data.Complete(),
    }).Dataset;

    private static DicomDataset Full() => new(
        Data.CharacterSet("ISO_IR 100"),
        Data.Text(DicomTag.AccessionNumber, "A1"),
        new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(
            Data.Text(DicomTag.ReferencedSOPClassUID, "1.2.840.10008.3.1.2.3.1"),
            Data.Text(DicomTag.ReferencedSOPInstanceUID, "1.2.9"))),
        Data.Text(DicomTag.PatientName, "Händel^Georg", "ISO_IR 100"),
        Data.Text(DicomTag.PatientID, "4711"),
        Data.Text(DicomTag.IssuerOfPatientID, "HOSPITAL"),
        Data.Text(DicomTag.PatientBirthDate, "19700101"),
        Data.Text(DicomTag.PatientSex, "M"),
        Data.Text(DicomTag.StudyInstanceUID, "1.2.3"),
        Data.Text(DicomTag.RequestedProcedureDescription, "Kopf"),
        Data.Text(DicomTag.RequestedProcedureID, "R1"),
        Data.Step(
            Data.Text(DicomTag.Modality, "CT"),
            Data.Text(DicomTag.ScheduledStationAETitle, "CT1\\CT2"),
            Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260801"),
            Data.Text(DicomTag.ScheduledProcedureStepStartTime, "0900"),
            Data.Text(DicomTag.ScheduledProcedureStepDescription, "Schädel", "ISO_IR 100"),
            new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, new DicomDataset(
                Data.Text(DicomTag.CodeValue, "P1"),
                Data.Text(DicomTag.CodingSchemeDesignator, "99X"),
                Data.Text(DicomTag.CodeMeaning, "Schädel CT", "ISO_IR 100"))),
            Data.Text(DicomTag.ScheduledProcedureStepID, "S1"),
            Data.Text(DicomTag.ScheduledStationName, "Gerät 1\\Gerät 2", "ISO_IR 100"),
            Data.Text(DicomTag.ScheduledProcedureStepLocation, "Room 2")));

    private static DicomDataset Coded() => Data.Complete(Data.Step(
        Data.Text(DicomTag.Modality, "MR"),
        Data.Text(DicomTag.ScheduledStationAETitle, "MR1"),
        Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260801"),
        Data.Text(DicomTag.ScheduledProcedureStepStartTime, "0930"),
        Data.Code(DicomTag.ScheduledProtocolCodeSequence, "P1", "99X", "Head"),
        Data.Text(DicomTag.ScheduledProcedureStepID, "S1")));
}
