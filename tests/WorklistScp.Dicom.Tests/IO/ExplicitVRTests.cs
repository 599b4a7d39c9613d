using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Explicit VR little endian: PS3.5 7.1.2, annex A.2.</summary>
public sealed class ExplicitVRTests
{
    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;

    [Fact]
    public void Read_ShortLength_GivesTagVRAndValue()
    {
        DicomDataset dataset = Read("0800 5000 5348 0200 4131" + "1000 C021 5553 0200 0400");

        Assert.Equal("(0008,0050) SH 4131\n(0010,21c0) US 0400\n", DatasetText.Of(dataset));
    }

    [Fact]
    public void Read_LongLength_SkipsTheReservedBytes() => Assert.Equal(
        "(0040,a160) UT 4162\n", DatasetText.Of(Read("4000 60A1 5554 FFFF 02000000 4162")));

    [Fact]
    public void Read_Value_IsASliceOfTheData()
    {
        byte[] data = Hex.Bytes("0800 5000 5348 0200 4131");
        DicomDataset dataset = DicomDatasetReader.Read(data, Syntax);

        Assert.True(dataset.TryGetElement(DicomTag.AccessionNumber, out DicomElement? element));
        Assert.True(element.Value.Span.Overlaps(data));
    }

    [Fact]
    public void Read_OddLength_IsKept() => Assert.Equal(
        "(0008,0050) SH 413132\n", DatasetText.Of(Read("0800 5000 5348 0300 413132")));

    [Fact]
    public void Read_UnknownVR_IsUNWithALongLength() => Assert.Equal(
        "(0008,0050) UN 01020304\n", DatasetText.Of(Read("0800 5000 5A5A 0000 04000000 01020304")));

    [Fact]
    public void Read_DataSetTrailingPadding_IsAnElement() => Assert.Equal(
        "(0008,0050) SH 4131\n(fffc,fffc) OB 00000000\n",
        DatasetText.Of(Read("0800 5000 5348 0200 4131" + "FCFF FCFF 4F42 0000 04000000 00000000")));

    [Fact]
    public void Read_TagsInDisorder_AreSorted() => Assert.Equal(
        "(0008,0050) SH 4131\n(0008,0060) CS 4D52\n",
        DatasetText.Of(Read("0800 6000 4353 0200 4D52" + "0800 5000 5348 0200 4131")));

    [Theory]
    [InlineData("0800 5000 5348 0200 4131" + "0800 5000 5348 0200 4232")]
    [InlineData("0800 5000 5348 0200 4131" + "0800 6000 4353 0200 4D52" + "0800 5000 5348 0200 4232")]
    public void Read_TagTwice_KeepsTheFirst(string hex)
    {
        Assert.True(Read(hex).TryGetString(DicomTag.AccessionNumber, out string? value));

        Assert.Equal("A1", value);
    }

    [Theory]
    [InlineData("4F44", "OD")]
    [InlineData("5554", "UT")]
    public void Read_UndefinedLengthOfNoSequence_Throws(string vr, string name)
    {
        DicomDataException e = Assert.Throws<DicomDataException>(() => Read($"0800 5000 {vr} 0000 FFFFFFFF"));

        Assert.Equal($"(0008,0050) at byte 12: undefined length with VR {name}, expected SQ, UN, OB or OW", e.Message);
    }

    [Fact]
    public void Write_ShortAndLongLengths_AsTheStandardLaysThemOut() => Assert.Equal(
        "08005000" + "5348" + "0200" + "4131" +              // SH, 16-bit length
        "4000" + "60A1" + "5554" + "0000" + "02000000" + "4162", // UT, reserved, 32-bit length
        Encoded.Hex(
            new DicomDataset(
                DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1"),
                DicomElement.FromAscii(DicomTag.TextValue, DicomVR.UT, "Ab")),
            Syntax));

    private static DicomDataset Read(string hex) => DicomDatasetReader.Read(Hex.Bytes(hex), Syntax);
}
