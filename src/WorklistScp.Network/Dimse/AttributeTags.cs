using System.Buffers.Binary;

namespace WorklistScp.Network.Dimse;

/// <summary>Values of VR AT in little endian: group and element number, each of 16 bits (PS3.5 6.2).</summary>
internal static class AttributeTags
{
    private const int Size = 4;

    /// <summary>Reads as many whole tags as there are.</summary>
    public static IReadOnlyList<DicomTag> Read(ReadOnlySpan<byte> value)
    {
        var tags = new DicomTag[value.Length / Size];
        for (var i = 0; i < tags.Length; i++)
        {
            ReadOnlySpan<byte> tag = value.Slice(i * Size, Size);
            tags[i] = new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(tag), BinaryPrimitives.ReadUInt16LittleEndian(tag[2..]));
        }

        return tags;
    }

    /// <summary>Makes the value of these tags.</summary>
    public static byte[] Write(IReadOnlyList<DicomTag> tags)
    {
        var value = new byte[tags.Count * Size];
        for (var i = 0; i < tags.Count; i++)
        {
            Span<byte> tag = value.AsSpan(i * Size, Size);
            BinaryPrimitives.WriteUInt16LittleEndian(tag, tags[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(tag[2..], tags[i].Element);
        }

        return value;
    }
}
