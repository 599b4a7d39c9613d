using System.Buffers;

namespace WorklistScp.Dicom.IO;

/// <summary>
/// Bytes that are written one after the other and may be changed afterwards: lengths are known only when what they
/// count has been written. Not safe for use by several flows at once.
/// </summary>
public sealed class ByteBuffer : IBufferWriter<byte>
{
    private const int FirstCapacity = 1024;

    private byte[] _bytes = [];

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The number of bytes that there is memory for.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The bytes written; until the next change of the buffer.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The bytes written; until the next change of the buffer.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Adds room for bytes to be filled in later.</summary>
    public void Skip(int count)
    {
        Reserve(count);
        Length += count;
    }

    /// <summary>Drops what was written after the offset.</summary>
    public void Truncate(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        Length = offset;
    }

    /// <summary>Drops everything; the memory is kept if it is no larger than <paramref name="keptCapacity"/>.</summary>
    public void Clear(int keptCapacity = int.MaxValue)
    {
        Length = 0;
        if (Capacity > keptCapacity)
        {
            _bytes = [];
        }
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Length);
        Length += count;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsSpan(Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Length);
    }

    private void Reserve(int count)
    {
        if (count > Capacity - Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(Length + count), Math.Max(FirstCapacity, 2 * Capacity)));
        }
    }
}
