using System.Buffers;
using WorklistScp.Dicom.DumpText;

namespace Wlmscp.Terminal;

/// <summary>Dump text on standard output, for people.</summary>
internal static class DumpOutput
{
    /// <summary>Prints data sets; each has a title, and an empty line before it.</summary>
    /// <param name="datasets">The data sets.</param>
    /// <param name="syntax">The transfer syntax that the title names.</param>
    public static void Write(IEnumerable<DicomDataset> datasets, DicomTransferSyntax syntax)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (DicomDataset dataset in datasets)
        {
            DicomDumpWriter.Write(dataset, syntax, text, DicomDumpOptions.ForTerminal);
        }

        using Stream output = Console.OpenStandardOutput();
        output.Write(text.WrittenSpan.TrimStart((byte)'\n'));
    }
}
