using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// Writes files whole or not at all: under a temporary name first. One that takes the place of another gets its
/// permissions and, as far as the system lets, its owner and group.
/// </summary>
public static class WholeFile
{
    /// <summary>Writes a file in place of one that is there.</summary>
    /// <exception cref="IOException">That is not possible; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static void Replace(string path, byte[] bytes)
    {
        string temporary = TemporaryName.NewIn(Path.GetDirectoryName(path));
        try
        {
            Write(temporary, path, bytes, isFlushed: true);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a new file that is to take the place of another, if there is one.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="replaced">The other one.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="isFlushed">Whether to wait until it is on the disk.</param>
    internal static void Write(string path, string replaced, byte[] bytes, bool isFlushed)
    {
        // Not truncated: ext4 writes to the disk at once what was, which takes five times as long.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        using FileStream file = OperatingSystem.IsLinux() && LibC.TryStat(replaced, out FileStatus old)
            ? CreateLike(old, path, options)
            : new FileStream(path, options);
        file.Write(bytes);
        if (isFlushed)
        {
            file.Flush(flushToDisk: true);
        }
    }

    [SupportedOSPlatform("linux")]
    private static FileStream CreateLike(FileStatus old, string path, FileStreamOptions options)
    {
        options.UnixCreateMode = old.Permissions; // less the bits of the umask
        var file = new FileStream(path, options);
        LibC.TryStat(file.SafeFileHandle, out FileStatus now);
        if ((now.User, now.Group) != (old.User, old.Group))
        {
            GiveTo(old, file.SafeFileHandle);
        }

        if (now.Permissions != old.Permissions)
        {
            File.SetUnixFileMode(file.SafeFileHandle, old.Permissions);
        }

        return file;
    }

    // Who may not give files away, as only the superuser may, can still give them to a group of his own.
    private static bool GiveTo(FileStatus old, SafeFileHandle file) =>
        LibC.TryChangeOwner(file, old.User, old.Group) || LibC.TryChangeOwner(file, LibC.SameOwner, old.Group);
}
