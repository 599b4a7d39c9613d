using System.Buffers;
using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>All that a server answered to one query, in a form that two servers' answers can be compared in.</summary>
/// <param name="Pending">The pending responses as dump text, sorted: their order is no part of the answer.</param>
/// <param name="Final">Status, Error Comment and Offending Element of the final response.</param>
internal sealed record Answer(IReadOnlyList<string> Pending, string Final)
{
    /// <summary>Asks a server over an association.</summary>
    public static async Task<Answer> AskAsync(DicomClient client, DicomDataset identifier)
    {
        var pending = new List<string>();
        var final = "";
        await foreach (DicomCFindResponse response in client.CFindAsync(WorklistModel.UID, 
            identifier, TestContext.Current.CancellationToken))
        {
            if (response.Status.IsPending)
            {
                pending.Add($"{response.Status}\n{Dump(response.Identifier!)}");
            }
            else
            {
                final =
                    $"{response.Status} {response.ErrorComment?.TrimEnd()} {string.Concat(response.OffendingElements)}";
            }
        }

        pending.Sort(StringComparer.Ordinal);
        return new Answer(pending, final);
    }

    /// <summary>The answer that these responses are, the final one last.</summary>
    public static Answer Of(IEnumerable<WireResponse> responses)
    {
        var pending = new List<string>();
        var final = "";
        foreach (WireResponse response in responses)
        {
            if (response.IsPending)
            {
                pending.Add($"{response.Status:X4}\n{Dump(response.Identifier!)}");
            }
            else
            {
                // Status, and of a query that is refused Offending Element and Error Comment (PS3.7 9.1.2.1).
                response.Command.TryGetElement(new DicomTag(0x0000, 0x0901), out DicomElement? offending);
                response.Command.TryGetString(new DicomTag(0x0000, 0x0902), out string? comment);
                final = $"{response.Status:X4} {comment} {Convert.ToHexString((offending?.Value ?? default).Span)}";
            }
        }

        pending.Sort(StringComparer.Ordinal);
        return new Answer(pending, final);
    }

    /// <summary>Fails, showing both answers, unless they are equal, attribute by attribute.</summary>
    public static void AssertEqual(Answer expected, Answer actual, string query)
    {
        if (expected.Final != actual.Final || !expected.Pending.SequenceEqual(actual.Pending))
        {
            Assert.Fail($"{query}\nwlmscpfs answers:\n{expected}\nwlmscp answers:\n{actual}");
        }
    }

    /// <summary>A data set as dump text.</summary>
    public static string Dump(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(
            dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output, new DicomDumpOptions { FullValues = true });
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }

    public override string ToString() =>
        $"{Pending.Count} matches, final {Final}\n{string.Join('\n', Pending.Take(3))}";
}
