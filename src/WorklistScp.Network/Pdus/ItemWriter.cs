using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace WorklistScp.Network.Pdus;

/// <summary>Collects the body of an A-ASSOCIATE PDU; the length of an item is filled in when the item ends.</summary>
internal sealed class ItemWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => CollectionsMarshal.AsSpan(_bytes);

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => _bytes.Add(value);

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Writes reserved bytes: zeros.</summary>
    public void WriteReserved(int count) => CollectionsMarshal.SetCount(_bytes, _bytes.Count + count);

    /// <summary>Writes an unsigned number of two bytes.</summary>
    public void WriteUInt16(ushort value)
    {
        _bytes.Add((byte)(value >> 8));
        _bytes.Add((byte)value);
    }

    /// <summary>Writes an unsigned number of four bytes.</summary>
    public void WriteUInt32(uint value)
    {
        WriteUInt16((ushort)(value >> 16));
        WriteUInt16((ushort)value);
    }

    /// <summary>Writes ISO 646 text, padded with spaces to the length.</summary>
    /// <exception cref="ArgumentException">The text has other characters, or is longer.</exception>
    public void WriteText(string text, int length)
    {
        if (text.Length > length)
        {
            throw new ArgumentException(
                $"'{text}' has {text.Length} characters, expected at most {length}", nameof(text));
        }

        WriteText(text.PadRight(length));
    }

    /// <summary>Writes ISO 646 text.</summary>
    /// <exception cref="ArgumentException">The text has other characters.</exception>
    public void WriteText(string text)
    {
        if (!Ascii.IsValid(text))
        {
            throw new ArgumentException($"'{text}' has characters outside ISO 646", nameof(text));
        }

        _bytes.AddRange(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Writes an item whose value is a UID.</summary>
    public void WriteUIDItem(ItemType type, DicomUID uid)
    {
        int start = BeginItem(type);
        WriteText(uid.UID);
        EndItem(start);
    }

    /// <summary>Writes the head of an item; the result goes to <see cref="EndItem"/>.</summary>
    public int BeginItem(ItemType type)
    {
        WriteByte((byte)type);
        WriteReserved(1);
        WriteUInt16(0);
        return _bytes.Count;
    }

    /// <summary>Fills in the length of the item that began there.</summary>
    /// <exception cref="ArgumentException">The item is longer than 65,535 bytes.</exception>
    public void EndItem(int start)
    {
        int length = _bytes.Count - start;
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"item of {length} bytes, expected at most {ushort.MaxValue}", nameof(start));
        }

        Span<byte> field = CollectionsMarshal.AsSpan(_bytes)[(start - sizeof(ushort))..start];
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)length);
    }
}
