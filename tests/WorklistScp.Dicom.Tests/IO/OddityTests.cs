using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Data that breaks the standard and that DCMTK reads all the same.</summary>
public sealed class OddityTests
{
    private const string Element = "0800 5000 5348 0200 4131";
    private const string Text = "(0008,0050) SH 4131\n";
    private const string SequenceEnd = "FEFF DDE0 00000000";

    private static readonly byte[] Preamble = [.. new byte[128], .. "DICM"u8];

    [Theory]
    [InlineData("0000")]
    [InlineData("00000000")]
    [InlineData("0000000000000000")]
    [InlineData("000000000000000000000000000000000000")]
    public void Read_ZerosBehindTheLastElement_AreLeftOut(string zeros)
    {
        Assert.Equal((Text, "zero bytes behind the last element"), Read(Element + zeros));
        Assert.Equal(
            (Text, "zero bytes behind the last element"),
            Read("0800 5000 02000000 4131" + zeros, DicomTransferSyntax.ImplicitVRLittleEndian));
        Assert.Equal(
            (Text, "zero bytes behind the last element"),
            Read("0008 0050 5348 0002 4131" + zeros, DicomTransferSyntax.ExplicitVRBigEndian));
    }

    [Fact]
    public void Read_ZerosBehindTheLastElementOfAnItem_AreLeftOut() => Assert.Equal(
        ("(0008,1110) SQ\n- item\n  (0008,0050) SH 4131\n(0010,0020) LO 4131\n", "zero bytes behind the last element"),
        Read("0800 1011 5351 0000 1A000000 FEFF 00E0 12000000" + Element + "0000000000000000" + "1000 2000 4C4F 0200 4131"));

    [Fact]
    public void Read_NothingButZeros_IsAnEmptyDataSet() =>
        Assert.Equal(("", "zero bytes behind the last element"), Read("0000000000000000"));

