using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Orders;

/// <summary>
/// Joins what a message has of one step: of a step with several protocol codes, senders repeat all of it for each code.
/// </summary>
internal static class RepeatedSteps
{
    /// <summary>The steps, each once, with the protocol codes of all its repetitions.</summary>
    public static IReadOnlyList<OrderedStep> Join(IEnumerable<OrderedStep> steps)
    {
        var joined = new List<OrderedStep>();
        foreach (OrderedStep step in steps)
        {
            if (joined.Find(other => other.Action == step.Action && IsSame(other.Changes, step.Changes)) is { } first)
            {
                AddCodes(first.Changes, step.Changes);
                AddCodes(first.NewEntry, step.Changes);
            }
            else
            {
                joined.Add(step);
            }
        }

        return joined;
    }

    private static bool IsSame(DicomDataset one, DicomDataset other)
    {
        string study = TextOf(one, DicomTag.StudyInstanceUID);
        DicomTag[] order = study.Length > 0
            ? [DicomTag.StudyInstanceUID]
            : [
                DicomTag.StudyInstanceUID, DicomTag.AccessionNumber, DicomTag.RequestedProcedureID,
                DicomTag.FillerOrderNumberImagingServiceRequest,
            ];
        return order.All(tag => TextOf(one, tag) == TextOf(other, tag))
            && StepOf(one) is { } step && StepOf(other) is { } otherStep
            && TextOf(step, DicomTag.ScheduledProcedureStepID) is { Length: > 0 } id
            && TextOf(otherStep, DicomTag.ScheduledProcedureStepID) == id;
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
