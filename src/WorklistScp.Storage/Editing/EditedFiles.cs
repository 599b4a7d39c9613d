using WorklistScp.Storage.Catalog;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Editing;

/// <summary>The entries of an area that is locked, found by its catalogs, and read anew where an edit is about them.</summary>
/// <param name="place">Where the files are.</param>
/// <param name="offered">Those that are offered.</param>
/// <param name="done">Those that are not any more; null: there are none.</param>
internal sealed class EditedFiles(EditedPlace place, WorklistCatalog offered, WorklistCatalog? done) : IEditedArea
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

    private static IEnumerable<WorklistEntry> FindEntries(EntrySelection which, WorklistCatalog? catalog) => which switch
    {
        _ when catalog is null => [],
        EntrySelection.OfKey ofKey => catalog.Keys.Find(ofKey.Key),
        EntrySelection.OfStudy ofStudy => catalog.Keys.FindStudy(ofStudy.StudyInstanceUID),
        EntrySelection.OfOrder ofOrder => catalog.Keys.FindOrder(ofOrder.Order),
        EntrySelection.OfPatient ofPatient => catalog.Keys.FindPatient(ofPatient.Patient.PatientID).Where(which.Includes),
        EntrySelection.Matching matching => catalog.Snapshot.Find(matching.Query.Search).Where(which.Includes),
        _ => catalog.Snapshot.Entries.Where(which.Includes),
    };
}
