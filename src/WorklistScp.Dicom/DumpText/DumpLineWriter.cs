using System.Buffers;
using System.Text;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Lays a line out in dcmdump's columns.</summary>
internal sealed class DumpLineWriter(IBufferWriter<byte> output)
{
    private const int ValueWidth = 40;
    private const int LengthWidth = 3;
    private const int MultiplicityWidth = 2;

    public void WriteTitle(string title, DicomTransferSyntax syntax) =>
        Write($"\n# {title}\n# Used TransferSyntax: {NameOf(syntax)}\n");

    /// <summary>Writes <c>(gggg,eeee) VR value #  length, VM Name</c>, moved right by its level.</summary>
    public void Write(
        int level, DicomTag tag, string vr, ReadOnlySpan<byte> value, uint length, int multiplicity, string name)
    {
        WriteSpaces(2 * level);
        Write($"{tag} {vr} ");
        output.Write(value);
        WriteSpaces(ValueWidth - value.Length);
        Write($" # {length,LengthWidth},{multiplicity,MultiplicityWidth} {name}\n");
    }

    private static string NameOf(DicomTransferSyntax syntax) => syntax switch
    {
        { IsDeflate: true } => syntax.Name,
        { IsExplicitVR: false } => "Little Endian Implicit",
        { IsBigEndian: true } => "Big Endian Explicit",
        _ => "Little Endian Explicit",
    };

    private void Write(string text) => Encoding.ASCII.GetBytes(text, output);

    private void WriteSpaces(int count)
    {
        if (count > 0)
        {
            output.GetSpan(count)[..count].Fill((byte)' ');
            output.Advance(count);
        }
    }
}
