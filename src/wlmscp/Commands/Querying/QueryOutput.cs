using System.Buffers;
using Wlmscp.Commands.Editing;
using Wlmscp.Terminal;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.Json;

namespace Wlmscp.Commands.Querying;

/// <summary>Shows what a query brought, on standard output.</summary>
internal static class QueryOutput
{
    /// <summary>Prints the matches; nothing if there are none, but an empty array of JSON.</summary>
    public static void Write(QueryAnswer answer, QueryFormat format)
    {
        switch (format)
        {
            case QueryFormat.Dump:
                WriteDump(answer);
                break;
            case QueryFormat.Json:
                JsonOutput.WriteArray(answer.Matches, DicomJsonWriter.Write);
                break;
            default:
                EntryText.WriteTable(answer.Matches);
                break;
        }
    }

    // Each has a title, and an empty line before it.
    private static void WriteDump(QueryAnswer answer)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (DicomDataset match in answer.Matches)
        {
            DicomDumpWriter.Write(match, answer.Syntax, text, DicomDumpOptions.ForTerminal);
        }

        using Stream output = Console.OpenStandardOutput();
        output.Write(text.WrittenSpan.TrimStart((byte)'\n'));
    }
}
