using System.Runtime.Versioning;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;

namespace WorklistScp.Storage.Areas;

/// <summary>Makes the directories of storage areas.</summary>
public static class AreaDirectory
{
    private const UnixFileMode GroupsOwn = UnixFileMode.SetGroup | UnixFileMode.GroupWrite;
    private const UnixFileMode OfGroup =
        UnixFileMode.SetGroup | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>
    /// Makes a storage area and its lockfile, as far as they are not there. Where the directory above has the
    /// set-group-ID bit and its group may write, the group may write to both, whatever the umask.
    /// </summary>
    /// <returns>False if the lockfile was there already.</returns>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static bool Make(string path)
    {
        bool isNew = !Directory.Exists(path);
        string area = Directory.CreateDirectory(path).FullName;
        bool isLockFileNew = LockFile.Make(area);
        if (OperatingSystem.IsLinux() && Path.GetDirectoryName(area) is { } above)
        {
            UnixFileMode mode = File.GetUnixFileMode(above);
            if ((mode & GroupsOwn) == GroupsOwn)
            {
                Allow(mode & OfGroup, isNew ? area : null);
                Allow(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, isLockFileNew ? LockFile.PathIn(area) : null);
            }
        }

        return isLockFileNew;
    }

    /// <summary>What tells a directory from all others, by whatever names and links; its path, where it is not there.</summary>
    public static string IdentityOf(string path) =>
        LibC.TryStat(path, out FileStatus status) ? $"{status.Identity}" : Path.GetFullPath(path);

    /// <summary>Whether a directory is another one, or within it, by whatever links.</summary>
    public static bool IsWithin(string path, string directory)
    {
        string identity = IdentityOf(directory);
        string real = new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        for (string? each = real; each is not null; each = Path.GetDirectoryName(each))
        {
            if (IdentityOf(each) == identity)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Makes a directory in an area, if it is not there, for those who may write to the area, whatever the umask.
    /// </summary>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The area may not be written to.</exception>
    internal static void MakeIn(string area, string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(area));
            }
        }
    }

    /// <summary>
    /// Lets the group of a directory read and write a file in it that is new, whatever the umask, where the directory is
    /// the group's own.
    /// </summary>
    internal static void Share(string file)
    {
        if (OperatingSystem.IsLinux()
            && (File.GetUnixFileMode(Path.GetDirectoryName(Path.GetFullPath(file))!) & GroupsOwn) == GroupsOwn)
        {
            Allow(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, file);
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Allow(UnixFileMode mode, string? path)
    {
        if (path is not null)
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | mode);
        }
    }
}
