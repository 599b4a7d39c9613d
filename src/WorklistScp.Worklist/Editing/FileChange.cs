namespace WorklistScp.Worklist.Editing;

/// <summary>What is to be done with a file of an area.</summary>
/// <param name="FileName">Its name.</param>
public abstract record FileChange(string FileName)
{
    /// <summary>It is written, in place of the one of its name.</summary>
    public sealed record Write(string FileName, bool IsDone, DicomDataset Dataset) : FileChange(FileName);

    /// <summary>It changes its state, and gets new content unless that is null.</summary>
    /// <param name="FileName">Its name.</param>
    /// <param name="IsDone">Whether it is done from now on, else offered again.</param>
    /// <param name="Dataset">The content.</param>
    public sealed record Move(string FileName, bool IsDone, DicomDataset? Dataset) : FileChange(FileName);

    /// <summary>It is removed, or moved to a directory outside.</summary>
    public sealed record Delete(string FileName, bool IsDone, string? Archive) : FileChange(FileName);
}
