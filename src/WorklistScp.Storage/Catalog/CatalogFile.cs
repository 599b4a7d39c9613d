using WorklistScp.Storage.Linux;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Catalog;

/// <summary>What the catalog knows of a file.</summary>
/// <param name="Stamp">The state of the file when it was read.</param>
/// <param name="IsSettled">Whether any later change shows in the stamp.</param>
/// <param name="IsWatched">Whether watching the directory tells of its changes.</param>
/// <param name="Entry">The entry; null when the file is skipped.</param>
/// <param name="Finding">Why it is skipped, or what is doubtful about it; null when all is well.</param>
internal sealed record CatalogFile(
    FileStamp Stamp, bool IsSettled, bool IsWatched, WorklistEntry? Entry, FileFinding? Finding)
{
    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink { get; init; }

    /// <summary>The scan of the directory that met the file last.</summary>
    public int LastScan { get; set; }

    public bool IsUnchanged(FileStamp now) => IsSettled && Stamp == now;
}
