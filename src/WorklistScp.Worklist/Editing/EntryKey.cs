using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Editing;

/// <summary>
/// What tells the entries of an area apart: a scheduled step is one entry, and one file. Blanks around the values do not
/// count (PS3.5 6.2).
/// </summary>
/// <param name="StudyInstanceUID">Study Instance UID (0020,000D); empty where there is none.</param>
/// <param name="StepID">Scheduled Procedure Step ID (0040,0009); empty where there is none.</param>
public readonly record struct EntryKey(string StudyInstanceUID, string StepID)
{
    /// <summary>Whether both are there: entries that lack one are not told apart.</summary>
    public bool IsWhole => StudyInstanceUID.Length > 0 && StepID.Length > 0;

    /// <summary>The key of a data set.</summary>
    public static EntryKey Of(DicomDataset dataset) => new(
        EntryCompletion.TextOf(dataset, "StudyInstanceUID").Trim(' '),
        EntryCompletion.TextOf(dataset, "ScheduledProcedureStepID").Trim(' '));

    /// <summary>The key of an entry; of several steps, that of the first.</summary>
    public static EntryKey Of(WorklistEntry entry)
    {
        EntryLevel.ItemEnumerator steps = entry.Level.ItemsOf(DicomTag.ScheduledProcedureStepSequence);
        string step = steps.MoveNext() ? FirstOf(steps.Current, DicomTag.ScheduledProcedureStepID) : "";
        return new EntryKey(FirstOf(entry.Level, DicomTag.StudyInstanceUID), step);
    }

    private static string FirstOf(EntryLevel level, DicomTag tag) =>
        level.TextOf(tag) is [{ } first, ..] ? first.Trim(' ') : "";
}
