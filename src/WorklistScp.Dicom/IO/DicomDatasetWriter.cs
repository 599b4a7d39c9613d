using System.Buffers;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Writes data sets (PS3.5 chapter 7, annex A). Values are padded to even length; group lengths, where the data set
/// has them, are calculated anew.
/// </summary>
public static class DicomDatasetWriter
{
    /// <summary>The level of compression that zlib takes by default.</summary>
    public const int DefaultCompressionLevel = 6;

    /// <summary>Writes a whole data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="syntax">The transfer syntax to write in.</param>
    /// <param name="output">What receives the bytes.</param>
    /// <param name="lengths">How sequences and items are delimited.</param>
    /// <param name="compressionLevel">
    /// In deflated transfer syntaxes, a level of zlib: 0 (stored), 1 (fastest) to 9 (smallest).
    /// </param>
    public static void Write(
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        IBufferWriter<byte> output,
        DicomLengthEncoding lengths = DicomLengthEncoding.Defined,
        int compressionLevel = DefaultCompressionLevel)
    {
        if (syntax.IsDeflate)
        {
            var plain = new ArrayBufferWriter<byte>();
            WriteItems(dataset, new EncodedLength(DicomTransferSyntax.ExplicitVRLittleEndian, lengths), plain);
            Deflate.Compress(plain.WrittenSpan, compressionLevel, output);
            return;
        }

        WriteItems(dataset, new EncodedLength(syntax, lengths), output);
    }

    /// <summary>Writes a whole data set, with defined lengths, out of what it comes from.</summary>
    /// <param name="source">What writes the data set.</param>
    /// <param name="syntax">The transfer syntax to write in.</param>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="compressionLevel">As for a <see cref="DicomDataset"/>.</param>
    public static void WriteFrom(
        IDicomDatasetSource source,
        DicomTransferSyntax syntax,
        ByteBuffer output,
        int compressionLevel = DefaultCompressionLevel)
    {
        if (syntax.IsDeflate)
        {
            var plain = new ByteBuffer();
            source.Write(DicomTransferSyntax.ExplicitVRLittleEndian, plain);
            Deflate.Compress(plain.Written, compressionLevel, output);
            return;
        }

        source.Write(syntax, output);
    }

    private static void WriteItems(DicomDataset dataset, EncodedLength length, IBufferWriter<byte> output)
    {
        List<DicomItem>.Enumerator items = dataset.GetEnumerator();
        while (items.MoveNext())
        {
            switch (items.Current)
            {
                case DicomElement { Tag.IsGroupLength: true } element:
                    WriteElement(DicomElement.FromUInt32(element.Tag, length.OfGroup(items)), length, output);
                    break;
                case DicomElement element:
                    WriteElement(element, length, output);
                    break;
                case DicomSequence sequence:
                    WriteSequence(sequence, length, output);
                    break;
            }
        }
    }

    private static void WriteElement(DicomElement element, EncodedLength length, IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> value = element.Value.Span;
        int padded = EncodedLength.Padded(value.Length);
        DicomVR vr = EncodedLength.WrittenVR(element.VR, value.Length);
        ElementHeader.Write(element.Tag, vr, (uint)padded, length.Syntax, output);
        Span<byte> target = output.GetSpan(padded);
        value.CopyTo(target);
        if (padded > value.Length)
        {
            target[value.Length] = element.VR.PaddingByte;
        }

        if (length.Syntax.IsBigEndian)
        {
            ByteOrder.Swap(target[..padded], vr);
        }

        output.Advance(padded);
    }

    private static void WriteSequence(DicomSequence sequence, EncodedLength length, IBufferWriter<byte> output)
    {
        ElementHeader.Write(sequence.Tag, DicomVR.SQ, length.FieldOf(sequence), length.Syntax, output);
        foreach (DicomDataset item in sequence.Items)
        {
            ElementHeader.WriteDelimiter(DicomTag.Item, length.FieldOf(item), length.Syntax, output);
            WriteItems(item, length, output);
            if (length.IsUndefined)
            {
                ElementHeader.WriteDelimiter(DicomTag.ItemDelimitationItem, 0, length.Syntax, output);
            }
        }

        if (length.IsUndefined)
        {
            ElementHeader.WriteDelimiter(DicomTag.SequenceDelimitationItem, 0, length.Syntax, output);
        }
    }
}
