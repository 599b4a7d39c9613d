using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Checking;

/// <summary>What the paths of a command line stand for: worklist files and storage areas.</summary>
internal static class CheckedPaths
{
    // What may not be read is told when it is checked.
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>
    /// Puts the areas of a directory in its place, and leaves out what belongs to an area without being a worklist file,
    /// as <c>AREA/*</c> has it.
    /// </summary>
    public static string[] Expand(IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => BelongsToArea(path) ? [] : AreasOf(path) is { Length: > 0 } areas ? areas : [path])];

    /// <summary>
    /// The names of the areas in directories of areas, and of those beside the areas, among paths of a command line.
    /// </summary>
    public static string[] AreaNamesOf(IEnumerable<string> paths) =>
    [
        .. paths.Where(path => Directory.Exists(path) && !BelongsToArea(path))
            .Select(path => AreasOf(path) is { Length: > 0 } ? path : Path.Join(path, "..")).SelectMany(AreasOf)
            .Select(path => Path.GetFileName(path)).Distinct(),
    ];

    private static bool BelongsToArea(string path) => Directory.Exists(path)
        ? EditedPlace.FindAreaOf(path) is not null
        : Path.GetFileName(path) == LockFile.Name;

    // Of the directory that --dir of the daemon names; an area itself has files, or at least a lockfile.
    private static string[] AreasOf(string path) =>
        !Directory.Exists(path) || LockFile.Exists(path) || HasFiles(path)
            ? []
            : [.. Directory.EnumerateDirectories(path, "*", Readable).Where(area => LockFile.Exists(area) || HasFiles(area))
                .Order(StringComparer.Ordinal)];

    private static bool HasFiles(string directory) =>
        Directory.EnumerateFiles(directory, "*" + AreaFile.Extension, Readable).Any();
}
