using System.CommandLine;
using System.Text.Json;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Editing;
using Wlmscp.Formats;
using Wlmscp.Keys;
using Wlmscp.Terminal;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary><c>wlmscp mpps list AREA [KEY=VALUE...]</c>: shows the performed steps that a storage area keeps.</summary>
internal static class MppsListCommand
{
    private const string Name = "mpps list";

    private const string Prose = $$"""
        Shows the performed steps that modalities have told of, and storage areas keep, which match all keys, or all,
        ordered by their start. Keys are keywords or `gggg,eeee` of the performed step, or of what it says of a scheduled
        step; values take the wild cards `*` and `?`, dates also ranges:

            wlmscp mpps list AETITLE_1 PerformedProcedureStepStatus=IN* PerformedProcedureStepStartDate=today

        Where messages about them wait to be sent on, or were given up, the column SENDING says how many, and for whom.

        `--json` prints an array of the data sets in the DICOM JSON model (PS3.18 annex F), each with its SOP Instance UID;
        with `--sending` each stands beside what waits or has failed:

            [{"dataset": {"00080018": ...}, "sending": [{"target": "RIS@ris:104", "waiting": 2, "failed": 0}, ...]}, ...]

        {{PerformedStepText.TableProse}}
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> words = ToolWords.Paths(
            "AREA|KEY=VALUE...", 0, "directories of storage areas, and what performed steps have to match");
        var areas = new ChosenAreas(doing: "look at");
        Option<bool> json = ToolWords.Json();
        Option<bool> sending = ValueParsers.Flag("--sending", "with --json: what is to be sent on too");
        var command = new Command("list", "show the performed steps of a storage area") { words, json, sending };
        areas.AddTo(command);
        command.SetAction(result => ToolRunner.Run(Name, () =>
        {
            ILookup<bool, string> given = (result.GetValue(words) ?? []).ToLookup(KeyWords.Is);
            var which = new MppsSelection(KeyWords.Read(given[true]));
            return Run(
                areas.Read(result, [.. given[false]]), which, result.GetValue(json), result.GetValue(sending));
        }));
        return new Tool(command, $"`wlmscp mpps list` [`--json` [`--sending`]] {ChosenAreas.Usage} [*KEY=VALUE*...]", Prose)
        {
            Example = "wlmscp mpps list AETITLE_1",
        };
    }

    private static int Run(IReadOnlyList<string> areas, MppsSelection which, bool isJson, bool withSending)
    {
        (string Area, MppsObject Performed)[] found =
        [
            .. PerformedStepFiles.ReadAll(Name, areas).Where(step => which.Includes(step.Performed))
                .OrderBy(step => StartOf(step.Performed), StringComparer.Ordinal),
        ];
        if (isJson && withSending)
        {
            var sending = SendingOn.Read(areas);
            JsonOutput.WriteArray(found, (step, json) => Write(step.Performed, sending.Count(step.Performed), json));
        }
        else if (isJson)
        {
            JsonOutput.WriteArray(found, (step, json) => DicomJsonWriter.Write(WithUID(step.Performed), json));
        }
        else if (found.Length == 0)
        {
            StandardStreams.WriteError($"wlmscp {Name}: no performed steps");
        }
        else
        {
            PerformedStepText.WriteTable(found, SendingOn.Read(areas));
        }

        return found.Length > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    private static void Write(MppsObject performed, IEnumerable<SendingCount> sending, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName(JsonFormat.EntryMember);
        DicomJsonWriter.Write(WithUID(performed), json);
        json.WriteStartArray("sending"u8);
        foreach (SendingCount count in sending)
        {
            json.WriteStartObject();
            json.WriteString("target"u8, count.Target);
            json.WriteNumber("waiting"u8, count.Waiting);
            json.WriteNumber("failed"u8, count.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string StartOf(MppsObject performed) =>
        TextOf(performed, DicomTag.PerformedProcedureStepStartDate) + TextOf(performed, DicomTag.PerformedProcedureStepStartTime);

    private static string TextOf(MppsObject performed, DicomTag tag) =>
        performed.Dataset.TryGetString(tag, out string? text) ? text.Trim(' ') : "";

    private static DicomDataset WithUID(MppsObject performed)
    {
        DicomDataset dataset = performed.Dataset.Clone();
        dataset.AddOrUpdate(DicomElement.FromAscii(
            DicomTag.SOPClassUID, DicomVR.UI, DicomUID.ModalityPerformedProcedureStep.UID));
        dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SOPInstanceUID, DicomVR.UI, performed.SOPInstanceUID));
        return dataset;
    }
}
