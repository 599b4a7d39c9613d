using System.Buffers;
using System.Buffers.Binary;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.IO;

/// <summary>Tag, VR and length of a data element (PS3.5 7.1).</summary>
internal readonly record struct ElementHeader(DicomTag Tag, DicomVR VR, uint Length, int Size)
{
    /// <summary>Whether the VR was none, so that the one given here is that of the dictionary.</summary>
    public bool IsVRUnknown { get; init; }

    /// <summary>The length of sequences and items that end with a delimiter (PS3.5 7.5).</summary>
    public const uint UndefinedLength = 0xffffffff;

    /// <summary>The size of the longest header, in bytes.</summary>
    public const int MaxSize = 12;

    private const int DelimiterSize = 8;
    private const ushort DelimiterGroup = 0xfffe;

    /// <summary>Reads the header at the start of <paramref name="data"/>; false when it is cut off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, DicomTransferSyntax syntax, out ElementHeader header)
    {
        header = default;
        if (data.Length < 8)
        {
            return false;
        }

        var tag = new DicomTag(UInt16(data, syntax), UInt16(data[2..], syntax));
        if (tag.Group == DelimiterGroup)
        {
            header = new ElementHeader(tag, DicomVR.UN, UInt32(data[4..], syntax), 8);
            return true;
        }

        return syntax.IsExplicitVR
            ? TryReadExplicit(data, tag, syntax, out header)
            : TryReadImplicit(data, tag, syntax, out header);
    }

    /// <summary>The size of a header in bytes.</summary>
    public static int SizeOf(DicomVR vr, DicomTransferSyntax syntax) =>
        syntax.IsExplicitVR && vr.HasLongLength ? 12 : 8;

    /// <summary>Writes the header of a data element.</summary>
    public static void Write(
        DicomTag tag, DicomVR vr, uint valueLength, DicomTransferSyntax syntax, IBufferWriter<byte> output) =>
        output.Advance(Write(tag, vr, valueLength, syntax, output.GetSpan(MaxSize)));

    /// <summary>Writes the header of a data element.</summary>
    /// <returns>Its size.</returns>
    public static int Write(
        DicomTag tag, DicomVR vr, uint valueLength, DicomTransferSyntax syntax, Span<byte> header)
    {
        if (!syntax.IsExplicitVR)
        {
            WriteDelimiter(tag, valueLength, syntax, header);
            return DelimiterSize;
        }

        WriteTag(tag, syntax, header);
        header[4] = (byte)vr.Code[0];
        header[5] = (byte)vr.Code[1];
        if (vr.HasLongLength)
        {
            header[6..8].Clear();
            WriteUInt32(valueLength, syntax, header[8..]);
        }
        else
        {
            WriteUInt16((ushort)valueLength, syntax, header[6..]);
        }

        return SizeOf(vr, syntax);
    }

    /// <summary>Writes the header of an item, or a delimiter; implicit VR has no others.</summary>
    public static void WriteDelimiter(
        DicomTag tag, uint valueLength, DicomTransferSyntax syntax, IBufferWriter<byte> output)
    {
        WriteDelimiter(tag, valueLength, syntax, output.GetSpan(DelimiterSize));
        output.Advance(DelimiterSize);
    }

    /// <summary>Writes a 32-bit length.</summary>
    public static void WriteUInt32(uint value, DicomTransferSyntax syntax, Span<byte> target)
    {
        if (syntax.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        }
    }

    // PS3.5 table 7.1-3: 1-4 tag | 5-8 length
    private static bool TryReadImplicit(
        ReadOnlySpan<byte> data, DicomTag tag, DicomTransferSyntax syntax, out ElementHeader header)
    {
        header = new ElementHeader(tag, DicomDictionary.GetVR(tag), UInt32(data[4..], syntax), 8);
        return true;
    }

    // PS3.5 table 7.1-2: 1-4 tag | 5-6 VR | 7-8 length
    // PS3.5 table 7.1-1: 1-4 tag | 5-6 VR | 7-8 reserved | 9-12 length
    private static bool TryReadExplicit(
        ReadOnlySpan<byte> data, DicomTag tag, DicomTransferSyntax syntax, out ElementHeader header)
    {
        if (!DicomVR.TryParse(data[4..6], out DicomVR vr) && data[4..6].ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
        {
            header = OfUnknownVR(tag, UInt16(data[6..], syntax));
            return true;
        }

        header = default;
        if (!vr.HasLongLength)
        {
            header = new ElementHeader(tag, vr, UInt16(data[6..], syntax), 8);
            return true;
        }

        if (data.Length < 12)
        {
            return false;
        }

        header = new ElementHeader(tag, vr, UInt32(data[8..], syntax), 12);
        return true;
    }

    // A VR of a later edition of the standard has a long length and is read as UN (PS3.5 6.2, note 8). What is no VR at
    // all has a short one for DCMTK, and the dictionary says what the value is. Items in it could be of any encoding.
    private static ElementHeader OfUnknownVR(DicomTag tag, ushort length)
    {
        DicomVR usual = DicomDictionary.GetVR(tag);
        return new ElementHeader(tag, usual == DicomVR.SQ ? DicomVR.UN : usual, length, 8) { IsVRUnknown = true };
    }

    // PS3.5 table 7.5-1, and 7.1-3: 1-4 tag | 5-8 length
    private static void WriteDelimiter(
        DicomTag tag, uint valueLength, DicomTransferSyntax syntax, Span<byte> header)
    {
        WriteTag(tag, syntax, header);
        WriteUInt32(valueLength, syntax, header[4..]);
    }

    private static void WriteTag(DicomTag tag, DicomTransferSyntax syntax, Span<byte> target)
    {
        WriteUInt16(tag.Group, syntax, target);
        WriteUInt16(tag.Element, syntax, target[2..]);
    }

    private static void WriteUInt16(ushort value, DicomTransferSyntax syntax, Span<byte> target)
    {
        if (syntax.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, value);
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> data, DicomTransferSyntax syntax) => syntax.IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(data)
        : BinaryPrimitives.ReadUInt16LittleEndian(data);

    private static uint UInt32(ReadOnlySpan<byte> data, DicomTransferSyntax syntax) => syntax.IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(data)
        : BinaryPrimitives.ReadUInt32LittleEndian(data);
}
