using System.Text;

namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Value representations: PS3.5 6.2, 7.1.2.</summary>
public sealed class DicomVRTests
{
    [Fact]
    public void All_Codes_AreThe34OfTheStandard() => Assert.Equal(
        "AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV",
        string.Join(' ', DicomVR.All));

    [Fact]
    public void TryParse_EachCode_GivesTheSameInstance() => Assert.All(DicomVR.All, vr =>
    {
        Assert.True(DicomVR.TryParse(vr.Code, out DicomVR ofText));
        Assert.True(DicomVR.TryParse(Encoding.ASCII.GetBytes(vr.Code), out DicomVR ofBytes));
        Assert.Same(vr, ofText);
        Assert.Same(vr, ofBytes);
    });

    [Fact]
    public void TryParse_AnyTwoBytes_KnowsThe34()
    {
        var known = 0;
        for (var code = 0; code <= 0xffff; code++)
        {
            known += DicomVR.TryParse([(byte)(code >> 8), (byte)code], out DicomVR vr) ? 1 : 0;
            Assert.NotNull(vr);
        }

        Assert.Equal(34, known);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("CSX")]
    [InlineData("cs")]
    [InlineData("ZZ")]
    [InlineData("\uff23\uff33")]
    public void TryParse_NoVR_IsFalseAndGivesUN(string code)
    {
        Assert.False(DicomVR.TryParse(code, out DicomVR vr));
        Assert.Same(DicomVR.UN, vr);
    }

    [Fact]
    public void HasLongLength_OfEachVR_AsInTable71() => Assert.Equal(
        "OB OD OF OL OV OW SQ SV UC UN UR UT UV", Codes(vr => vr.HasLongLength));

    [Fact]
    public void UsesCharacterSet_OfEachVR_AsIn6122() => Assert.Equal(
        "LO LT PN SH ST UC UT", Codes(vr => vr.UsesCharacterSet));

    [Fact]
    public void IsMultiValue_OfEachVR_AsIn64() => Assert.Equal(
        "AE AS CS DA DS DT IS LO PN SH TM UC UI", Codes(vr => vr.IsMultiValue));

    [Fact]
    public void IsString_OfEachVR_LeavesOutNumbersBytesAndItems() => Assert.Equal(
        "AT FD FL OB OD OF OL OV OW SL SQ SS SV UL UN US UV", Codes(vr => !vr.IsString));

    [Fact]
    public void PaddingByte_OfEachVR_IsASpaceForTextAloneButUI() => Assert.Equal(
        "AE AS CS DA DS DT IS LO LT PN SH ST TM UC UR UT", Codes(vr => vr.PaddingByte == ' '));

    [Theory]
    [InlineData(2, "AT OW SS US")]
    [InlineData(4, "FL OF OL SL UL")]
    [InlineData(8, "FD OD OV SV UV")]
    public void UnitSize_OfEachVR_AsIn73(int size, string codes) => Assert.Equal(
        codes, Codes(vr => vr.UnitSize == size));

    [Fact]
    public void IsOneBinaryValue_OfEachVR_AsIn64() => Assert.Equal(
        "OB OD OF OL OV OW UN", Codes(vr => vr.IsOneBinaryValue));

    [Fact]
    public void ValueSize_OfEachVR_IsThatOfAUnitButOfTagsWhichHaveTwo() => Assert.Equal(
        "AT", Codes(vr => vr.ValueSize != vr.UnitSize));

    [Theory]
    [InlineData(DicomNumberKind.Signed, "SL SS SV")]
    [InlineData(DicomNumberKind.Unsigned, "OL OV UL US UV")]
    [InlineData(DicomNumberKind.FloatingPoint, "FD FL OD OF")]
    [InlineData(DicomNumberKind.Tag, "AT")]
    public void Number_OfEachVR_AsInTable62(DicomNumberKind number, string codes) => Assert.Equal(
        codes, Codes(vr => vr.Number == number));

    [Fact]
    public void Form_OfEachVR_IsFreeUnlessTable62SaysWhatItLooksLike() => Assert.Equal(
        "AETitle Age Code Date Decimal DateTime Integer Time UID",
        string.Join(' ', DicomVR.All.Select(vr => vr.Form).Where(form => form != DicomTextForm.Free)));

    private static string Codes(Func<DicomVR, bool> condition) => string.Join(' ', DicomVR.All.Where(condition));
}
