using System.Collections.Concurrent;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Permissions;

/// <summary>
/// Whether a user may read files, told from their owners, groups and modes, and those of the directories on the way,
/// links followed (path_resolution(7)). Access control lists and capabilities are not looked at.
/// </summary>
/// <param name="user">The number of the user; the superuser, 0, may read everything.</param>
/// <param name="groups">The numbers of all groups of the user.</param>
public sealed class ReadPermission(uint user, IReadOnlyCollection<uint> groups)
{
    private const uint Superuser = 0;

    private readonly ConcurrentDictionary<string, ReadObstacle?> _ways = new(StringComparer.Ordinal);

    /// <summary>Finds what keeps the user from reading a file; null if nothing does, or nothing is there.</summary>
    public ReadObstacle? FindForFile(string path) => Find(path, UnixFileMode.OtherRead);

    /// <summary>Finds what keeps the user from listing a directory and opening its files; null if nothing.</summary>
    public ReadObstacle? FindForDirectory(string path) =>
        Find(path, UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

    /// <param name="path">A file or directory.</param>
    /// <param name="needed">What the user needs, as bits of others.</param>
    private ReadObstacle? Find(string path, UnixFileMode needed)
    {
        string full = Path.GetFullPath(path);
        if (user == Superuser || !LibC.TryStat(full, out FileStatus status))
        {
            return null;
        }

        return FindOnTheWayTo(full)
            ?? (new FileInfo(full).LinkTarget is { } target
                ? Find(Path.GetFullPath(target, Path.GetDirectoryName(full)!), needed)
                : May(status, needed) ? null : new ReadObstacle(full, status.Permissions, needed));
    }

    private ReadObstacle? FindOnTheWayTo(string full) => Path.GetDirectoryName(full) is { } directory
        ? _ways.GetOrAdd(directory, way => Find(way, UnixFileMode.OtherExecute))
        : null;

    // One class of bits counts, even where another would allow more.
    private bool May(FileStatus status, UnixFileMode needed)
    {
        int shift = status.User == user ? 6 : groups.Contains(status.Group) ? 3 : 0;
        return (((int)status.Permissions >> shift) & (int)needed) == (int)needed;
    }
}
