using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Sequences with defined and undefined lengths: PS3.5 7.5, 6.2.2.</summary>
public sealed class SequenceTests
{
    private const string OneItem = "(0008,1110) SQ\n- item\n  (0008,0050) SH 4131\n";

    private const string Element = "0800 5000 5348 0200 4131";

    private const string ItemEnd = "FEFF 0DE0 00000000";

    private const string SequenceEnd = "FEFF DDE0 00000000";

    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;

    [Theory]
    [InlineData("12000000" + "FEFF 00E0 0A000000" + Element)]
    [InlineData("1A000000" + "FEFF 00E0 FFFFFFFF" + Element + ItemEnd)]
    [InlineData("FFFFFFFF" + "FEFF 00E0 0A000000" + Element + SequenceEnd)]
    [InlineData("FFFFFFFF" + "FEFF 00E0 FFFFFFFF" + Element + ItemEnd + SequenceEnd)]
    public void Read_EitherLength_GivesTheSameItems(string lengthAndItems) =>
        Assert.Equal(OneItem, DatasetText.Of(Read("0800 1011 5351 0000" + lengthAndItems)));

    [Theory]
    [InlineData("00000000")]
    [InlineData("FFFFFFFF" + SequenceEnd)]
    public void Read_NoItems_GivesAnEmptySequence(string lengthAndItems)
    {
        DicomDataset dataset = Read("0800 1011 5351 0000" + lengthAndItems);

        Assert.True(dataset.TryGetSequence(DicomTag.ReferencedStudySequence, out DicomSequence? sequence));
        Assert.True(sequence.IsEmpty);
    }

    [Fact]
    public void Read_UNOfUndefinedLength_HoldsImplicitItems() => Assert.Equal(
        OneItem + "(0010,0020) LO 4131\n",
        DatasetText.Of(Read(
            "0800 1011 554E 0000 FFFFFFFF" +
            "FEFF 00E0 FFFFFFFF" + "0800 5000 02000000 4131" + ItemEnd + SequenceEnd +
            "1000 2000 4C4F 0200 4131")));

    [Fact]
    public void Read_UNOfUndefinedLengthInside_HoldsImplicitItems() => Assert.Equal(
        "(0008,1110) SQ\n- item\n  (0009,1001) SQ\n  - item\n    (0008,0050) SH 4131\n",
        DatasetText.Of(Read(
            "0800 1011 5351 0000 2E000000" + "FEFF 00E0 26000000" +
            "0900 0110 554E 0000 FFFFFFFF" + "FEFF 00E0 0A000000" + "0800 5000 02000000 4131" + SequenceEnd)));

    [Fact]
    public void Read_Items_KnowTheirParents()
    {
        DicomDataset dataset = DicomDatasetReader.Read(Encoded.Bytes(Encoded.Entry(), Syntax), Syntax);
        Assert.True(dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.True(steps.Items[0].TryGetSequence(DicomTag.ScheduledProtocolCodeSequence, out DicomSequence? codes));

        Assert.Same(dataset, steps.Items[0].Parent);
        Assert.Same(steps.Items[0], codes.Items[0].Parent);
        Assert.Equal("ISO_IR 100", codes.Items[0].CharacterSet.Value);
    }

    [Theory]
    [InlineData("0800 1011 5351 0000 13000000" + "FEFF 00E0 0A000000" + Element, "length 19, but 18 bytes remain")]
    [InlineData("0800 1011 5351 0000 12000000" + "FEFF 00E0 0B000000" + Element, "length 11, but 10 bytes remain")]
    [InlineData("0800 1011 5351 0000 0A000000" + Element, "(0008,0050) where an item was expected")]
    [InlineData("0800 1011 5351 0000 08000000" + SequenceEnd, "(fffe,e0dd) where an item was expected")]
    [InlineData("0800 1011 5351 0000 FFFFFFFF" + ItemEnd, "(fffe,e00d) where an item was expected")]
    [InlineData("0800 1011 5351 0000 FFFFFFFF", "0 bytes remain where a data element or delimiter was expected")]
    [InlineData("0800 1011 5351 0000 04000000" + "FEFF00E0", "4 bytes remain where")]
    [InlineData("0800 1011 5351 0000 08000000" + "FEFF 00E0 FFFFFFFF", "0 bytes remain where")]
    [InlineData("0800 1011 5351 0000 10000000" + "FEFF 00E0 08000000" + ItemEnd, "a delimiter where a data element")]
    [InlineData("0800 1011 5351 0000 10000000" + "FEFF 00E0 FFFFFFFF" + SequenceEnd, "a delimiter where a data")]
    [InlineData("FEFF 00E0 00000000", "a delimiter where a data element was expected")]
    [InlineData(ItemEnd, "a delimiter where a data element was expected")]
    [InlineData(SequenceEnd, "a delimiter where a data element was expected")]
    public void Read_MalformedSequence_Throws(string hex, string problem) => Assert.Contains(
        problem, Assert.Throws<DicomDataException>(() => Read(hex)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(
        DicomLengthEncoding.Defined,
        "08001011" + "5351" + "0000" + "12000000" + "FEFF00E0" + "0A000000" + "0800500053480200" + "4131")]
    [InlineData(
        DicomLengthEncoding.Undefined,
        "08001011" + "5351" + "0000" + "FFFFFFFF" + "FEFF00E0" + "FFFFFFFF" + "0800500053480200" + "4131" +
        "FEFF0DE000000000" + "FEFFDDE000000000")]
    public void Write_Sequence_AsAskedFor(DicomLengthEncoding lengths, string expected)
    {
        var item = new DicomDataset(DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1"));

        Assert.Equal(
            expected,
            Encoded.Hex(new DicomDataset(new DicomSequence(DicomTag.ReferencedStudySequence, item)), Syntax, lengths));
    }

    private static DicomDataset Read(string hex) => DicomDatasetReader.Read(Hex.Bytes(hex), Syntax);
}
