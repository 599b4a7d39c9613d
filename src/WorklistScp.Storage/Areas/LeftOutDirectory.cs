using System.Text;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;

namespace WorklistScp.Storage.Areas;

/// <summary>A directory of the root that is no storage area which can be queried.</summary>
/// <param name="Path">The directory; its name may have any character.</param>
/// <param name="Reason">Why, and what was expected.</param>
public sealed record LeftOutDirectory(string Path, string Reason)
{
    private const string Unnameable =
        "its name cannot be an AE title, expected 1 to 16 letters, digits, spaces within, and - : @ _";

    // So long what a link leads to may be silent.
    private static readonly TimeSpan LinkPatience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Finds those of a root, sorted. Hidden directories, and <c>lost+found</c> of a file system, are not meant as
    /// areas. May take long, or hang with the file system.
    /// </summary>
    /// <param name="root">The root directory.</param>
    /// <param name="requiresLockFile">Whether an area must have a lockfile.</param>
    /// <exception cref="IOException">The root directory cannot be read.</exception>
    public static IReadOnlyList<LeftOutDirectory> Find(string root, bool requiresLockFile)
    {
        var found = new List<LeftOutDirectory>();
        using DirectoryReader reader = DirectoryReader.Open(root);
        while (reader.MoveNext())
        {
            string name = Encoding.UTF8.GetString(reader.Name);
            string path = System.IO.Path.Join(root, name);
            if (reader.Kind != DirectoryEntryKind.Other && name is not (['.', ..] or "lost+found")
                && FindReason(path, name, reader.Kind, requiresLockFile) is { } reason)
            {
                found.Add(new LeftOutDirectory(path, reason));
            }
        }

        return [.. found.OrderBy(directory => directory.Path, StringComparer.Ordinal)];
    }

    private static string? FindReason(string path, string name, DirectoryEntryKind kind, bool requiresLockFile)
    {
        if (kind == DirectoryEntryKind.Directory)
        {
            return FindReason(path, name, requiresLockFile);
        }

        Task<string?> looking = OwnThreads.RunAsync(() =>
            !LibC.TryStat(path, out FileStatus status) ? "a link that leads nowhere"
            : status.IsDirectory ? FindReason(path, name, requiresLockFile)
            : null);
        return looking.Wait(LinkPatience) ? looking.Result : "a link to a file system that does not answer";
    }

    private static string? FindReason(string path, string name, bool requiresLockFile)
    {
        if (!AreaName.IsSafe(name))
        {
            return Unnameable;
        }

        try
        {
            DirectoryReader.Open(path).Dispose();
            if (requiresLockFile)
            {
                AreaLock.Check(LockFile.PathIn(path));
            }

            return null;
        }
        catch (Exception e) when (e is IOException or StorageAreaException)
        {
            return e.Message;
        }
    }
}
