using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Implicit VR little endian: PS3.5 7.1.3, annex A.1.</summary>
public sealed class ImplicitVRTests
{
    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ImplicitVRLittleEndian;

    [Theory]
    [InlineData("0800 5000 02000000 4131", "(0008,0050) SH 4131\n")]
    [InlineData("0900 0000 04000000 00000000", "(0009,0000) UL 00000000\n")]
    [InlineData("0900 1000 04000000 41434D45", "(0009,0010) LO 41434D45\n")]
    [InlineData("0900 0110 04000000 41434D45", "(0009,1001) UN 41434D45\n")]
    [InlineData("0260 0030 02000000 0102", "(6002,3000) OW 0102\n")]
    [InlineData("4000 0001 00000000", "(0040,0100) SQ\n")]
    public void Read_Element_TakesTheVROfTheDictionary(string hex, string expected) =>
        Assert.Equal(expected, DatasetText.Of(Read(hex)));

    [Fact]
    public void Read_PrivateElementOfUndefinedLength_IsASequence() => Assert.Equal(
        "(0009,1001) SQ\n- item\n  (0008,0050) SH 4131\n",
        DatasetText.Of(Read(
            "0900 0110 FFFFFFFF" +
            "FEFF 00E0 0A000000" + "0800 5000 02000000 4131" +
            "FEFF DDE0 00000000")));

    [Fact]
    public void Write_Element_LeavesTheVROut() => Assert.Equal(
        "08005000" + "02000000" + "4131",
        Encoded.Hex(new DicomDataset(DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1")), Syntax));

    private static DicomDataset Read(string hex) => DicomDatasetReader.Read(Hex.Bytes(hex), Syntax);
}
