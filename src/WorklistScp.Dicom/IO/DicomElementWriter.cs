using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Writes a data set element by element, for those that have no <see cref="DicomDataset"/> of it. Lengths of
/// sequences and items are defined ones, put in when they end.
/// </summary>
/// <param name="output">What receives the bytes.</param>
/// <param name="syntax">The transfer syntax, one that is not deflated.</param>
public readonly struct DicomElementWriter(ByteBuffer output, DicomTransferSyntax syntax)
{
    /// <summary>Writes an element, padded to even length.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">The value representation; not <see cref="DicomVR.SQ"/>.</param>
    /// <param name="value">The value field; numbers in little endian.</param>
    public void WriteElement(DicomTag tag, DicomVR vr, ReadOnlySpan<byte> value)
    {
        int padded = EncodedLength.Padded(value.Length);
        DicomVR written = EncodedLength.WrittenVR(vr, value.Length);
        Span<byte> target = output.GetSpan(ElementHeader.MaxSize + padded);
        int start = ElementHeader.Write(tag, written, (uint)padded, syntax, target);
        value.CopyTo(target[start..]);
        if (padded > value.Length)
        {
            target[start + value.Length] = vr.PaddingByte;
        }

        if (syntax.IsBigEndian)
        {
            ByteOrder.Swap(target.Slice(start, padded), written);
        }

        output.Advance(start + padded);
    }

    /// <summary>Begins a sequence.</summary>
    /// <returns>What <see cref="End"/> is to be given.</returns>
    public int BeginSequence(DicomTag tag)
    {
        ElementHeader.Write(tag, DicomVR.SQ, 0, syntax, output);
        return output.Length;
    }

    /// <summary>Begins an item of a sequence.</summary>
    /// <returns>What <see cref="End"/> is to be given.</returns>
    public int BeginItem()
    {
        ElementHeader.WriteDelimiter(DicomTag.Item, 0, syntax, output);
        return output.Length;
    }

    /// <summary>Ends a sequence or item: puts in its length, which comes last in every header.</summary>
    public void End(int start) => ElementHeader.WriteUInt32(
        (uint)(output.Length - start), syntax, output.Written[(start - sizeof(uint))..]);
}
