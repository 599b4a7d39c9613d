namespace WorklistScp.Worklist.Tests.Matching;

public sealed class BinaryMatchingTests
{
    [Theory]
    [InlineData("US", "0400", "0400", true)]
    [InlineData("US", "0400", "0300", false)]
    [InlineData("US", "0300 0400", "0400", true)]
    [InlineData("US", "0400", "0300 0400", true)]
    [InlineData("US", "04", "0400", false)]
    [InlineData("US", "0400", "", false)]
    [InlineData("UL", "04000000", "00000000 04000000", true)]
    [InlineData("UL", "00000400", "04000000 04000000", false)]
    [InlineData("AT", "1000 1000", "1000 2000", false)]    // (0010,0010) is not (0010,0020)
    [InlineData("AT", "1000 2000", "1000 1000 1000 2000", true)]
    [InlineData("FD", "000000000000F03F", "000000000000F03F", true)]
    [InlineData("OB", "0304", "01020304", false)]
    [InlineData("OB", "01020304", "01020304", true)]
    [InlineData("UN", "0102", "0102 0102", false)]
    public void Matches_Numbers_OneEqualPairIsEnough(string code, string asked, string held, bool expected)
    {
        Assert.True(DicomVR.TryParse(code.AsSpan(), out DicomVR vr));
        WorklistQuery query = Data.Query(Data.Bytes(DicomTag.PregnancyStatus, vr, asked));
        Assert.Equal(expected, query.Matches(Data.Entry(Data.Bytes(DicomTag.PregnancyStatus, vr, held))));
    }

    [Fact]
    public void Matches_OtherOrNoElement_IsNoMatch()
    {
        WorklistQuery query = Data.Query(Data.Bytes(DicomTag.PregnancyStatus, DicomVR.US, "0400"));
        Assert.False(query.Matches(Data.Entry()));
        Assert.False(query.Matches(Data.Entry(Data.Bytes(DicomTag.PregnancyStatus, DicomVR.SS, "0400"))));
    }

    // How IS and DS compare is left to the implementation (PS3.4 C.2.2.2.1): here, as text.
    [Theory]
    [InlineData("72.5", "72.5 ", true)]
    [InlineData("72.5", "72.50", false)]
    [InlineData("70\\72.5", "72.5", true)]
    public void Matches_DecimalString_IsText(string asked, string held, bool expected) =>
        Assert.Equal(expected, Data.IsMatch(DicomTag.PatientWeight, asked, held));
}
