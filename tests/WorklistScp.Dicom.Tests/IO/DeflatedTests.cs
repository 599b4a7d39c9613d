using System.Buffers;
using System.IO.Compression;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Deflated explicit VR little endian: PS3.5 annex A.5.</summary>
public sealed class DeflatedTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.DeflatedExplicitVRLittleEndian;

    [Fact]
    public void Write_DataSet_InflatesToExplicitVRLittleEndian()
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), Syntax);
        using var inflated = new MemoryStream();
        using (var deflate = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            deflate.CopyTo(inflated);
        }

        Assert.Equal(Encoded.Bytes(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian), inflated.ToArray());
    }

    [Fact]
    public void Write_ValuesOfManyLengths_GivesEvenLengths()
    {
        for (var length = 0; length < 64; length++)
        {
            var value = new byte[length];
            new Random(length).NextBytes(value);
            var dataset = new DicomDataset(new DicomElement(DicomTag.EncapsulatedDocument, DicomVR.OB, value));

            Assert.Equal(0, Encoded.Bytes(dataset, Syntax).Length % 2);
        }
    }

    [Fact]
    public void Write_StoredAndSmallest_DifferInLengthAndReadBackEqual()
    {
        byte[] stored = Bytes(Encoded.Entry(), compressionLevel: 0);
        byte[] smallest = Bytes(Encoded.Entry(), compressionLevel: 9);

        int plain = Encoded.Bytes(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian).Length;
        Assert.True(smallest.Length < plain && plain < stored.Length);
        string expected = DatasetText.Of(Encoded.Entry());
        Assert.Equal(expected, DatasetText.Of(DicomDatasetReader.Read(stored, Syntax)));
        Assert.Equal(expected, DatasetText.Of(DicomDatasetReader.Read(smallest, Syntax)));
    }

    [Fact]
    public void Write_NoLevelGiven_TakesSix() =>
        Assert.Equal(Bytes(Encoded.Entry(), compressionLevel: 6), Encoded.Bytes(Encoded.Entry(), Syntax));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(9)]
    public void Write_EmptyDataSet_IsADeflatedStream(int compressionLevel)
    {
        byte[] bytes = Bytes(new DicomDataset(), compressionLevel);

        Assert.Equal("0300", Convert.ToHexString(bytes)); // RFC 1951: the final block, with fixed codes, empty
        Assert.Empty(DicomDatasetReader.Read(bytes, Syntax));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Read_BytesBehindTheDeflatedStream_AreIgnored(int padding)
    {
        byte[] bytes = [.. Encoded.Bytes(Encoded.Entry(), Syntax), .. new byte[padding]];

        Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(DicomDatasetReader.Read(bytes, Syntax)));
    }

    [Fact]
    public void Read_TruncatedStream_Throws()
    {
        byte[] plain = Encoded.Bytes(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian);
        byte[] whole = Deflated(plain);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(whole.AsMemory(0, length), Syntax));
        }
    }

    [Fact]
    public void Read_StreamCutBehindAWholeElement_Throws()
    {
        // Stored blocks show where elements end: header 00, length, its complement; not final.
        byte[] element = Encoded.Bytes(
            new DicomDataset(DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1")),
            DicomTransferSyntax.ExplicitVRLittleEndian);
        byte[] bytes = [0x00, (byte)element.Length, 0, (byte)~element.Length, 0xff, .. element];

        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, Syntax));

        Assert.Equal("the deflated data set ends early", e.Message);
    }

    [Fact]
    public void Read_NoDeflatedStream_Throws()
    {
        DicomDataException e = Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(new byte[] { 0xff, 0xff, 0xff, 0xff }, Syntax));

        Assert.Equal("the data set is not deflated per RFC 1951", e.Message);
    }

    [Fact]
    public void Read_LengthAtAndBeyondTheLimit_ReadsAndThrows()
    {
        DicomDataset dataset = new(new DicomElement(DicomTag.EncapsulatedDocument, DicomVR.OB, new byte[100_000]));
        byte[] bytes = Encoded.Bytes(dataset, Syntax);
        const int Length = 12 + 100_000;

        Assert.Single(DicomDatasetReader.Read(bytes, Syntax, new DicomReadLimits { MaxLength = Length }));
        DicomDataException e = Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(bytes, Syntax, new DicomReadLimits { MaxLength = Length - 1 }));
        Assert.Equal("the data set decompresses to more than 100011 bytes", e.Message);
    }

    [Fact]
    public void Read_Bomb_TakesMemoryOfTheOrderOfTheLimit()
    {
        byte[] bomb = Deflated(new byte[64 * Megabyte]);
        Assert.InRange(bomb.Length, 1, 128 * 1024);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DicomDataException>(
            () => DicomDatasetReader.Read(bomb, Syntax, new DicomReadLimits { MaxLength = Megabyte }));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5 * Megabyte);
    }

    [Fact]
    public void Read_SliceOfABuffer_Reads()
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), Syntax);
        using IMemoryOwner<byte> owner = MemoryPool<byte>.Shared.Rent(bytes.Length + 7);
        Memory<byte> slice = owner.Memory.Slice(7, bytes.Length);
        bytes.CopyTo(slice);

        Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(DicomDatasetReader.Read(slice, Syntax)));
    }

    private static byte[] Bytes(DicomDataset dataset, int compressionLevel)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, Syntax, output, compressionLevel: compressionLevel);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Deflated(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(plain);
        }

        return compressed.ToArray();
    }
}
