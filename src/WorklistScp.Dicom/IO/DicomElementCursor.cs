using System.Buffers.Binary;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Goes through the elements of a data set or item that <see cref="DicomDatasetWriter"/> wrote in Explicit VR Little
/// Endian with defined lengths, from the first to the last, without making objects of them.
/// </summary>
public ref struct DicomElementCursor(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _start;
    private int _valueStart;
    private int _next;

    /// <summary>The tag of the current element.</summary>
    public DicomTag Tag { get; private set; }

    /// <summary>The value representation of the current element.</summary>
    public DicomVR VR { get; private set; } = DicomVR.UN;

    /// <summary>The value field of the current element, padding included.</summary>
    public readonly ReadOnlySpan<byte> Value => _data[_valueStart.._next];

    /// <summary>Where the current element begins in the data.</summary>
    public readonly int Start => _start;

    /// <summary>Where the value field begins in the data.</summary>
    public readonly int ValueStart => _valueStart;

    /// <summary>Where the current element ends in the data.</summary>
    public readonly int End => _next;

    /// <summary>Goes to the next element; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_next >= _data.Length)
        {
            return false;
        }

        MoveTo(Header());
        return true;
    }

    /// <summary>
    /// Goes to the element with a tag, which must not come before the current one; false if there is none: then it
    /// stands before the first one behind, and tags behind can still be looked for.
    /// </summary>
    public bool MoveTo(DicomTag tag)
    {
        if (_next > 0 && Tag == tag)
        {
            return true;
        }

        while (_next < _data.Length)
        {
            ulong header = Header();
            DicomTag next = TagIn(header);
            if (next > tag)
            {
                return false;
            }

            MoveTo(header);
            if (next == tag)
            {
                return true;
            }
        }

        return false;
    }

    // The first eight bytes of the next element, which every header has; the layout is that of ElementHeader.
    private readonly ulong Header() => BinaryPrimitives.ReadUInt64LittleEndian(_data[_next..]);

    private static DicomTag TagIn(ulong header) => new((ushort)header, (ushort)(header >> 16));

    private void MoveTo(ulong header)
    {
        Tag = TagIn(header);
        VR = DicomVR.OfLetters((byte)(header >> 32), (byte)(header >> 40));
        _start = _next;
        if (VR.HasLongLength)
        {
            _valueStart = _start + 12;
            _next = _valueStart + BinaryPrimitives.ReadInt32LittleEndian(_data[(_start + 8)..]);
        }
        else
        {
            _valueStart = _start + 8;
            _next = _valueStart + (ushort)(header >> 48);
        }
    }
}
