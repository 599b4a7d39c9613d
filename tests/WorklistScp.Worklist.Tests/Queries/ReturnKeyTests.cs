using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Worklist.Tests.Queries;

public sealed class ReturnKeyTests
{
    private const string StepKeys =
        "(0008,0060)= (0032,1070)= (0040,0001)= (0040,0002)= (0040,0003)= (0040,0004)= (0040,0005)= (0040,0006)= "
        + "(0040,0007)= (0040,0008)[{(0008,0100)= (0008,0102)= (0008,0103)= (0008,0104)=}] (0040,0009)= (0040,0010)= "
        + "(0040,0011)= (0040,0012)= (0040,0020)= (0040,0400)=";

    private static readonly DicomTag PrivateCreator = new(0x0009, 0x0010);
    private static readonly DicomTag PrivateKey = new(0x0009, 0x1001);

    [Fact]
    public void HasUnusedValue_MatchingKeysOnly_IsFalse() => Assert.False(Data.Query(
        Data.Text(DicomTag.PatientName, "Viv*"),
        Data.Text(DicomTag.PatientWeight, "72"),
        Data.Text(DicomTag.StudyInstanceUID, "1.2"),
        Data.Step(Data.Text(DicomTag.ScheduledStationName, "ONE")),
        Data.Code(DicomTag.RequestedProcedureCodeSequence, "C", "99X", "M")).HasUnusedValue);

    [Fact]
    public void HasUnusedValue_ValueOfAnotherAttribute_IsTrue()
    {
        Assert.True(Data.Query(Data.Text(DicomTag.ContentDate, "20260801")).HasUnusedValue);
        Assert.True(Data.Query(Data.Text(PrivateKey, DicomVR.LO, "X")).HasUnusedValue);
        Assert.True(Data.Query(Data.Step(Data.Text(DicomTag.PatientName, "X"))).HasUnusedValue);
        Assert.True(Data.Query(Data.Text(DicomTag.Modality, "MR")).HasUnusedValue);
        Assert.True(Data.Query(new DicomSequence(
            new DicomTag(0x0009, 0x1002), new DicomDataset(Data.Text(DicomTag.Modality, "MR")))).HasUnusedValue);
    }

    [Fact]
    public void HasUnusedValue_KeyWithoutValue_IsFalse() => Assert.False(Data.Query(
        Data.Empty(DicomTag.ContentDate),
        Data.Text(DicomTag.QueryRetrieveLevel, "*"),
        new DicomElement(PrivateKey, DicomVR.UN, default)).HasUnusedValue);

    [Fact]
    public void HasUnusedValue_PrivateCreator_IsFalse() => Assert.False(Data.Query(
        Data.Text(PrivateCreator, DicomVR.LO, "VENDOR"),
        new DicomElement(PrivateKey, DicomVR.LO, default)).HasUnusedValue);

    [Fact]
    public void Build_OtherKeys_AreReturnedPrivateOnesToo()
    {
        WorklistQuery query = Data.Query(
            new DicomElement(PrivateCreator, DicomVR.LO, default),
            new DicomElement(PrivateKey, DicomVR.LO, default),
            Data.Text(DicomTag.ContentDate, "20260801"),
            Data.Empty(DicomTag.ContentTime));
        WorklistEntry entry = Data.Entry(
            Data.Text(PrivateCreator, DicomVR.LO, "VENDOR"),
            Data.Text(PrivateKey, DicomVR.LO, "X1"),
            Data.Text(DicomTag.ContentDate, "20260802"),
            Data.Text(DicomTag.PatientID, "A1"));

        Assert.True(query.Matches(entry));
        Assert.Equal("(0008,0023)=20260802 (0008,0033)= (0009,0010)=VENDOR (0009,1001)=X1", Respond(query, entry));
    }

    [Fact]
    public void Build_GroupLengthsAndPadding_AreDropped()
    {
        var groupLength = DicomElement.FromUInt32(new DicomTag(0x0010, 0), 8);
        var padding = new DicomElement(new DicomTag(0xfffc, 0xfffc), DicomVR.OB, new byte[4]);
        WorklistQuery query = Data.Query(
            groupLength, Data.Empty(DicomTag.PatientID), padding,
            Data.Step(groupLength, Data.Empty(DicomTag.Modality)));

        Assert.False(query.HasUnusedValue);
        Assert.Equal(
            "(0010,0020)=A1 (0040,0100)[{(0008,0060)=MR}]",
            Respond(query, Data.Entry(
                groupLength, Data.Text(DicomTag.PatientID, "A1"), padding,
                Data.Step(groupLength, Data.Text(DicomTag.Modality, "MR")))));
    }

