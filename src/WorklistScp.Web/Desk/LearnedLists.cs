using System.Runtime.CompilerServices;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Web.Desk;

/// <summary>What entries say of devices, examinations and physicians, for a site that has written no lists of them.</summary>
internal static class LearnedLists
{
    private const int Most = 200;

    // Of so many entries the latest are looked at: what was usual long ago is not what is wanted now.
    private const int MostEntries = 5000;

    private static readonly ConditionalWeakTable<object, DeskLists> Known = [];

    /// <summary>Makes them, once for each snapshot.</summary>
    public static DeskLists Of(KnownWorklist worklist) => Known.GetValue(worklist.Offered, _ => Learn(worklist));

    private static DeskLists Learn(KnownWorklist worklist)
    {
        DicomDataset[] datasets =
        [
            .. worklist.Offered.Entries.Concat(worklist.Done?.Entries ?? []).TakeLast(MostEntries)
                .Select(entry => entry.Dataset),
        ];
        return new DeskLists(
            [.. datasets.SelectMany(DevicesOf).Distinct().Take(Most).OrderBy(device => device.AETitle, StringComparer.Ordinal)],
            Usual(datasets.Select(ExamOf).OfType<DeskExam>()),
            new DeskPhysicians(
                Usual(TextsOf(datasets, "ReferringPhysicianName")), Usual(TextsOf(datasets, "ScheduledPerformingPhysicianName"))),
            [], [], MakesAccession: false);
    }

    private static IEnumerable<DeskDevice> DevicesOf(DicomDataset dataset) =>
        from title in EntryCompletion.TextOf(dataset, "ScheduledStationAETitle").Split('\\', StringSplitOptions.TrimEntries)
        where title.Length > 0
        select new DeskDevice(title, title, EntryCompletion.TextOf(dataset, "Modality").Trim(' '));

    private static DeskExam? ExamOf(DicomDataset dataset)
    {
        string description = EntryCompletion.TextOf(dataset, "ScheduledProcedureStepDescription").Trim(' ');
        return description.Length == 0
            ? null
            : new DeskExam(description, EntryCompletion.TextOf(dataset, "Modality").Trim(' '), description)
            {
                Code = CodeOf(dataset),
            };
    }

    private static DeskCode? CodeOf(DicomDataset dataset) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps) && !steps.IsEmpty
        && steps.Items[0].TryGetSequence(DicomTag.ScheduledProtocolCodeSequence, out DicomSequence? codes) && !codes.IsEmpty
        && codes.Items[0] is { } code && code.TryGetString(DicomTag.CodeValue, out string? value)
            ? new DeskCode(value, TextOf(code, DicomTag.CodingSchemeDesignator), TextOf(code, DicomTag.CodeMeaning))
            : null;

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text : "";

    private static IEnumerable<string> TextsOf(IEnumerable<DicomDataset> datasets, string keyword) =>
        datasets.Select(dataset => EntryCompletion.TextOf(dataset, keyword).Trim(' ')).Where(text => text.Length > 0);

    private static T[] Usual<T>(IEnumerable<T> values)
        where T : notnull =>
        [.. values.CountBy(value => value).OrderByDescending(pair => pair.Value).Take(Most).Select(pair => pair.Key)];
}
