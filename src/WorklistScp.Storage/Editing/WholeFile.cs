using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Editing;

/// <summary>Writes files whole or not at all: under a temporary name first.</summary>
public static class WholeFile
{
    // Nobody takes so long to write a file.
    private static readonly TimeSpan LongestWriting = TimeSpan.FromHours(1);

    /// <summary>
    /// Writes a file in place of one that is there, whose permissions it gets and, as far as the system lets, owner and
    /// group. Waits until it is on the disk.
    /// </summary>
    /// <exception cref="IOException">That is not possible; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static void Replace(string path, byte[] bytes) => Write(
        TemporaryName.NewIn(Path.GetDirectoryName(path)), path, bytes, isFlushed: true,
        temporary => File.Move(temporary, path, overwrite: true));

    /// <summary>Whether a path is free, or a regular file's: what else there is, such as a device, has its purpose.</summary>
    public static bool MayTake(string path) =>
        !LibC.TryStatLink(path, out FileStatus status) || status.IsRegularFile;

    /// <summary>Whether a path leads to a regular file, links followed.</summary>
    public static bool IsRegular(string path) => LibC.TryStat(path, out FileStatus status) && status.IsRegularFile;

    /// <summary>
    /// Writes a file that has nothing of one that was there. A link is replaced, not followed; ask
    /// <see cref="MayTake"/> where a person has named the path.
    /// </summary>
    /// <exception cref="IOException">That is not possible; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => Write(
        TemporaryName.OfAnybodyIn(Path.GetDirectoryName(Path.GetFullPath(path))), null, bytes, isFlushed: false,
        temporary => File.Move(temporary, path, overwrite: true));

    /// <summary>
    /// Writes a file under the first name that no other file has. <c>File.Move</c> looks first and renames then: of two
    /// threads with the same name, one would lose its file.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="bytes">What the file holds.</param>
    /// <param name="names">Paths in the directory, the best first.</param>
    /// <exception cref="IOException">
    /// That is not possible, or no name is free; if the system says why, HResult is its error number.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static void WriteNew(string directory, ReadOnlySpan<byte> bytes, IEnumerable<string> names) => Write(
        TemporaryName.OfAnybodyIn(directory), null, bytes, isFlushed: false,
        temporary =>
        {
            if (!names.Any(name => TryLink(temporary, name)))
            {
                throw new IOException("no name is free", LibC.EEXIST);
            }

            File.Delete(temporary);
        });

    /// <summary>
    /// Removes what was being written in a directory when who wrote it was killed: long ago, since others may write now.
    /// </summary>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not permitted.</exception>
    internal static void RemoveLeftovers(string directory)
    {
        DateTime oldest = TimeProvider.System.GetUtcNow().UtcDateTime - LongestWriting;
        foreach (string file in Directory.EnumerateFiles(directory, TemporaryName.PatternOfAnybody))
        {
            if (File.GetLastWriteTimeUtc(file) < oldest)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>
    /// Waits until the names in a directory are on the disk. File systems that cannot do that have no names to lose.
    /// </summary>
    internal static void FlushNames(string directory)
    {
        using SafeFileHandle handle = LibC.OpenForReading(directory, out int error);
        if (error == 0)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>
    /// Waits until all that was written to the file system of a directory is on the disk: of many files, that takes less
    /// than to wait for each.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    internal static void FlushAll(string directory)
    {
        using SafeFileHandle handle = LibC.OpenForReading(directory, out int error);
        if (error != 0 || !LibC.TryFlushFileSystem(handle, out error))
        {
            throw new IOException($"'{directory}': {LibC.Describe(error)}", error);
        }
    }

    /// <summary>Fails unless files can be written in a directory.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not.</exception>
    public static void CheckIn(string directory) => CheckBy(TemporaryName.OfAnybodyIn(directory));

    /// <summary>Fails unless a file can be written that is removed at once.</summary>
    /// <inheritdoc cref="CheckIn"/>
    /// <param name="temporary">The file.</param>
    internal static void CheckBy(string temporary) => Write(temporary, null, [], isFlushed: false, File.Delete);

    /// <summary>Writes a new file that is to take the place of another, if there is one.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="replaced">The other one, whose permissions, owner and group are kept; null: none.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="isFlushed">Whether to wait until it is on the disk.</param>
    internal static void Write(string path, string? replaced, ReadOnlySpan<byte> bytes, bool isFlushed)
    {
        // Not truncated: ext4 writes to the disk at once what was, which takes five times as long. A new file, too: the
        // superuser follows no link that lies in wait.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        using FileStream file =
            OperatingSystem.IsLinux() && replaced is not null && LibC.TryStat(replaced, out FileStatus old)
                ? CreateLike(old, path, options)
                : new FileStream(path, options);
        file.Write(bytes);
        if (isFlushed)
        {
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Writes a file under a temporary name, and gives it another; if either fails, nothing is left.</summary>
    /// <param name="temporary">The temporary name.</param>
    /// <param name="replaced">As above.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="isFlushed">As above.</param>
    /// <param name="name">Gives it the name that is meant.</param>
    internal static void Write(
        string temporary, string? replaced, ReadOnlySpan<byte> bytes, bool isFlushed, Action<string> name)
    {
        try
        {
            Write(temporary, replaced, bytes, isFlushed);
            name(temporary);
        }
        catch
        {
            DeleteIfThere(temporary);
            throw;
        }
    }

    private static bool TryLink(string temporary, string name) =>
        LibC.TryLink(temporary, name, out int error)
        || (error == LibC.EEXIST ? false : throw new IOException(LibC.Describe(error), error));

    /// <summary>Removes what was not written to its end, if it is there.</summary>
    internal static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing was written, or the directory has changed since: the first failure is the one to tell.
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
