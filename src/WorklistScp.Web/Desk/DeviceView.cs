using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Web.Desk;

/// <summary>What a device sees of an entry that asks for its own AE title as Scheduled Station AE Title.</summary>
/// <param name="options">How queries are understood.</param>
/// <param name="logger">Receives what is wrong with text of entries.</param>
internal sealed class DeviceView(WorklistQueryOptions options, ILogger logger)
{
    private readonly ResponseBuilder _responses = new(ResponseCharacterSet.Convert("ISO_IR 192"), logger);

    /// <summary>Tells whether it finds the entry, and why not.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="calling">The AE title of the device.</param>
    /// <param name="isWhole">Whether its answer is wanted, too.</param>
    /// <exception cref="WebProblemException">That is no AE title.</exception>
    public SeenEntry See(EditedEntry entry, string calling, bool isWhole)
    {
        var identifier = new DicomDataset();
        if (!AETitle.TryParse(calling, out string? title)
            || !new AttributeAssignment(EntryCompletion.PathOf("ScheduledStationAETitle"), title).TryApply(identifier, out _))
        {
            throw new WebProblemException(StatusCodes.Status400BadRequest, $"calling: expected {AETitle.Expected}");
        }

        DicomDataset asked = identifier.Clone();
        ReturnKeys.AddUsual(identifier);
        var query = WorklistQuery.Parse(identifier, options);
        var known = new WorklistEntry(entry.FileName, entry.Former);
        List<SeenReason> reasons =
        [
            .. query.FindMismatches(known).Select(each => new SeenReason(each.Name, each.Asked, each.Found, $"{each}")),
        ];
        if (entry.IsDone)
        {
            string status = StepState.Of(entry).Status;
            reasons.Insert(0, new SeenReason(
                StepStatus.Keyword, null, status, "the entry is not offered any more: it is done, or was cancelled"));
        }

        return new SeenEntry(reasons.Count == 0, reasons)
        {
            Text = isWhole && reasons.Count == 0 ? DumpOf(_responses.Build(query, known), asked) : null,
        };
    }

    private static string DumpOf(DicomDataset dataset, DicomDataset asked)
    {
        ReturnKeys.RemoveUnfulfilled(dataset, asked);
        var text = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
