using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Editing;

/// <summary>The entries of an area that is edited, as they are before the edit.</summary>
public interface IEditedArea
{
    /// <summary>The entries, in the order of the names of their files.</summary>
    /// <param name="which">Those that are meant.</param>
    /// <param name="areDone">Whether they are looked for among those that are done, else among those that are offered.</param>
    IEnumerable<EditedEntry> Find(EntrySelection which, bool areDone);

    /// <summary>The entries as they are known, without reading their files, in no order.</summary>
    /// <inheritdoc cref="Find"/>
    IEnumerable<WorklistEntry> FindKnown(EntrySelection which, bool areDone);

    /// <summary>Whether there is a file, or something else, of this name.</summary>
    /// <param name="fileName">The name.</param>
    /// <param name="isDone">Whether among what is done, else among what is offered.</param>
    bool IsTaken(string fileName, bool isDone);
}

/// <summary>Finds entries whether they are done or not.</summary>
public static class EditedAreaExtensions
{
    /// <summary>The entries, those that are offered and then those that are done.</summary>
    /// <param name="area">The area.</param>
    /// <param name="which">Those that are meant.</param>
    public static IEnumerable<EditedEntry> FindAll(this IEditedArea area, EntrySelection which) =>
        area.Find(which, areDone: false).Concat(area.Find(which, areDone: true));

    /// <summary>The entries as they are known, without reading their files, in no order.</summary>
    /// <inheritdoc cref="FindAll"/>
    public static IEnumerable<WorklistEntry> FindAllKnown(this IEditedArea area, EntrySelection which) =>
        area.FindKnown(which, areDone: false).Concat(area.FindKnown(which, areDone: true));
}

/// <summary>An entry that an edit is about.</summary>
/// <param name="FileName">Its file.</param>
/// <param name="IsDone">Whether it is not offered any more.</param>
/// <param name="Dataset">What it holds: a copy that may be changed.</param>
public sealed record EditedEntry(string FileName, bool IsDone, DicomDataset Dataset)
{
    /// <summary>Its key, before the data set is changed.</summary>
    public EntryKey Key { get; } = EntryKey.Of(Dataset);

    /// <summary>What it holds, before the data set is changed.</summary>
    public DicomDataset Former { get; } = Dataset.Clone();

    /// <summary>Its Specific Character Set, before the data set is changed.</summary>
    public string CharacterSet { get; } = Dataset.CharacterSet.Value;

    /// <summary>Whether the file has values that were not read.</summary>
    public bool LosesValues { get; init; }

    /// <summary>Whether the file is a symbolic link.</summary>
    public bool IsLink { get; init; }
}
