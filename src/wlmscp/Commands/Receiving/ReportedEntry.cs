using Wlmscp.Commands.Editing;
using Wlmscp.Hl7;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Receiving;

/// <summary>What a message makes of an entry, in words.</summary>
/// <param name="Area">The name of the storage area.</param>
/// <param name="File">Its file; null: it has none.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Dataset">What it holds now; null: that is not known, or it is not there.</param>
/// <param name="Differences">What changes in it.</param>
internal sealed record ReportedEntry(
    string Area, string? File, string Change, DicomDataset? Dataset, IReadOnlyList<EntryDifference> Differences)
{
    /// <summary>What it has that the message does not say.</summary>
    public IReadOnlyList<MadeUpValue> MadeUp { get; private init; } = [];

    /// <summary>A new entry.</summary>
    public const string New = "new";

    /// <summary>Nothing changes.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The words for what a message makes of an entry.</summary>
    public static ReportedEntry Of(EntryReport entry) => entry.Outcome switch
    {
        EditOutcome.Added added => new(
            entry.Area, added.FileName, added.IsDone ? $"{New}, {ShownEntry.OffTheList}" : New, added.Dataset, [])
        {
            MadeUp = [.. entry.Step?.MadeUp.Select(note => MadeUpValue.Of(note, added.Dataset)) ?? []],
        },
        EditOutcome.Changed changed => new(
            entry.Area, changed.FileName, Describe(changed), changed.Dataset,
            EntryDifference.FindAll(changed.Former.Former, changed.Dataset)),
        EditOutcome.Unchanged unchanged => new(
            entry.Area, unchanged.FileName,
            unchanged.IsDone ? $"{Unchanged}, {ShownEntry.OffTheList}" : Unchanged, null, []),
        EditOutcome.Absent => new(entry.Area, null, "not there", null, []),
        EditOutcome.Removed removed => new(entry.Area, removed.FileName, "removed", removed.Dataset, []),
        _ => new(entry.Area, null, "refused", null, []),
    };

    private static string Describe(EditOutcome.Changed changed) =>
        (changed.Former.IsDone, changed.IsDone) switch
        {
            (false, true) => ShownEntry.OffTheList,
            (true, false) => "back on the list",
            (true, true) => $"changed, {ShownEntry.OffTheList}",
            _ => "changed",
        };
}

/// <summary>A value that was made up, or taken of the settings.</summary>
/// <param name="Path">Where the message could have said it.</param>
/// <param name="Attribute">The keyword of the attribute.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">Of what it was made.</param>
internal sealed record MadeUpValue(string Path, string Attribute, string Value, string Text)
{
    /// <summary>The value that a note is about.</summary>
    public static MadeUpValue Of(Hl7Note note, DicomDataset entry)
    {
        DicomTag tag = note.Tag ?? default;
        DicomDataset level = !entry.Contains(tag)
            && entry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps) && !steps.IsEmpty
                ? steps.Items[0]
                : entry;
        string value = level.TryGetItem(tag, out DicomItem? item) ? AttributeText.Of(level, item) : "";
        return new MadeUpValue($"{note.Path}", AttributeText.NameOf(tag), value, note.Text);
    }
}