    // What follows them is no padding; how far they go is not looked at again at each element of that kind.
    [Fact]
    public void Read_ManyZerosBeforeSomething_AreElements()
    {
        var bytes = new byte[8 * 90_000 + 12 * 1024 * 1024];
        bytes[^1] = 1;

        DicomDataException e = Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian));

        Assert.Contains("more than 100000 elements", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3F3F", "3F3F")]
    [InlineData("0000", "0000")]
    [InlineData("6373", "6373")]
    public void Read_VRThatIsNone_IsThatOfTheDictionary(string vr, string shown)
    {
        Assert.Equal(
            ("(0008,0050) SH 4131\n(0010,0020) LO 5031\n", $"(0008,0050): VR bytes {shown}, expected two capital letters"),
            Read($"0800 5000 {vr} 0200 4131" + "1000 2000 4C4F 0200 5031"));
        Assert.Equal(
            ("(0029,1001) UN 61626364\n", $"(0029,1001): VR bytes {shown}, expected two capital letters"),
            Read($"2900 0110 {vr} 0400 61626364"));
        // Whose items are encoded how is not known.
        Assert.Equal(
            ("(0008,1110) UN 0102\n", $"(0008,1110): VR bytes {shown}, expected two capital letters"),
            Read($"0800 1011 {vr} 0200 0102"));
    }

    [Fact]
    public void Read_NumberWithAVRThatIsNoneInBigEndian_IsTurned() => Assert.Equal(
        "(0028,0010) US 0100\n", Read("0028 0010 3F3F 0002 0001", DicomTransferSyntax.ExplicitVRBigEndian).Text);

    [Theory]
    [InlineData("0800 0000 5351 0000 00000000")]
    [InlineData("0800 0000 554E 0000 FFFFFFFF" + SequenceEnd)]
    [InlineData("0800 0000 5351 0000 12000000" + "FEFF 00E0 0A000000" + Element)]
    public void Read_SequenceAsGroupLength_IsLeftOut(string sequence) => Assert.Equal(
        (Text, "(0008,0000): a sequence where a group length was expected, left out"), Read(sequence + Element));

    [Theory]
    [InlineData("FEFF 00E0 00000000" + "FEFF 00E0 04000000 61626364")]
    [InlineData("")]
    public void Read_EncapsulatedPixelData_IsLeftOut(string fragments) => Assert.Equal(
        (Text, "(7fe0,0010): encapsulated value, left out"),
        Read(Element + "E07F 1000 4F42 0000 FFFFFFFF" + fragments + SequenceEnd));

    [Theory]
    [InlineData("FEFF 00E0 04000000 6162", "length 4, but 2 bytes remain")]
    [InlineData("FEFF 0DE0 00000000", "(fffe,e00d) where a fragment was expected")]
    [InlineData("FEFF 00E0 FFFFFFFF", "length 4294967295")]
    [InlineData("", "0 bytes remain")]
    public void Read_EncapsulatedPixelDataCutOff_Throws(string fragments, string problem) => Assert.Contains(
        problem,
        Assert.Throws<DicomDataException>(() => Read("E07F 1000 4F42 0000 FFFFFFFF" + fragments)).Message,
        StringComparison.Ordinal);

    // One line, whatever stands there.
    [Theory]
    [InlineData("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.50")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("", "")]
    [InlineData("1.2\n\e[31m", "1.2??[31m")]
    public void Read_TransferSyntaxThatCannotBeRead_IsToldByTheFirstElement(string uid, string shown)
    {
        byte[] meta = Encoded.Bytes(
            new DicomDataset(DicomElement.FromAscii(DicomTag.TransferSyntaxUID, DicomVR.UI, uid)),
            DicomTransferSyntax.ExplicitVRLittleEndian);
        foreach (DicomTransferSyntax syntax in DicomTransferSyntax.All.Where(syntax => !syntax.IsDeflate))
        {
            DicomFile file = DicomFile.Read((byte[])[.. Preamble, .. meta, .. Encoded.Bytes(Encoded.Entry(), syntax)]);

            Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(file.Dataset));
            Assert.Same(syntax, file.TransferSyntax);
            Assert.Equal(
                $"(0002,0010): transfer syntax '{shown}', expected one that is known and not compressed",
                Assert.Single(file.Oddities).ToString());
        }
    }

    [Fact]
    public void Read_TransferSyntaxThatCannotBeReadBeforeAnythingElse_Throws()
    {
        byte[] meta = Encoded.Bytes(
            new DicomDataset(DicomElement.FromAscii(DicomTag.TransferSyntaxUID, DicomVR.UI, "1.2.3")),
            DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Throws<DicomDataException>(
            () => DicomFile.Read((byte[])[.. Preamble, .. meta, .. "what is no element"u8]));
    }

    [Fact]
    public void Put_IntoAFileWithZerosAtItsEnd_PutsItBeforeThem()
    {
        byte[] file = [.. Encoded.Bytes(new DicomFile(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian)), .. new byte[16]];

        byte[] patched = DicomFilePatch.Put(file, DicomElement.FromAscii(new DicomTag(0x4000, 0x0010), DicomVR.LT, "last"));

        Assert.True(DicomFile.Read(patched).Dataset.Contains(new DicomTag(0x4000, 0x0010)));
        Assert.Equal(Encoded.Entry().Count + 1, DicomFile.Read(patched).Dataset.Count);
    }

    [Fact]
    public void Read_SeveralOddities_AreToldOnceOfEachKind()
    {
        DicomDatasetReader.Read(
            Hex.Bytes("0800 5000 3F3F 0200 4131" + "0800 6000 3F3F 0200 4354" + "00000000"),
            DicomTransferSyntax.ExplicitVRLittleEndian, null, out IReadOnlyList<DicomOddity> oddities);

        Assert.Equal([DicomOddityKind.UnknownVR, DicomOddityKind.TrailingZeros], oddities.Select(oddity => oddity.Kind));
    }

    private static (string Text, string Oddities) Read(string hex, DicomTransferSyntax? syntax = null)
    {
        DicomDataset dataset = DicomDatasetReader.Read(
            Hex.Bytes(hex), syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian, null,
            out IReadOnlyList<DicomOddity> oddities);
        return (DatasetText.Of(dataset), string.Join("; ", oddities));
    }
}
