namespace WorklistScp.Worklist.Tests.Matching;

/// <summary>Values of numbers are never matched: libraries send zeros, and nobody means to search by them.</summary>
public sealed class NumberMatchingTests
{
    [Theory]
    [InlineData("US", "0000", "0")]
    [InlineData("US", "0100 0400", @"1\4")]
    [InlineData("SS", "FFFF", "-1")]
    [InlineData("UL", "04000000", "4")]
    [InlineData("SL", "FEFFFFFF", "-2")]
    [InlineData("UV", "0500000000000000", "5")]
    [InlineData("SV", "0500000000000000", "5")]
    [InlineData("FL", "0000C03F", "1.5")]
    [InlineData("FD", "000000000000F83F", "1.5")]
    [InlineData("AT", "1000 2000", "(0010,0020)")]
    [InlineData("OB", "0304", @"03\04")]
    [InlineData("OW", "0304", "0403")]
    public void Matches_BinaryNumber_LeavesOutNoEntry(string code, string asked, string printed)
    {
        Assert.True(DicomVR.TryParse(code.AsSpan(), out DicomVR vr));
        WorklistQuery query = Data.Query(Data.Bytes(DicomTag.PregnancyStatus, vr, asked));

        Assert.True(query.Matches(Data.Entry()));
        Assert.True(query.Matches(Data.Entry(DicomElement.FromUInt16(DicomTag.PregnancyStatus, 3))));
        AssertUnmatched(query, $"PregnancyStatus \"{printed}\"", UnmatchedReason.Number);
        Assert.False(query.HasUnusedValue);
        Assert.Empty(query.Problems);
    }

    public static TheoryData<DicomTag> Measurements =>
    [
        DicomTag.PatientSize, DicomTag.PatientWeight, DicomTag.PatientBodyMassIndex, DicomTag.MeasuredAPDimension,
        DicomTag.MeasuredLateralDimension,
    ];

    [Theory]
    [MemberData(nameof(Measurements))]
    public void Matches_Measurement_LeavesOutNoEntry(DicomTag tag)
    {
        WorklistQuery query = Data.Query(Data.Text(tag, "0"));

        Assert.True(query.Matches(Data.Entry(Data.Text(tag, "72.5"))));
        Assert.Equal(UnmatchedReason.Number, Assert.Single(query.Unmatched).Reason);
        Assert.False(query.HasUnusedValue);
    }

    [Fact]
    public void Matches_NumberUnderStrictMatching_LeavesOutNoEntryEither() => Assert.True(Data.Query(
        new WorklistQueryOptions { StrictMatching = true },
        DicomElement.FromUInt16(DicomTag.PregnancyStatus, 0)).Matches(Data.Entry()));

    [Fact]
    public void Matches_NumberThatIsNoKeyOfTheModel_IsNoUnusedValueEither() =>
        Assert.False(Data.Query(DicomElement.FromUInt16(DicomTag.Rows, 1)).HasUnusedValue);

    // UN may be anything.
    [Fact]
    public void Matches_PrivateValueOfUnknownVR_IsAnUnusedValue() =>
        Assert.True(Data.Query(Data.Bytes(new DicomTag(0x0009, 0x1001), DicomVR.UN, "3132")).HasUnusedValue);

    private static void AssertUnmatched(WorklistQuery query, string text, UnmatchedReason reason)
    {
        UnmatchedKey key = Assert.Single(query.Unmatched);
        Assert.Equal((text, reason), (key.ToString(), key.Reason));
    }
}
