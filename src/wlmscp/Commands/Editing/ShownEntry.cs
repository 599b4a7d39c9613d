using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>An entry that a command shows.</summary>
/// <param name="FileName">Its file.</param>
/// <param name="Dataset">What it holds.</param>
/// <param name="Mark">What a table says of it beside its file; empty: nothing.</param>
internal sealed record ShownEntry(string FileName, DicomDataset Dataset, string Mark = "")
{
    /// <summary>Modalities do not find it any more.</summary>
    public const string OffTheList = "off the list";

    /// <summary>What an edit made of it; null: nothing that is shown.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="changedMark">The mark of one that is on the list, and was before.</param>
    public static ShownEntry? Of(EditOutcome outcome, string changedMark = "") => outcome switch
    {
        EditOutcome.Added added => new(added.FileName, added.Dataset, added.IsDone ? OffTheList : ""),
        EditOutcome.Changed changed =>
            new(changed.FileName, changed.Dataset, changed.IsDone ? OffTheList : changedMark),
        EditOutcome.Removed removed => new(removed.FileName, removed.Dataset),
        _ => null,
    };
}
