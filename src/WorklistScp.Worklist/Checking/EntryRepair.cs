using WorklistScp.Worklist.Catalog;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Checking;

/// <summary>
/// What a worklist entry lacks and can be given without asking anybody: sequences that may be empty, and a Study
/// Instance UID that follows from its other identifiers.
/// </summary>
public static class EntryRepair
{
    // The sequences at the top that PS3.4 table K.6-1 gives return key type 2.
    private static readonly DicomTag[] MayBeEmpty =
        [DicomTag.ReferencedStudySequence, DicomTag.ReferencedPatientSequence];

    /// <summary>Finds what to put into an entry; nothing where it has all of it.</summary>
    public static IReadOnlyList<DicomItem> Find(DicomDataset dataset)
    {
        var found = new List<DicomItem>(
            MayBeEmpty.Where(tag => !dataset.Contains(tag)).Select(tag => new DicomSequence(tag)));
        if (!Completeness.HasValue(dataset, DicomTag.StudyInstanceUID) && StudyUid.Derive(dataset) is { } uid)
        {
            found.Add(DicomElement.FromAscii(DicomTag.StudyInstanceUID, DicomVR.UI, uid.UID));
        }

        return found;
    }

    /// <summary>Names an attribute as <see cref="AreaFile.FindMissing"/> does.</summary>
    public static string Name(DicomTag tag) => Completeness.Name(tag);
}
