using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Orders;

/// <summary>
/// Joins what a message has of one step: of a step with several protocol codes, senders repeat all of it for each code.
/// </summary>
/// <param name="mapper">Is told of what differs besides, which is not used.</param>
internal sealed class RepeatedSteps(FieldMapper mapper)
{
    private static readonly DicomTag[] Appointment =
    [
        DicomTag.Modality, DicomTag.ScheduledStationAETitle, DicomTag.ScheduledProcedureStepStartDate,
        DicomTag.ScheduledProcedureStepStartTime,
    ];

    /// <summary>The steps, each once, with the protocol codes of all its repetitions.</summary>
    public IReadOnlyList<OrderedStep> Join(IEnumerable<OrderedStep> steps)
    {
        var joined = new List<OrderedStep>();
        var known = new Dictionary<(StepAction, string), OrderedStep>();
        foreach (OrderedStep step in steps)
        {
            if (NameOf(step.Changes) is not { } name || known.TryAdd((step.Action, name), step))
            {
                joined.Add(step);
                continue;
            }

            OrderedStep first = known[(step.Action, name)];
            AddCodes(first.Changes, step.Changes);
            AddCodes(first.NewEntry, step.Changes);
            if (StepOf(first.Changes)! is var one && StepOf(step.Changes)! is var other
                && Array.Find(Appointment, tag => TextOf(one, tag) != TextOf(other, tag)) is { Value: not 0 } tag)
            {
                mapper.Note(
                    Hl7NoteKind.Dropped, step.Place, tag,
                    $"not used: this step has the Scheduled Procedure Step ID of {first.Place}, which counts");
            }
        }

        return joined;
    }

    // What tells a step from all others of its message; null: nothing does.
    private static string? NameOf(DicomDataset changes)
    {
        string id = StepOf(changes) is { } step ? TextOf(step, DicomTag.ScheduledProcedureStepID) : "";
        string study = TextOf(changes, DicomTag.StudyInstanceUID);
        DicomTag[] order = study.Length > 0
            ? [DicomTag.StudyInstanceUID]
            :
            [
                DicomTag.AccessionNumber, DicomTag.RequestedProcedureID, DicomTag.FillerOrderNumberImagingServiceRequest,
            ];
        return id.Length == 0 ? null : string.Join('\n', order.Select(tag => TextOf(changes, tag)).Append(study).Append(id));
    }

    private static void AddCodes(DicomDataset to, DicomDataset from)
    {
        IReadOnlyList<DicomDataset> known = CodesOf(to);
        DicomDataset[] others =
        [
            .. CodesOf(from).Where(code => !known.Any(other => IsSameCode(code, other))).Select(code => code.Clone()),
        ];
        if (others.Length > 0)
        {
            StepOf(to)!.AddOrUpdate(new DicomSequence(
                DicomTag.ScheduledProtocolCodeSequence, [.. known, .. others]));
        }
    }

    private static bool IsSameCode(DicomDataset one, DicomDataset other) =>
        new[] { DicomTag.CodeValue, DicomTag.LongCodeValue, DicomTag.CodingSchemeDesignator }
            .All(tag => TextOf(one, tag) == TextOf(other, tag));

    private static IReadOnlyList<DicomDataset> CodesOf(DicomDataset dataset) =>
        StepOf(dataset) is { } step
        && step.TryGetSequence(DicomTag.ScheduledProtocolCodeSequence, out DicomSequence? codes)
            ? codes.Items
            : [];

    private static DicomDataset? StepOf(DicomDataset dataset) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps) && !steps.IsEmpty
            ? steps.Items[0]
            : null;

    private static string TextOf(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) ? text : "";
}
