using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Checking;

/// <summary>A value, and how many entries have it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Entries">How many entries.</param>
public readonly record struct PresentValue(string Value, int Entries);

/// <summary>What entries have of that which devices mostly ask for; each value once, in order.</summary>
/// <param name="Dates">Scheduled Procedure Step Start Date (0040,0002).</param>
/// <param name="Stations">Scheduled Station AE Title (0040,0001).</param>
/// <param name="Modalities">Modality (0008,0060).</param>
public sealed record PresentValues(
    IReadOnlyList<PresentValue> Dates, IReadOnlyList<PresentValue> Stations, IReadOnlyList<PresentValue> Modalities)
{
    /// <summary>Looks at entries.</summary>
    public static PresentValues Of(IReadOnlyCollection<WorklistEntry> entries) => new(
        Find(entries, DicomTag.ScheduledProcedureStepStartDate), Find(entries, DicomTag.ScheduledStationAETitle),
        Find(entries, DicomTag.Modality));

    private static IReadOnlyList<PresentValue> Find(IEnumerable<WorklistEntry> entries, DicomTag tag) =>
    [
        .. entries.SelectMany(entry => ValuesOf(entry, tag)).GroupBy(value => value, StringComparer.Ordinal)
            .Select(group => new PresentValue(group.Key, group.Count())).OrderBy(value => value.Value, StringComparer.Ordinal),
    ];

    // Each once, also of an entry with several steps.
    private static HashSet<string> ValuesOf(WorklistEntry entry, DicomTag tag)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        EntryLevel.ItemEnumerator steps = entry.Level.ItemsOf(DicomTag.ScheduledProcedureStepSequence);
        while (steps.MoveNext())
        {
            values.UnionWith(steps.Current.TextOf(tag).OfType<string>().Select(text => text.Trim(' ')));
        }

        values.Remove("");
        return values;
    }
}
