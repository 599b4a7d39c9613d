using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Explicit VR big endian, retired: PS3.5 2016b 7.3, annex A.3.</summary>
public sealed class BigEndianTests
{
    private const string Counting = "0102030405060708";

    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRBigEndian;

    [Theory]
    [InlineData("AT", "0201040306050807")]
    [InlineData("OW", "0201040306050807")]
    [InlineData("SS", "0201040306050807")]
    [InlineData("US", "0201040306050807")]
    [InlineData("FL", "0403020108070605")]
    [InlineData("OF", "0403020108070605")]
    [InlineData("OL", "0403020108070605")]
    [InlineData("SL", "0403020108070605")]
    [InlineData("UL", "0403020108070605")]
    [InlineData("FD", "0807060504030201")]
    [InlineData("OD", "0807060504030201")]
    [InlineData("OV", "0807060504030201")]
    [InlineData("SV", "0807060504030201")]
    [InlineData("UV", "0807060504030201")]
    [InlineData("OB", Counting)]
    [InlineData("UN", Counting)]
    [InlineData("LO", Counting)]
    [InlineData("UT", Counting)]
    public void ReadAndWrite_BinaryVR_SwapsEachUnit(string vr, string littleEndian)
    {
        Assert.True(DicomVR.TryParse(vr, out DicomVR parsed));
        var dataset = new DicomDataset(new DicomElement(new DicomTag(0x0009, 0x1001), parsed, Hex.Bytes(littleEndian)));
        string code = Convert.ToHexString([(byte)vr[0], (byte)vr[1]]);
        string encoded = "00091001" + code + (parsed.HasLongLength ? "0000" + "00000008" : "0008") + Counting;

        Assert.Equal(encoded, Encoded.Hex(dataset, Syntax));
        Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(DicomDatasetReader.Read(Hex.Bytes(encoded), Syntax)));
    }

    [Fact]
    public void Read_BytesBehindTheLastUnit_StayAsTheyAre() => Assert.Equal(
        "(0028,0010) US 020103\n", DatasetText.Of(Read("0028 0010 5553 0003 010203")));

    [Fact]
    public void Read_Sequence_HasBigEndianItems() => Assert.Equal(
        "(0008,1110) SQ\n- item\n  (0028,0010) US 0201\n",
        DatasetText.Of(Read("0008 1110 5351 0000 00000012" + "FFFE E000 0000000A" + "0028 0010 5553 0002 0102")));

    [Fact]
    public void Read_UNOfUndefinedLength_HoldsImplicitLittleEndianItems() => Assert.Equal(
        "(0009,1001) SQ\n- item\n  (0028,0010) US 0102\n(0010,0020) LO 4131\n",
        DatasetText.Of(Read(
            "0009 1001 554E 0000 FFFFFFFF" +
            "FEFF 00E0 FFFFFFFF" + "2800 1000 02000000 0102" + "FEFF 0DE0 00000000" +
            "FEFF DDE0 00000000" +
            "0010 0020 4C4F 0002 4131")));

    [Fact]
    public void Write_ValueThatGoesAsUN_IsNotSwapped()
    {
        var value = new byte[65536];
        value[0] = 1;
        var dataset = new DicomDataset(new DicomElement(DicomTag.Rows, DicomVR.US, value));

        byte[] bytes = Encoded.Bytes(dataset, Syntax);

        Assert.Equal("00280010" + "554E" + "0000" + "00010000" + "0100", Convert.ToHexString(bytes.AsSpan(0, 14)));
    }

    [Fact]
    public void Write_GroupLength_IsBigEndian() => Assert.Equal(
        "00080000" + "554C" + "0004" + "0000000A" + "00080050" + "5348" + "0002" + "4131",
        Encoded.Hex(
            new DicomDataset(
                DicomElement.FromUInt32(new DicomTag(0x0008, 0), 0),
                DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1")),
            Syntax));

    [Fact]
    public void ByteOrderTest_EveryBinaryVR_IsCovered() => Assert.Equal(
        14, DicomVR.All.Count(vr => vr.UnitSize > 1));

    private static DicomDataset Read(string hex) => DicomDatasetReader.Read(Hex.Bytes(hex), Syntax);
}
