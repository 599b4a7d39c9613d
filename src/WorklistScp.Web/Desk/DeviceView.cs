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
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Web.Desk;

/// <summary>
/// What a device sees of an entry that asks for its own AE title as Scheduled Station AE Title, with its profile if it has
/// one.
/// </summary>
/// <param name="options">How queries are understood.</param>
/// <param name="profiles">The profiles of devices.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives what is wrong with text of entries.</param>
internal sealed class DeviceView(
    WorklistQueryOptions options, Func<DeviceProfiles> profiles, TimeProvider time, ILogger logger)
{
    private readonly AnswerBuilder _answers = new(ResponseCharacterSet.WhenNeeded, logger);

    /// <summary>Tells whether it finds the entry, and why not.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="calling">The AE title of the device.</param>
    /// <param name="called">The storage area.</param>
    /// <param name="isWhole">Whether its answer is wanted, too.</param>
    /// <exception cref="WebProblemException">That is no AE title.</exception>
    public SeenEntry See(EditedEntry entry, string calling, string called, bool isWhole)
    {
        var identifier = new DicomDataset();
        if (!AETitle.TryParse(calling, out string? title)
            || !new AttributeAssignment(EntryCompletion.PathOf("ScheduledStationAETitle"), title).TryApply(identifier, out _))
        {
            throw new WebProblemException(StatusCodes.Status400BadRequest, $"calling: expected {AETitle.Expected}");
        }

        DicomDataset asked = identifier.Clone();
        ReturnKeys.AddUsual(identifier);
        var device = new AskingDevice(title, called) { IsSupposed = true };
        var query = DeviceQuery.Read(identifier, options, device, profiles(), time.GetLocalNow().DateTime);
        var known = new WorklistEntry(entry.FileName, entry.Former);
        List<SeenReason> reasons =
        [
            .. query.Query.FindMismatches(known).Select(each => new SeenReason(each.Name, each.Asked, each.Found, $"{each}")),
        ];
        if (reasons.Count == 0 && query.FindHiding(known) is { } rule)
        {
            reasons.Add(new SeenReason(rule.Name, null, null, $"{rule.Name} of profile {query.Profile} hides it"));
        }

        if (entry.IsDone)
        {
            string status = StepState.Of(entry).Status;
            reasons.Insert(0, new SeenReason(
                StepStatus.Keyword, null, status, "the entry is not offered any more: it is done, or was cancelled"));
        }

        return new SeenEntry(reasons.Count == 0, reasons)
        {
            Profile = query.Profile?.ToString(),
            Text = isWhole && reasons.Count == 0 ? DumpOf(_answers.Build(query, known), asked) : null,
        };
    }

    private static string DumpOf(DicomDataset dataset, DicomDataset asked)
    {
        // Whatever the device reads, the page reads Unicode.
        dataset.TryGetItem(DicomTag.SpecificCharacterSet, out DicomItem? characterSet);
        dataset = UnicodeText.Convert(dataset);
        if (characterSet is not null)
        {
            dataset.AddOrUpdate(characterSet);
        }

        ReturnKeys.RemoveUnfulfilled(dataset, asked);
        var text = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
