using System.Buffers.Binary;

namespace WorklistScp.Dicom.IO;

/// <summary>Takes an encoded data set apart, from one position to the next. Values are slices of the data.</summary>
internal sealed class DatasetParser(ReadOnlyMemory<byte> data, DicomReadLimits limits)
{
    private int _position;
    private int _elements;
    private int _depth;

    /// <summary>What comes after the last element read.</summary>
    public ReadOnlyMemory<byte> Rest => data[_position..];

    /// <summary>How much of the data was read.</summary>
    public int Position => _position;

    /// <summary>Reads the next element of the outermost level; null at the end of the data.</summary>
    public DicomItem? ReadNext(DicomTransferSyntax syntax)
    {
        if (_position == data.Length)
        {
            return null;
        }

        ElementHeader header = ReadHeader(data.Length, syntax);
        ThrowIfDelimiter(header);
        return ReadItem(header, data.Length, syntax);
    }

    /// <summary>Reads elements up to the end of the data.</summary>
    public DicomDataset ReadDataset(DicomTransferSyntax syntax) => ReadElements(data.Length, false, syntax);

    /// <summary>
    /// Reads the elements of one group, little endian; what follows may be of another transfer syntax.
    /// </summary>
    public DicomDataset ReadGroup(ushort group, DicomTransferSyntax syntax)
    {
        var items = new List<DicomItem>();
        while (BinaryPrimitives.TryReadUInt16LittleEndian(Rest.Span, out ushort next) && next == group)
        {
            items.Add(ReadItem(ReadHeader(data.Length, syntax), data.Length, syntax));
        }

        return DicomDataset.OfFirsts(items);
    }

    private DicomDataset ReadElements(int end, bool delimited, DicomTransferSyntax syntax)
    {
        var items = new List<DicomItem>();
        while (delimited || _position < end)
        {
            ElementHeader header = ReadHeader(end, syntax);
            if (delimited && header.Tag == DicomTag.ItemDelimitationItem)
            {
                break;
            }

            ThrowIfDelimiter(header);
            items.Add(ReadItem(header, end, syntax));
        }

        return DicomDataset.OfFirsts(items);
    }

    private DicomItem ReadItem(ElementHeader header, int end, DicomTransferSyntax syntax)
    {
        CountElement(header.Tag);
        if (header.Length == ElementHeader.UndefinedLength)
        {
            return ReadUndefinedLength(header, end, syntax);
        }

        int valueEnd = EndOf(header, end);
        if (header.VR == DicomVR.SQ)
        {
            return new DicomSequence(header.Tag, ReadItems(header.Tag, valueEnd, false, syntax));
        }

        ReadOnlyMemory<byte> value = data[_position..valueEnd];
        _position = valueEnd;
        return new DicomElement(header.Tag, header.VR, syntax.IsBigEndian ? ByteOrder.Swap(value, header.VR) : value);
    }

    private DicomSequence ReadUndefinedLength(ElementHeader header, int end, DicomTransferSyntax syntax)
    {
        if (header.VR == DicomVR.SQ)
        {
            return new DicomSequence(header.Tag, ReadItems(header.Tag, end, true, syntax));
        }

        // Of undefined length, UN holds a sequence in implicit VR little endian (PS3.5 6.2.2, note 2).
        if (header.VR == DicomVR.UN || !syntax.IsExplicitVR)
        {
            DicomTransferSyntax nested = DicomTransferSyntax.ImplicitVRLittleEndian;
            return new DicomSequence(header.Tag, ReadItems(header.Tag, end, true, nested));
        }

        throw Malformed(header.Tag, $"undefined length with VR {header.VR}, expected SQ or UN");
    }

    private List<DicomDataset> ReadItems(DicomTag sequence, int end, bool delimited, DicomTransferSyntax syntax)
    {
        if (++_depth > limits.MaxDepth)
        {
            throw Malformed(sequence, $"nested deeper than {limits.MaxDepth} sequences");
        }

        if (sequence.IsGroupLength)
        {
            throw Malformed(sequence, "a sequence where a group length was expected");
        }

        var items = new List<DicomDataset>();
        while (delimited || _position < end)
        {
            ElementHeader header = ReadHeader(end, syntax);
            if (delimited && header.Tag == DicomTag.SequenceDelimitationItem)
            {
                break;
            }

            if (header.Tag != DicomTag.Item)
            {
                throw Malformed(sequence, $"{header.Tag} where an item was expected");
            }

            CountElement(sequence);
            bool itemDelimited = header.Length == ElementHeader.UndefinedLength;
            items.Add(ReadElements(itemDelimited ? end : EndOf(header, end), itemDelimited, syntax));
        }

        _depth--;
        return items;
    }

    private ElementHeader ReadHeader(int end, DicomTransferSyntax syntax)
    {
        if (!ElementHeader.TryRead(data.Span[_position..end], syntax, out ElementHeader header))
        {
            throw new DicomDataException(
                $"byte {_position}: {end - _position} bytes remain where a data element or delimiter was expected");
        }

        _position += header.Size;
        return header;
    }

    private int EndOf(ElementHeader header, int end)
    {
        int remaining = end - _position;
        return header.Length <= remaining
            ? _position + (int)header.Length
            : throw Malformed(header.Tag, $"length {header.Length}, but {remaining} bytes remain");
    }

    private void CountElement(DicomTag tag)
    {
        if (++_elements > limits.MaxElements)
        {
            throw Malformed(tag, $"more than {limits.MaxElements} elements");
        }
    }

    private void ThrowIfDelimiter(ElementHeader header)
    {
        if (header.Tag.Group == DicomTag.Item.Group)
        {
            throw Malformed(header.Tag, "a delimiter where a data element was expected");
        }
    }

    private DicomDataException Malformed(DicomTag tag, string problem) => new($"{tag} at byte {_position}: {problem}");
}
