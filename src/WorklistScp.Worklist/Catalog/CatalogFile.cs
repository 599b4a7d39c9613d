using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>What the catalog knows of a file.</summary>
/// <param name="Stamp">The state of the file when it was read.</param>
/// <param name="IsSettled">Whether any later change shows in the stamp.</param>
/// <param name="Entry">The entry; null when the file is skipped.</param>
/// <param name="Problem">Why it is skipped, or what is doubtful about it; empty when all is well.</param>
internal sealed record CatalogFile(FileStamp Stamp, bool IsSettled, WorklistEntry? Entry, string Problem)
{
    public bool IsUnchanged(FileStamp now) => IsSettled && Stamp == now;
}
