using System.Buffers;
using System.Text;
using System.Text.Unicode;
using WorklistScp.Dicom.DumpText;

namespace Wlmscp.Find;

/// <summary>A data set for a log event, printed only when that is written.</summary>
internal readonly record struct DumpText(DicomDataset Dataset, DicomTransferSyntax Syntax)
{
    // Honest data sets are shorter by far; of others the beginning tells enough.
    private const int MaxLength = 64 * 1024;

    /// <summary>
    /// The lines as <c>dcmdump</c> prints them, without the empty one at the end. Bytes that are no UTF-8 are read as
    /// ISO 8859-1; what a terminal would obey becomes a question mark.
    /// </summary>
    public override string ToString()
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(Dataset, Syntax, output);
        ReadOnlySpan<byte> bytes = output.WrittenSpan;
        string text = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).Trim('\n');
        text = text.Length <= MaxLength ? text : $"{text[..MaxLength]}\n... {text.Length - MaxLength} characters more";
        return string.Create(text.Length, text, static (characters, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                characters[i] = char.IsControl(text[i]) && text[i] is not ('\n' or '\t') ? '?' : text[i];
            }
        });
    }
}
