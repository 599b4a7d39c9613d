using Wlmscp.Commands.Editing;
using Wlmscp.Terminal;
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
                DumpOutput.Write(answer.Matches, answer.Syntax);
                break;
            case QueryFormat.Json:
                JsonOutput.WriteArray(answer.Matches, DicomJsonWriter.Write);
                break;
            default:
                EntryText.WriteTable(answer.Matches);
                break;
        }
    }
}
