using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Locks;

/// <summary>The lockfile of a storage area: empty, and a regular file, which alone can be locked.</summary>
public static class LockFile
{
    /// <summary>Its name.</summary>
    public const string Name = "lockfile";

    /// <summary>Where it is.</summary>
    /// <param name="area">The directory.</param>
    public static string PathIn(string area) => Path.Join(area, Name);

    /// <summary>Whether there is something of its name.</summary>
    public static bool Exists(string area) => Path.Exists(PathIn(area));

    /// <summary>Whether there is one that can be locked.</summary>
    public static bool IsRegular(string area) =>
        LibC.TryStat(PathIn(area), out FileStatus status) && status.IsRegularFile;

    /// <summary>Makes it; false if it is there already.</summary>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static bool Make(string area)
    {
        if (IsRegular(area))
        {
            return false;
        }

        File.Open(PathIn(area), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        return true;
    }
}
