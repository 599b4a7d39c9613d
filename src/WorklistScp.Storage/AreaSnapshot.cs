using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage;

/// <summary>A storage area at one moment. Never changes.</summary>
/// <param name="Worklist">Its entries.</param>
/// <param name="Findings">
/// Which files were skipped, and which are served although something is wrong with them, by the names of the files.
/// </param>
public sealed record AreaSnapshot(WorklistSnapshot Worklist, IReadOnlyDictionary<string, FileFinding> Findings);
