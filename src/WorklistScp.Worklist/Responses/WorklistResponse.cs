using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// The identifier of a pending response: it is written, straight from the bytes of the entry, when it is sent.
/// </summary>
/// <param name="builder">Writes it.</param>
/// <param name="query">The query.</param>
/// <param name="entry">An entry that matches it.</param>
public sealed class WorklistResponse(ResponseBuilder builder, WorklistQuery query, WorklistEntry entry)
    : IDicomDatasetSource
{
    /// <inheritdoc/>
    public void Write(DicomTransferSyntax syntax, ByteBuffer output) => builder.Write(query, entry, syntax, output);
}
