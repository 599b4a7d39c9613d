using System.Text;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Makes the value field of what a line says.</summary>
internal static class DumpValue
{
    /// <summary>The value field, padded to even length.</summary>
    public static ReadOnlyMemory<byte> Read(DumpLine line, Func<string, ReadOnlyMemory<byte>>? readFile)
    {
        if (line.Form == DumpValueForm.Empty)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (line.Form == DumpValueForm.Remark)
        {
            throw line.Malformed(line.Value.StartsWith("(PixelSequence"u8)
                ? "is encapsulated pixel data, which is not supported"
                : "has a remark in parentheses, expected [value] or (no value available)");
        }

        if (line.VR.IsString)
        {
            return ReadText(line);
        }

        bool namesFile = line.Value is [(byte)'=', ..] && (line.VR == DicomVR.OB || line.VR == DicomVR.OW);
        return namesFile ? ReadFile(line, readFile) : DumpNumbers.Read(line);
    }

    private static byte[] ReadText(DumpLine line)
    {
        ReadOnlySpan<byte> text = line.Value.TrimEnd((byte)' ');
        if (line.VR != DicomVR.UI)
        {
            return Pad(text, line.VR);
        }

        text = text.TrimStart((byte)' ');
        return Pad(text is [(byte)'=', ..] ? FindUID(line, text[1..]) : text, line.VR);
    }

    private static byte[] FindUID(DumpLine line, ReadOnlySpan<byte> name) =>
        DicomUIDNames.TryFindUID(Encoding.Latin1.GetString(name), out string? uid)
            ? Encoding.ASCII.GetBytes(uid)
            : throw line.Malformed("names an unknown UID, expected digits and dots or =Name");

    private static byte[] ReadFile(DumpLine line, Func<string, ReadOnlyMemory<byte>>? readFile)
    {
        if (readFile is null)
        {
            throw line.Malformed("takes its value from a file, which is not allowed here");
        }

        return Pad(readFile(Encoding.UTF8.GetString(line.Value[1..])).Span, line.VR);
    }

    private static byte[] Pad(ReadOnlySpan<byte> value, DicomVR vr)
    {
        var padded = new byte[(value.Length + 1) & ~1];
        value.CopyTo(padded);
        if (padded.Length > value.Length)
        {
            padded[^1] = vr.PaddingByte;
        }

        return padded;
    }
}
