using System.Buffers.Binary;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>Takes an encoded data set apart, from one position to the next. Values are slices of the data.</summary>
internal sealed class DatasetParser(ReadOnlyMemory<byte> data, DicomReadLimits limits)
{
    private const int TagSize = 4;

    private int _position;
    private int _elements;
    private int _depth;
    private int _nextNonZero = -1;

    /// <summary>What breaks the standard in what was read so far.</summary>
    public DicomOddities Oddities { get; } = new();

    /// <summary>What comes after the last element read.</summary>
    public ReadOnlyMemory<byte> Rest => data[_position..];

    /// <summary>How much of the data was read.</summary>
    public int Position => _position;

    /// <summary>
    /// Reads the next element of the outermost level; null at the end of the data, or where only zero bytes follow.
    /// </summary>
    public DicomItem? ReadNext(DicomTransferSyntax syntax)
    {
        DicomItem? item = null;
        while (item is null && _position < data.Length && !IsAtTrailingZeros(data.Length))
        {
            ElementHeader header = ReadHeader(data.Length, syntax);
            ThrowIfDelimiter(header);
            item = ReadItem(header, data.Length, syntax);
        }

        return item;
    }

    /// <summary>Reads elements up to the end of the data.</summary>
    public DicomDataset ReadDataset(DicomTransferSyntax syntax) => ReadElements(data.Length, false, syntax);

    /// <summary>Reads items up to the end of the data, and makes a sequence of them.</summary>
    public DicomSequence ReadSequence(DicomTag tag, DicomTransferSyntax syntax) =>
        new(tag, ReadItems(tag, data.Length, false, syntax));

    /// <summary>
    /// Reads the elements of one group, little endian; what follows may be of another transfer syntax.
    /// </summary>
    public DicomDataset ReadGroup(ushort group, DicomTransferSyntax syntax)
    {
        var items = new List<DicomItem>();
        while (BinaryPrimitives.TryReadUInt16LittleEndian(Rest.Span, out ushort next) && next == group)
        {
            Add(ReadItem(ReadHeader(data.Length, syntax), data.Length, syntax), items);
        }

        return DicomDataset.OfFirsts(items);
    }

    private DicomDataset ReadElements(int end, bool delimited, DicomTransferSyntax syntax)
    {
        var items = new List<DicomItem>();
        while (delimited || _position < end)
        {
            if (!delimited && IsAtTrailingZeros(end))
            {
                _position = end;
                break;
            }

            ElementHeader header = ReadHeader(end, syntax);
            if (delimited && header.Tag == DicomTag.ItemDelimitationItem)
            {
                break;
            }

            ThrowIfDelimiter(header);
            Add(ReadItem(header, end, syntax), items);
        }

        return DicomDataset.OfFirsts(items);
    }

    private static void Add(DicomItem? item, List<DicomItem> items)
    {
        if (item is not null)
        {
            items.Add(item);
        }
    }

    // Buffers that are sent or written whole, of which the data set is only the beginning.
    private bool IsAtTrailingZeros(int end)
    {
        ReadOnlySpan<byte> rest = data.Span[_position..end];
        // An element (0000,0000) is no end; how far its zeros go is not looked at again for each of its kind.
        if (_position < _nextNonZero || rest[..Math.Min(rest.Length, TagSize)].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        int zeros = rest.IndexOfAnyExcept((byte)0);
        _nextNonZero = zeros < 0 ? _nextNonZero : _position + zeros;
        if (zeros < 0)
        {
            Oddities.Add(DicomOddityKind.TrailingZeros, default);
        }

        return zeros < 0;
    }

    // Null: an element that is left out.
    private DicomItem? ReadItem(ElementHeader header, int end, DicomTransferSyntax syntax)
    {
        CountElement(header.Tag);
        if (header.Length == ElementHeader.UndefinedLength)
        {
            return ReadUndefinedLength(header, end, syntax);
        }

        int valueEnd = EndOf(header, end);
        if (header.VR == DicomVR.SQ)
        {
            return SequenceOf(header.Tag, ReadItems(header.Tag, valueEnd, false, syntax));
        }

        if (header.IsVRUnknown)
        {
            Oddities.Add(DicomOddityKind.UnknownVR, header.Tag, Convert.ToHexString(data.Span[(_position - 4)..][..2]));
        }

        ReadOnlyMemory<byte> value = data[_position..valueEnd];
        _position = valueEnd;
        return new DicomElement(header.Tag, header.VR, syntax.IsBigEndian ? ByteOrder.Swap(value, header.VR) : value);
    }

    private DicomSequence? ReadUndefinedLength(ElementHeader header, int end, DicomTransferSyntax syntax)
    {
        if (header.VR == DicomVR.SQ)
        {
            return SequenceOf(header.Tag, ReadItems(header.Tag, end, true, syntax));
        }

        // Of undefined length, UN holds a sequence in implicit VR little endian (PS3.5 6.2.2, note 2).
        if (header.VR == DicomVR.UN || !syntax.IsExplicitVR)
        {
            DicomTransferSyntax nested = DicomTransferSyntax.ImplicitVRLittleEndian;
            return SequenceOf(header.Tag, ReadItems(header.Tag, end, true, nested));
        }

        if (header.VR != DicomVR.OB && header.VR != DicomVR.OW)
        {
            throw Malformed(header.Tag, $"undefined length with VR {header.VR}, expected SQ, UN, OB or OW");
        }

        SkipFragments(header.Tag, end, syntax);
        Oddities.Add(DicomOddityKind.EncapsulatedValue, header.Tag);
        return null;
    }

    private DicomSequence? SequenceOf(DicomTag tag, List<DicomDataset> items)
    {
        if (!tag.IsGroupLength)
        {
            return new DicomSequence(tag, items);
        }

        Oddities.Add(DicomOddityKind.SequenceAsGroupLength, tag);
        return null;
    }

    // Encapsulated pixel data: items of bytes up to a delimiter (PS3.5 A.4).
    private void SkipFragments(DicomTag tag, int end, DicomTransferSyntax syntax)
    {
        while (true)
        {
            ElementHeader header = ReadHeader(end, syntax);
            if (header.Tag == DicomTag.SequenceDelimitationItem)
            {
                return;
            }

            if (header.Tag != DicomTag.Item)
            {
                throw Malformed(tag, $"{header.Tag} where a fragment was expected");
            }

            CountElement(tag);
            _position = EndOf(header, end);
        }
    }

    private List<DicomDataset> ReadItems(DicomTag sequence, int end, bool delimited, DicomTransferSyntax syntax)
    {
        if (++_depth > limits.MaxDepth)
        {
            throw Malformed(sequence, $"nested deeper than {limits.MaxDepth} sequences");
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
