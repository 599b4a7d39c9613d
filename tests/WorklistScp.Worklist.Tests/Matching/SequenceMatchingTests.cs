namespace WorklistScp.Worklist.Tests.Matching;

public sealed class SequenceMatchingTests
{
    private static readonly WorklistEntry TwoSteps = Data.Entry(new DicomSequence(
        DicomTag.ScheduledProcedureStepSequence,
        new DicomDataset(Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledStationName, "ONE")),
        new DicomDataset(Data.Text(DicomTag.Modality, "MR"), Data.Text(DicomTag.ScheduledStationName, "TWO"))));

    [Fact]
    public void Matches_OneItemThatMatchesAllKeys_IsEnough() => Assert.True(Data.Query(Data.Step(
        Data.Text(DicomTag.Modality, "MR"), Data.Text(DicomTag.ScheduledStationName, "TWO"))).Matches(TwoSteps));

    [Fact]
    public void Matches_KeysMetByDifferentItems_IsNoMatch() => Assert.False(Data.Query(Data.Step(
        Data.Text(DicomTag.Modality, "MR"), Data.Text(DicomTag.ScheduledStationName, "ONE"))).Matches(TwoSteps));

    [Fact]
    public void Matches_UniversalSequence_MatchesAll()
    {
        DicomSequence[] universal =
        [
            new(DicomTag.ScheduledProcedureStepSequence),
            Data.Step(),
            Data.Step(Data.Empty(DicomTag.Modality)),
            Data.Step(Data.Text(DicomTag.Modality, "*"), new DicomSequence(DicomTag.ScheduledProtocolCodeSequence)),
        ];
        Assert.All(universal, sequence =>
        {
            Assert.True(Data.Query(sequence).Matches(TwoSteps));
            Assert.True(Data.Query(sequence).Matches(Data.Entry()));
            Assert.True(Data.Query(sequence).Matches(
                Data.Entry(new DicomSequence(DicomTag.ScheduledProcedureStepSequence))));
        });
    }

    [Fact]
    public void Matches_KeyInSequence_NeedsAnItem()
    {
        WorklistQuery query = Data.Query(Data.Step(Data.Text(DicomTag.Modality, "MR")));
        Assert.False(query.Matches(Data.Entry()));
        Assert.False(query.Matches(Data.Entry(new DicomSequence(DicomTag.ScheduledProcedureStepSequence))));
        Assert.False(query.Matches(Data.Entry(Data.Step())));
        Assert.False(query.Matches(Data.Entry(
            new DicomElement(DicomTag.ScheduledProcedureStepSequence, DicomVR.UN, new byte[2]))));
    }

    [Fact]
    public void Matches_CodeSequences_AtBothLevels()
    {
        WorklistEntry entry = Data.Entry(
            Data.Code(DicomTag.RequestedProcedureCodeSequence, "C1", "99X", "One"),
            Data.Step(Data.Code(DicomTag.ScheduledProtocolCodeSequence, "C2", "99X", "Two")));

        Assert.True(CodeQuery("C1", "99X", "C2").Matches(entry));
        Assert.True(CodeQuery("C?", "*", "C2").Matches(entry));
        Assert.False(CodeQuery("C1", "99Y", "C2").Matches(entry));
        Assert.False(CodeQuery("C2", "99X", "C2").Matches(entry));
        Assert.False(CodeQuery("C1", "99X", "C1").Matches(entry));
    }

    private static WorklistQuery CodeQuery(string requested, string scheme, string scheduled) => Data.Query(
        new DicomSequence(DicomTag.RequestedProcedureCodeSequence, new DicomDataset(
            Data.Text(DicomTag.CodeValue, requested), Data.Text(DicomTag.CodingSchemeDesignator, scheme))),
        Data.Step(new DicomSequence(
            DicomTag.ScheduledProtocolCodeSequence, new DicomDataset(Data.Text(DicomTag.CodeValue, scheduled)))));
}
