using System.Buffers.Binary;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Goes through the elements of a data set or item that <see cref="DicomDatasetWriter"/> wrote in Explicit VR Little
/// Endian with defined lengths, from the first to the last, without making objects of them.
/// </summary>
public ref struct DicomElementCursor(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _next;
    private int _start;
    private int _valueStart;

    /// <summary>The tag of the current element.</summary>
    public DicomTag Tag { get; private set; }

    /// <summary>The value representation of the current element.</summary>
    public DicomVR VR { get; private set; } = DicomVR.UN;

    /// <summary>The value field of the current element, padding included.</summary>
    public readonly ReadOnlySpan<byte> Value => _data[_valueStart.._next];

    /// <summary>The current element as encoded, header and value.</summary>
    public readonly ReadOnlySpan<byte> Encoded => _data[_start.._next];

    /// <summary>Where the value field begins in the data.</summary>
    public readonly int ValueOffset => _valueStart;

    /// <summary>Goes to the next element; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_next >= _data.Length)
        {
            return false;
        }

        // The layout is that of ElementHeader.
        ReadOnlySpan<byte> header = _data[_next..];
        Tag = TagAt(header);
        VR = DicomVR.TryParse(header[4..6], out DicomVR vr) ? vr : DicomVR.UN;
        _start = _next;
        _valueStart = _start + (VR.HasLongLength ? 12 : 8);
        _next = _valueStart + (VR.HasLongLength
            ? BinaryPrimitives.ReadInt32LittleEndian(header[8..])
            : BinaryPrimitives.ReadUInt16LittleEndian(header[6..]));
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

        while (_next < _data.Length && TagAt(_data[_next..]) <= tag)
        {
            MoveNext();
            if (Tag == tag)
            {
                return true;
            }
        }

        return false;
    }

    // PS3.5 7.1: group and element number, each of 16 bits.
    private static DicomTag TagAt(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
}
