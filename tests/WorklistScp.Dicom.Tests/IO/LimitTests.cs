using System.Buffers.Binary;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>What hostile data may claim, and what it costs.</summary>
public sealed class LimitTests
{
    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static readonly DicomTransferSyntax Implicit = DicomTransferSyntax.ImplicitVRLittleEndian;

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Read_NestingOf64_IsTheDeepestAllowed(DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        byte[] allowed = Encoded.Bytes(Nested(64), syntax, lengths);
        byte[] tooDeep = Encoded.Bytes(Nested(65), syntax, lengths);

        Assert.Equal(DatasetText.Of(Nested(64)), DatasetText.Of(DicomDatasetReader.Read(allowed, syntax)));
        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(tooDeep, syntax));
        Assert.Contains("nested deeper than 64 sequences", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SequencesBesideEachOther_DoNotNest()
    {
        var dataset = new DicomDataset(Enumerable.Range(0x1000, 100).Select(
            number => new DicomSequence(new DicomTag(0x0009, (ushort)number), new DicomDataset(), new DicomDataset())));

        Assert.Equal(100, DicomDatasetReader.Read(Encoded.Bytes(dataset, Explicit), Explicit).Count);
    }

    [Fact]
    public void Read_EndlessNesting_EndsAtTheLimit()
    {
        // A sequence and an item, both of undefined length, over and over.
        byte[] level = Hex.Bytes("0900 0110 554E 0000 FFFFFFFF" + "FEFF 00E0 FFFFFFFF");
        byte[] implicitLevel = Hex.Bytes("0900 0110 FFFFFFFF" + "FEFF 00E0 FFFFFFFF");
        byte[] bytes = [.. level, .. Enumerable.Repeat(implicitLevel, 100_000).SelectMany(b => b)];

        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, Explicit));

        Assert.Contains("nested deeper than 64 sequences", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_ElementsAtAndBeyondTheLimit_ReadsAndThrows(DicomTransferSyntax syntax)
    {
        // Seven members, an item, in it two members, two items, a member.
        const int Elements = 7 + 1 + 2 + 2 + 1;
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), syntax);

        Assert.Equal(7, DicomDatasetReader.Read(bytes, syntax, new DicomReadLimits { MaxElements = Elements }).Count);
        DicomDataException e = Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(bytes, syntax, new DicomReadLimits { MaxElements = Elements - 1 }));
        Assert.Contains("more than 12 elements", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyItemsBeyondTheLimit_Throws()
    {
        byte[] items = [.. Enumerable.Repeat(Hex.Bytes("FEFF 00E0 00000000"), 100_000).SelectMany(b => b)];
        byte[] bytes = [.. Hex.Bytes("0800 1011 5351 0000 00350C00"), .. items];

        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, Explicit));

        Assert.Contains("more than 100000 elements", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_LengthAtAndBeyondTheLimit_ReadsAndThrows(DicomTransferSyntax syntax)
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), syntax);
        int length = syntax.IsDeflate ? Encoded.Bytes(Encoded.Entry(), Explicit).Length : bytes.Length;

        Assert.Equal(7, DicomDatasetReader.Read(bytes, syntax, new DicomReadLimits { MaxLength = length }).Count);
        Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(bytes, syntax, new DicomReadLimits { MaxLength = length - 1 }));
    }

    [Theory]
    [InlineData("FEFFFFFF")]
    [InlineData("00000080")]
    [InlineData("FFFFFF7F")]
    [InlineData("03000000")]
    public void Read_ClaimedLengthBeyondTheData_ThrowsAndTakesNoMemory(string length)
    {
        byte[][] claims =
        [
            Hex.Bytes("4000 60A1 5554 0000" + length + "4142"),
            Hex.Bytes("4000 60A1 5A5A 0000" + length + "4142"),
            Hex.Bytes("0800 1011 5351 0000" + length + "4142"),
            Hex.Bytes("0800 1011 5351 0000 FFFFFFFF FEFF 00E0" + length + "4142"),
        ];
        foreach (byte[] claim in claims)
        {
            AssertThrowsCheaply(claim, Explicit);
        }

        AssertThrowsCheaply(Hex.Bytes("0800 5000" + length + "4142"), Implicit);
    }

    [Fact]
    public void Read_ClaimedLengthBeyondTheItem_Throws()
    {
        byte[] bytes = Hex.Bytes(
            "0800 1011 5351 0000 12000000" + "FEFF 00E0 0A000000" + "0800 5000 5348 0400 4131" + "1000 2000 4C4F 0000");

        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, Explicit));

        Assert.Equal("(0008,0050) at byte 28: length 4, but 2 bytes remain", e.Message);
    }

    [Fact]
    public void Read_TagsFromLastToFirst_TakesTimeInProportion()
    {
        // Inserting each in front of the others would move 40 GB.
        const int Count = 100_000;
        var bytes = new byte[Count * 8];
        for (uint i = 0; i < Count; i++)
        {
            var tag = new DicomTag(0x0009_1000 + Count - i);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((int)i * 8), tag.Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(((int)i * 8) + 2), tag.Element);
        }

        DicomDataset dataset = DicomDatasetReader.Read(bytes, Implicit);

        Assert.Equal(Count, dataset.Count);
        Assert.True(dataset.Zip(dataset.Skip(1)).All(pair => pair.First.Tag < pair.Second.Tag));
    }

    [Fact]
    public void Write_DeepAndWide_TakesTimeInProportionToTheDepth()
    {
        // Lengths must not be worked out anew for each pair of levels.
        DicomDataset dataset = Nested(64, () => Enumerable.Range(0, 1000).Select(
            i => new DicomElement(new DicomTag(0x0009, (ushort)(0x1000 + i)), DicomVR.UN, default)));
        byte[] bytes = Encoded.Bytes(dataset, Explicit);

        Assert.Equal(bytes, Encoded.Bytes(DicomDatasetReader.Read(bytes, Explicit), Explicit));
    }

    private static DicomDataset Nested(int depth, Func<IEnumerable<DicomItem>>? members = null)
    {
        var dataset = new DicomDataset(DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1"));
        for (var i = 0; i < depth; i++)
        {
            dataset = new DicomDataset([
                .. members?.Invoke() ?? [], new DicomSequence(DicomTag.ReferencedStudySequence, dataset)]);
        }

        return dataset;
    }

    private static void AssertThrowsCheaply(byte[] bytes, DicomTransferSyntax syntax)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, syntax));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Contains("but 2 bytes remain", e.Message, StringComparison.Ordinal);
    }
}
