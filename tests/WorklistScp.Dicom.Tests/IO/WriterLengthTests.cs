using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Padding, group lengths and values too long for their VR: PS3.5 6.2, 6.2.2, 7.2.</summary>
public sealed class WriterLengthTests
{
    private static readonly DicomTag GroupLength = new(0x0008, 0);

    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    [Theory]
    [InlineData("LO", "20")]
    [InlineData("UT", "20")]
    [InlineData("UI", "00")]
    [InlineData("OB", "00")]
    [InlineData("UN", "00")]
    [InlineData("US", "00")]
    public void Write_OddLength_IsPadded(string vr, string padding)
    {
        Assert.True(DicomVR.TryParse(vr, out DicomVR parsed));
        var dataset = new DicomDataset(new DicomElement(DicomTag.PatientID, parsed, "ABC"u8.ToArray()));

        Assert.EndsWith("414243" + padding, Encoded.Hex(dataset, Explicit), StringComparison.Ordinal);
        Assert.Equal(
            "10002000" + "04000000" + "414243" + padding,
            Encoded.Hex(dataset, DicomTransferSyntax.ImplicitVRLittleEndian));
    }

    [Theory]
    [InlineData(65533, "4C4F" + "FEFF")]
    [InlineData(65534, "4C4F" + "FEFF")]
    [InlineData(65535, "554E" + "0000" + "00000100")]
    [InlineData(65536, "554E" + "0000" + "00000100")]
    [InlineData(65537, "554E" + "0000" + "02000100")]
    public void Write_ValueOfAShortVR_GoesAsUNWhenTooLong(int length, string vrAndLength)
    {
        var value = new byte[length];
        value.AsSpan().Fill((byte)'A');
        var dataset = new DicomDataset(new DicomElement(DicomTag.PatientID, DicomVR.LO, value));

        Assert.StartsWith("10002000" + vrAndLength + "4141", Encoded.Hex(dataset, Explicit), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Write_ItemWithALongValueOfAShortVR_HasTheRightLengths(
        DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        var item = new DicomDataset(new DicomElement(new DicomTag(0x0009, 0x1001), DicomVR.LO, new byte[65536]));
        var dataset = new DicomDataset(
            new DicomSequence(DicomTag.ReferencedStudySequence, item),
            DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "A1"));

        DicomDataset read = DicomDatasetReader.Read(Encoded.Bytes(dataset, syntax, lengths), syntax);

        Assert.True(read.TryGetSequence(DicomTag.ReferencedStudySequence, out DicomSequence? sequence));
        Assert.Equal(DicomVR.UN, Assert.Single(sequence.Items[0]).VR);
        Assert.True(read.Contains(DicomTag.PatientID));
    }

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Write_WrongGroupLengths_AreCalculatedAnew(DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        DicomDataset dataset = Encoded.Entry();
        dataset.AddOrUpdate(DicomElement.FromUInt32(GroupLength, 99));
        dataset.AddOrUpdate(DicomElement.FromUInt32(new DicomTag(0x0040, 0), 99));
        DicomTransferSyntax plain = syntax.IsDeflate ? Explicit : syntax;

        DicomDataset read = DicomDatasetReader.Read(Encoded.Bytes(dataset, syntax, lengths), syntax);

        Assert.Equal(LengthOf(dataset, 0x0008, plain, lengths), GroupLengthOf(read, 0x0008));
        Assert.Equal(LengthOf(dataset, 0x0040, plain, lengths), GroupLengthOf(read, 0x0040));
    }

    [Fact]
    public void Write_GroupLengthsInsideAnItem_AreCalculatedAnew()
    {
        var item = new DicomDataset(
            DicomElement.FromUInt32(GroupLength, 99), DicomElement.FromAscii(DicomTag.Modality, DicomVR.CS, "MR"));
        var dataset = new DicomDataset(new DicomSequence(DicomTag.ScheduledProcedureStepSequence, item));

        Assert.EndsWith(
            "FEFF00E0" + "16000000" + "08000000" + "554C" + "0400" + "0A000000" + "08006000" + "4353" + "0200" + "4D52",
            Encoded.Hex(dataset, Explicit),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_GroupLengthOfAnotherVR_BecomesUL() => Assert.Equal(
        "08000000" + "554C" + "0400" + "00000000",
        Encoded.Hex(new DicomDataset(new DicomElement(GroupLength, DicomVR.UN, new byte[10])), Explicit));

    [Fact]
    public void Write_NoGroupLength_AddsNone()
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), Explicit);

        Assert.DoesNotContain(DicomDatasetReader.Read(bytes, Explicit), item => item.Tag.IsGroupLength);
    }

    [Fact]
    public void Write_ManyGroupLengths_TakesTimeInProportion()
    {
        // 65,536 groups of two elements: looking through all of them for each group would take minutes.
        var dataset = new DicomDataset();
        for (var group = 0; group < 0xfffe; group++)
        {
            dataset.AddOrUpdate(DicomElement.FromUInt32(new DicomTag((ushort)group, 0), 0));
            dataset.AddOrUpdate(new DicomElement(new DicomTag((ushort)group, 0x1001), DicomVR.UN, default));
        }

        Assert.Equal(0xfffe * (12 + 12), Encoded.Bytes(dataset, Explicit).Length);
    }

    private static uint GroupLengthOf(DicomDataset dataset, ushort group)
    {
        Assert.True(dataset.TryGetUInt32(new DicomTag(group, 0), out uint length));
        return length;
    }

    private static uint LengthOf(
        DicomDataset dataset, ushort group, DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        var members = new DicomDataset(dataset.Where(item => item.Tag.Group == group && !item.Tag.IsGroupLength));
        return (uint)Encoded.Bytes(members, syntax, lengths).Length;
    }
}
