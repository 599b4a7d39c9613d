using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Index;

/// <summary>An attribute that entries are found by.</summary>
/// <param name="Number">Its place in <see cref="All"/>.</param>
/// <param name="Tag">The attribute.</param>
/// <param name="IsStep">Whether it is one of the scheduled procedure step, else of the top level.</param>
internal sealed record IndexedKey(int Number, DicomTag Tag, bool IsStep)
{
    /// <summary>The attributes that have an index; the start date has none since entries are ordered by it.</summary>
    public static IReadOnlyList<IndexedKey> All { get; } =
    [
        new(0, DicomTag.ScheduledStationAETitle, IsStep: true),
        new(1, DicomTag.Modality, IsStep: true),
        new(2, DicomTag.PatientID, IsStep: false),
        new(3, DicomTag.AccessionNumber, IsStep: false),
    ];

    /// <summary>Finds the indexed key of an attribute; null if it has no index.</summary>
    public static IndexedKey? Find(DicomTag tag, bool isStep) =>
        All.FirstOrDefault(key => key.Tag == tag && key.IsStep == isStep);

    /// <summary>The values of the attribute in an entry that has one step at most.</summary>
    public StringValues ValuesOf(WorklistEntry entry)
    {
        EntryLevel level = entry.Level;
        return !IsStep || level.TryGetOnlyStep(out level) ? level.TextOf(Tag) : default;
    }
}
