using System.Buffers.Binary;
using System.Text;

namespace WorklistScp.Tests.Shared;

/// <summary>
/// Writes identifiers in little endian byte by byte (PS3.5 7.1, 7.5): what the product's own writer would never write
/// can be written here.
/// </summary>
/// <param name="IsExplicit">With explicit VR.</param>
internal readonly record struct WireWriter(bool IsExplicit)
{
    private const uint UndefinedLength = 0xffffffff;

    private static readonly byte[] EndOfItem = [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0];
    private static readonly byte[] EndOfSequence = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];

    /// <summary>The VRs whose length has four bytes (PS3.5 7.1.2).</summary>
    private static readonly string[] LongVRs =
        ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];

    /// <summary>An element whose value is these bytes, not padded.</summary>
    public byte[] Element(DicomTag tag, string vr, byte[] value) => [.. Header(tag, vr, (uint)value.Length), .. value];

    /// <summary>An element of text: a byte for each character, padded to even length.</summary>
    public byte[] Element(DicomTag tag, string vr, string value = "") =>
        Element(tag, vr, Encoding.Latin1.GetBytes(value.Length % 2 == 0 ? value : value + (vr is "UI" ? '\0' : ' ')));

    /// <summary>A sequence of defined length.</summary>
    public byte[] Sequence(DicomTag tag, params byte[][] items) =>
        Element(tag, "SQ", [.. items.SelectMany(item => item)]);

    /// <summary>A sequence of undefined length.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="vr">SQ, or what is sent instead.</param>
    /// <param name="items">Its items.</param>
    public byte[] OpenSequence(DicomTag tag, string vr, params byte[][] items) =>
        [.. Header(tag, vr, UndefinedLength), .. items.SelectMany(item => item), .. EndOfSequence];

    /// <summary>An item of defined length.</summary>
    public static byte[] Item(params byte[][] elements)
    {
        byte[] content = Sort(elements);
        return [.. Tag(DicomTag.Item), .. Number((uint)content.Length), .. content];
    }

    /// <summary>An item of undefined length.</summary>
    public static byte[] OpenItem(params byte[][] elements) =>
        [.. Tag(DicomTag.Item), .. Number(UndefinedLength), .. Sort(elements), .. EndOfItem];

    /// <summary>Elements in the order of their tags.</summary>
    public static byte[] Sort(params byte[][] elements) =>
        [.. elements.OrderBy(element => (Word(element, 0) << 16) | Word(element, 2)).SelectMany(element => element)];

    private static int Word(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));

    private byte[] Header(DicomTag tag, string vr, uint length)
    {
        if (!IsExplicit)
        {
            return [.. Tag(tag), .. Number(length)];
        }

        byte[] name = Encoding.Latin1.GetBytes(vr);
        return LongVRs.Contains(vr)
            ? [.. Tag(tag), .. name, 0, 0, .. Number(length)]
            : [.. Tag(tag), .. name, (byte)length, (byte)(length >> 8)];
    }

    private static byte[] Tag(DicomTag tag) =>
        [(byte)tag.Group, (byte)(tag.Group >> 8), (byte)tag.Element, (byte)(tag.Element >> 8)];

    private static byte[] Number(uint value) =>
        [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
