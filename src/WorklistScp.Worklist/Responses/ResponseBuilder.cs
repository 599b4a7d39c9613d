using System.Text;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Builds the identifier of a pending response: the query's keys with the entry's values (PS3.4 K.4.1.3).
/// </summary>
public sealed class ResponseBuilder(ResponseCharacterSet characterSet, ILogger logger)
{
    private readonly byte[] _targetTerm = Encoding.ASCII.GetBytes(characterSet.Target?.Value ?? "");

    private static ReadOnlySpan<byte> IsoIr100 => "ISO_IR 100"u8;

    /// <summary>Builds the response to a query for an entry that matches it, for those that look into it.</summary>
    public DicomDataset Build(WorklistQuery query, WorklistEntry entry)
    {
        var output = new ByteBuffer();
        Write(query, entry, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return EncodedDataset.Decode(output.WrittenMemory);
    }

    /// <summary>Writes the response to a query for an entry that matches it.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="syntax">The transfer syntax, one that is not deflated.</param>
    /// <param name="output">Receives the encoded response.</param>
    public void Write(WorklistQuery query, WorklistEntry entry, DicomTransferSyntax syntax, ByteBuffer output)
    {
        // Which character set a response has depends on the text in it: it is written as it most likely is, and again
        // in the rare case that it is not.
        int start = output.Length;
        var plain = new ResponseWriter(entry, syntax, output);
        bool isDone = characterSet.Kind switch
        {
            ResponseCharacterSetKind.IsoIr100 => plain.Write(query, IsoIr100).HasText,
            ResponseCharacterSetKind.Keep => WriteWithOwn(query, plain).HasText,
            ResponseCharacterSetKind.WhenNeeded => !entry.IsPlain && WriteWithOwn(query, plain).NeedsCharacterSet,
            ResponseCharacterSetKind.Convert => !entry.IsPlain && Convert(query, plain).NeedsCharacterSet,
            _ => false,
        };
        if (!isDone)
        {
            output.Truncate(start);
            plain.Write(query, default);
        }
    }

    private static ResponseText WriteWithOwn(WorklistQuery query, ResponseWriter plain) =>
        (plain with { KeepsNested = true }).Write(query, plain.OwnCharacterSet);

    private ResponseText Convert(WorklistQuery query, ResponseWriter plain)
    {
        int start = plain.Output.Length;
        SpecificCharacterSet target = characterSet.Target!;
        ResponseText text = (plain with { Target = target }).Write(query, _targetTerm);
        if (text.NotEncodable is not { } problem)
        {
            return text;
        }

        WorklistLog.NotEncodable(logger, PrintableText.Of(plain.Entry.FileName), problem, target.Value);
        plain.Output.Truncate(start);
        return WriteWithOwn(query, plain);
    }
}