    public static TheoryData<DicomTag, string> Expansions => new()
    {
        { DicomTag.ScheduledProcedureStepSequence, StepKeys },
        { DicomTag.RequestedProcedureCodeSequence, "(0008,0100)= (0008,0102)= (0008,0103)= (0008,0104)=" },
        { DicomTag.InstitutionCodeSequence, "(0008,0100)= (0008,0102)= (0008,0103)= (0008,0104)=" },
        { DicomTag.InstitutionalDepartmentTypeCodeSequence, "(0008,0100)= (0008,0102)= (0008,0103)= (0008,0104)=" },
        { DicomTag.ReferencedStudySequence, "(0008,1150)= (0008,1155)=" },
        { DicomTag.ReferencedPatientSequence, "(0008,1150)= (0008,1155)=" },
    };

    [Theory]
    [MemberData(nameof(Expansions))]
    public void Keys_EmptySequence_StandForItsUsualKeys(DicomTag tag, string keys)
    {
        DicomSequence[] empty = [new(tag), new(tag, new DicomDataset())];
        Assert.All(empty, sequence => Assert.Equal(
            $"{tag}[{{{keys}}}]", Describe(Data.Query(sequence).Keys)));
    }

    [Fact]
    public void Keys_EmptySequenceWithoutExpansion_StaysEmpty()
    {
        var options = new WorklistQueryOptions { ExpandEmptySequences = false };
        WorklistEntry entry = Data.Entry(Data.Step(Data.Text(DicomTag.Modality, "MR")));
        WorklistQuery none = Data.Query(options, new DicomSequence(DicomTag.ScheduledProcedureStepSequence));
        WorklistQuery blank = Data.Query(options, Data.Step());

        Assert.Equal("(0040,0100)[]", Respond(none, entry));
        Assert.Equal("(0040,0100)[{}]", Respond(blank, entry));
    }

    [Fact]
    public void Build_EmptySequenceWithoutUsualKeys_ReturnsTheItemsWhole()
    {
        DicomTag tag = DicomTag.OtherPatientIDsSequence;
        WorklistEntry entry = Data.Entry(new DicomSequence(tag, new DicomDataset(Data.Text(DicomTag.PatientID, "A1"))));
        Assert.Equal("(0010,1002)[{(0010,0020)=A1}]", Respond(Data.Query(new DicomSequence(tag)), entry));
        Assert.Equal(
            "(0010,1002)[{(0010,0020)=A1}]", Respond(Data.Query(new DicomSequence(tag, new DicomDataset())), entry));
    }

    private static string Respond(WorklistQuery query, WorklistEntry entry) =>
        Data.Describe(new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance).Build(query, entry));

    private static string Describe(IReadOnlyList<QueryKey> keys) => string.Join(' ', keys.Select(key =>
        key.Items is null ? $"{key.Tag}=" : $"{key.Tag}[{{{Describe(key.Items)}}}]"));

    [Fact]
    public void AddAll_GivesEachAttributeOfTheModelAKey_AndLeavesThoseThatAreThere()
    {
        var identifier = new DicomDataset(
            Data.Text(DicomTag.PatientID, "4711"),
            Data.Step(Data.Text(DicomTag.Modality, "CT")),
            new DicomSequence(DicomTag.RequestedProcedureCodeSequence));

        ReturnKeys.AddAll(identifier);

        Assert.Equal(WorklistAttributes.All(isStep: false), identifier.Select(item => item.Tag));
        DicomDataset step = Assert.Single(Sequence(identifier, DicomTag.ScheduledProcedureStepSequence));
        Assert.Equal(WorklistAttributes.All(isStep: true), step.Select(item => item.Tag));
        Assert.True(identifier.TryGetString(DicomTag.PatientID, out string? id) && id == "4711");
        Assert.True(step.TryGetString(DicomTag.Modality, out string? modality) && modality == "CT");
        Assert.Empty(Sequence(identifier, DicomTag.RequestedProcedureCodeSequence));
        Assert.DoesNotContain(identifier.Concat(step), item => item.VR == DicomVR.UN);
    }

    [Fact]
    public void AddAll_ToNothing_IsAQueryThatAllMatches_AndAsksForCodesAndReferences()
    {
        var identifier = new DicomDataset();

        ReturnKeys.AddAll(identifier);

        var query = WorklistQuery.Parse(identifier, new WorklistQueryOptions());
        Assert.Empty(query.Problems);
        Assert.False(query.HasUnusedValue);
        Assert.Equal(4, Assert.Single(Sequence(identifier, DicomTag.RequestedProcedureCodeSequence)).Count);
        Assert.Equal(2, Assert.Single(Sequence(identifier, DicomTag.ReferencedStudySequence)).Count);
    }

    private static IReadOnlyList<DicomDataset> Sequence(DicomDataset dataset, DicomTag tag)
    {
        Assert.True(dataset.TryGetSequence(tag, out DicomSequence? sequence));
        return sequence.Items;
    }
}
