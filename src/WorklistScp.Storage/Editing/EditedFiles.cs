using WorklistScp.Storage.Catalog;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// The entries of an area, found by its catalogs, and read anew where an edit is about them. Of an area that is not locked
/// any more, what is found may have changed: who plans by it compares versions before he acts.
/// </summary>
/// <param name="place">Where the files are.</param>
/// <param name="offered">Those that are offered.</param>
/// <param name="done">Those that are not any more; null: there are none.</param>
internal sealed class EditedFiles(EditedPlace place, KnownEntries offered, KnownEntries? done) : IEditedArea
{
    /// <inheritdoc/>
    public IEnumerable<EditedEntry> Find(EntrySelection which, bool areDone) =>
        from entry in FindKnown(which, areDone)
        orderby entry.FileName
        let file = AreaFile.Read(Path.Join(place.DirectoryOf(areDone), entry.FileName))
        where file.Dataset is not null
        select new EditedEntry(entry.FileName, areDone, file.Dataset!)
        {
            LosesValues = file.Oddities.Any(oddity => oddity.LosesValue),
            IsLink = file.IsLink,
        };

    /// <inheritdoc/>
    public IEnumerable<WorklistEntry> FindKnown(EntrySelection which, bool areDone) =>
        FindEntries(which, areDone ? done : offered);

    /// <inheritdoc/>
    public bool IsTaken(string fileName, bool isDone) =>
        Path.Exists(Path.Join(place.DirectoryOf(isDone), fileName));

    private static IEnumerable<WorklistEntry> FindEntries(EntrySelection which, KnownEntries? known) => which switch
    {
        _ when known is null => [],
        EntrySelection.OfKey ofKey => known.Keys.Find(ofKey.Key),
        EntrySelection.OfStudy ofStudy => known.Keys.FindStudy(ofStudy.StudyInstanceUID),
        EntrySelection.OfOrder ofOrder => known.Keys.FindOrder(ofOrder.Order),
        EntrySelection.OfPatient ofPatient => known.Keys.FindPatient(ofPatient.Patient.PatientID).Where(which.Includes),
        EntrySelection.Matching matching => known.Snapshot.Find(matching.Query.Search).Where(which.Includes),
        _ => known.Snapshot.Entries.Where(which.Includes),
    };
}
