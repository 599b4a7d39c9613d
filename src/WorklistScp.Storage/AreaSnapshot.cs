using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage;

/// <summary>A storage area at one moment. Never changes.</summary>
/// <param name="Worklist">Its entries.</param>
/// <param name="Findings">
/// Which files were skipped, and which are served although something is wrong with them, in no order.
/// </param>
public sealed record AreaSnapshot(WorklistSnapshot Worklist, IReadOnlyList<FileFinding> Findings);
