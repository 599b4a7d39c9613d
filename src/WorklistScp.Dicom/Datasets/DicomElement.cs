using System.Buffers.Binary;

namespace WorklistScp.Dicom.Datasets;

/// <summary>
/// A data element with its value as bytes, just as read. Numbers are kept in little endian byte order,
/// whatever the transfer syntax was; characters in the Specific Character Set of the data set.
/// </summary>
public sealed class DicomElement : DicomItem
{
    /// <summary>Makes an element.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">The value representation; not <see cref="DicomVR.SQ"/>.</param>
    /// <param name="value">The value field; little endian. It is not copied and must not be changed later.</param>
    public DicomElement(DicomTag tag, DicomVR vr, ReadOnlyMemory<byte> value) : base(tag, vr)
    {
        if (vr == DicomVR.SQ)
        {
            throw new ArgumentException("a sequence is a DicomSequence", nameof(vr));
        }

        Value = value;
    }

    /// <summary>The value field, padding included; little endian.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <inheritdoc/>
    public override bool IsEmpty => Value.IsEmpty;

    /// <summary>Makes an element of characters of the default repertoire, padded to even length (PS3.5 6.2).</summary>
    /// <exception cref="ArgumentException">A character is not of the default repertoire.</exception>
    public static DicomElement FromAscii(DicomTag tag, DicomVR vr, string value)
    {
        var bytes = new byte[(value.Length + 1) & ~1];
        bytes.AsSpan().Fill(vr.PaddingByte);
        for (var i = 0; i < value.Length; i++)
        {
            bytes[i] = char.IsAscii(value[i]) ? (byte)value[i]
                : throw new ArgumentException($"{tag}: a character outside the default repertoire", nameof(value));
        }

        return new DicomElement(tag, vr, bytes);
    }

    /// <summary>Makes an element of one 16-bit number.</summary>
    public static DicomElement FromUInt16(DicomTag tag, ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return new DicomElement(tag, DicomVR.US, bytes);
    }

    /// <summary>Makes an element of one 32-bit number.</summary>
    public static DicomElement FromUInt32(DicomTag tag, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return new DicomElement(tag, DicomVR.UL, bytes);
    }
}
