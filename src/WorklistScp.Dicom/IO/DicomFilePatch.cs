using System.Buffers;
using System.Buffers.Binary;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Puts members into the data set of an encoded file (PS3.10 chapter 7), and leaves its other bytes as they are:
/// preamble, file meta information, order and lengths of what is there.
/// </summary>
public static class DicomFilePatch
{
    /// <summary>
    /// Puts a member in place of the first one with its tag, or before the first one that comes behind it. The length
    /// of its group, where the data set has that, grows with it (PS3.5 7.2). A deflated data set is deflated anew.
    /// </summary>
    /// <param name="file">The file. It is not changed.</param>
    /// <param name="items">The members.</param>
    /// <returns>The file with the members.</returns>
    /// <exception cref="DicomDataException">The file cannot be read, see <see cref="DicomFile.Read"/>.</exception>
    public static byte[] Put(ReadOnlyMemory<byte> file, params IEnumerable<DicomItem> items)
    {
        DicomReadLimits limits = DicomReadLimits.Default;
        ReadOnlyMemory<byte> data = DicomFile.ReadHead(file, limits, out _, out DicomTransferSyntax syntax, out _);
        ReadOnlySpan<byte> head = file.Span[..^data.Length];
        if (!syntax.IsDeflate)
        {
            return [.. head, .. PutAll(data, items, syntax, limits).Span];
        }

        var deflated = new ArrayBufferWriter<byte>();
        data = Deflate.Decompress(data, limits.MaxLength);
        data = PutAll(data, items, DicomTransferSyntax.ExplicitVRLittleEndian, limits);
        Deflate.Compress(data.Span, DicomDatasetWriter.DefaultCompressionLevel, deflated);
        return [.. head, .. deflated.WrittenSpan];
    }

    private static ReadOnlyMemory<byte> PutAll(
        ReadOnlyMemory<byte> data, IEnumerable<DicomItem> items, DicomTransferSyntax syntax, DicomReadLimits limits) =>
        items.Aggregate(data, (patched, item) => Put(patched, item, syntax, limits));

    private static byte[] Put(
        ReadOnlyMemory<byte> data, DicomItem item, DicomTransferSyntax syntax, DicomReadLimits limits)
    {
        var encoded = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(new DicomDataset(item), syntax, encoded);
        Range place = FindPlace(data, item.Tag, syntax, limits, out int? groupLength);
        byte[] patched = [.. data.Span[..place.Start], .. encoded.WrittenSpan, .. data.Span[place.End..]];
        if (groupLength is { } start)
        {
            Add(patched.AsSpan(start, sizeof(uint)), patched.Length - data.Length, syntax);
        }

        return patched;
    }

    /// <param name="data">The encoded data set.</param>
    /// <param name="tag">What is to be put there.</param>
    /// <param name="syntax">The transfer syntax.</param>
    /// <param name="limits">What the data set may at most hold.</param>
    /// <param name="groupLength">Where the value of the length of its group begins; null if there is none.</param>
    private static Range FindPlace(
        ReadOnlyMemory<byte> data, DicomTag tag, DicomTransferSyntax syntax, DicomReadLimits limits,
        out int? groupLength)
    {
        groupLength = null;
        var parser = new DatasetParser(data, limits);
        int? behind = null;
        for (int start = 0; parser.ReadNext(syntax) is { } item; start = parser.Position)
        {
            if (item.Tag == tag)
            {
                return start..parser.Position;
            }

            behind ??= item.Tag > tag ? start : null;
            if (item is DicomElement { Value.Length: sizeof(uint) } && item.Tag == new DicomTag(tag.Group, 0))
            {
                groupLength = parser.Position - sizeof(uint);
            }
        }

        int end = behind ?? parser.Position; // zero bytes may follow
        return end..end;
    }

    private static void Add(Span<byte> length, int growth, DicomTransferSyntax syntax)
    {
        uint old = syntax.IsBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(length)
            : BinaryPrimitives.ReadUInt32LittleEndian(length);
        ElementHeader.WriteUInt32(old + (uint)growth, syntax, length);
    }
}
