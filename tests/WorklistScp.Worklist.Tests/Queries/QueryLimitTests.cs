namespace WorklistScp.Worklist.Tests.Queries;

/// <summary>How much a query may ask for.</summary>
public sealed class QueryLimitTests
{
    [Theory]
    [InlineData(10_000, false)]
    [InlineData(10_001, true)]
    public void Values_MoreThanMayBe_ExceedTheLimit(int count, bool exceeds) => AssertLimit(
        Data.Query(Data.Text(DicomTag.PatientID, Many(count, i => $"{i}"))), exceeds, "More than 10000 values");

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_001, true)]
    public void WildCards_MoreThanMayBe_ExceedTheLimit(int count, bool exceeds) => AssertLimit(
        Data.Query(Data.Text(DicomTag.PatientName, "Vivaldi\\" + Many(count, i => $"{i}*"))), exceeds,
        "More than 1000 values with wild cards");

    [Theory]
    [InlineData(128, false)]
    [InlineData(129, true)]
    public void Keys_MoreThanMayBe_ExceedTheLimit(int count, bool exceeds) => AssertLimit(
        Data.Query(Codes(count)), exceeds, "More than 128 keys with a value");

    [Fact]
    public void Keys_WithoutAValue_AreNotCounted()
    {
        WorklistQuery query = Data.Query(new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence,
            new DicomDataset(Enumerable.Range(1, 5_000).Select(i =>
                new DicomElement(new DicomTag(0x0042, (ushort)i), DicomVR.LO, i % 2 == 0 ? default : "* "u8.ToArray())))));

        Assert.Empty(query.Problems);
        Assert.Empty(query.KeysWithValue);
    }

    [Fact]
    public void Limit_Exceeded_LeavesNoOtherProblemAndNoKey()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.StudyDate, "tomorrow"), Data.Text(DicomTag.AccessionNumber, "A1"),
            Data.Text(DicomTag.PatientID, Many(10_001, i => $"{i}")), Data.Text(DicomTag.PatientSex, "m"));

        Assert.Equal("More than 10000 values", query.ErrorComment);
        Assert.Equal(DicomTag.PatientID, Assert.Single(query.Problems).Tag);
        Assert.Empty(query.KeysWithValue);
    }

    private static void AssertLimit(WorklistQuery query, bool exceeds, string comment)
    {
        Assert.Equal(exceeds, query.ExceedsLimit);
        Assert.Equal(exceeds ? comment : "", query.ErrorComment);
    }

    private static string Many(int count, Func<int, string> value) =>
        string.Join('\\', Enumerable.Range(0, count).Select(value));

    private static DicomSequence Codes(int count) => new(
        DicomTag.RequestedProcedureCodeSequence,
        new DicomDataset(Enumerable.Range(1, count).Select(i =>
            new DicomElement(new DicomTag(0x0042, (ushort)i), DicomVR.LO, "A "u8.ToArray()))));
}
