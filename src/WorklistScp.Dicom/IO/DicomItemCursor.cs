using System.Buffers.Binary;

namespace WorklistScp.Dicom.IO;

/// <summary>Goes through the items of a sequence that a <see cref="DicomElementCursor"/> stands at.</summary>
/// <param name="value">The value field of the sequence.</param>
public ref struct DicomItemCursor(ReadOnlySpan<byte> value)
{
    // PS3.5 table 7.5-1: 1-4 tag | 5-8 length
    private const int HeaderSize = 8;

    private readonly ReadOnlySpan<byte> _value = value;
    private int _start;
    private int _next;

    /// <summary>The elements of the current item.</summary>
    public readonly ReadOnlySpan<byte> Current => _value[_start.._next];

    /// <summary>Where the elements of the current item begin in the value field.</summary>
    public readonly int Offset => _start;

    /// <summary>Goes to the next item; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_next >= _value.Length)
        {
            return false;
        }

        _start = _next + HeaderSize;
        _next = _start + BinaryPrimitives.ReadInt32LittleEndian(_value[(_next + 4)..]);
        return true;
    }
}
