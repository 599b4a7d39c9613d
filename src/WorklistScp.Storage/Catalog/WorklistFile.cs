using Microsoft.Win32.SafeHandles;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Catalog;

/// <summary>A worklist file as read: its data set, or why there is none.</summary>
/// <param name="Stamp">The state of the file; nothing when it could not be read, so that it is tried again.</param>
/// <param name="IsWatched">Whether watching the directory tells of its changes.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Skipped">Why there is no data set; null where there is one.</param>
internal sealed record WorklistFile(FileStamp Stamp, bool IsWatched, DicomDataset? Dataset, SkippedFile? Skipped)
{
    /// <summary>What breaks the standard in it, and was read all the same.</summary>
    public IReadOnlyList<DicomOddity> Oddities { get; private init; } = [];

    /// <summary>Whether it is a symbolic link, which may lead to another file system.</summary>
    public bool IsLink { get; private init; }

    /// <summary>Reads a file; what is wrong with it becomes <see cref="Skipped"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isLocal">Whether the kernel knows of all that happens to it.</param>
    /// <exception cref="IOException">
    /// The system lacks memory or file handles. The file is not at fault: an answer without it would be wrong.
    /// </exception>
    public static WorklistFile Read(string path, bool isLocal)
    {
        using SafeFileHandle handle = Open(path, out int error, out bool isLink);
        return Read(path, handle, error, isLink, isLocal) with { IsLink = isLink };
    }

    private static WorklistFile Read(
        string path, SafeFileHandle handle, int error, bool isLink, bool isLocal)
    {
        if (error is LibC.ENOMEM or LibC.ENFILE or LibC.EMFILE)
        {
            throw new IOException(LibC.Describe(error));
        }

        if (handle.IsInvalid)
        {
            // Under a name that is not UTF-8 nothing can be looked for, so that only the watch can tell of the file.
            bool isUnnamable = error == LibC.ENOENT && path.Contains('\ufffd') && !LibC.Exists(path);
            return new WorklistFile(default, isUnnamable, null, isUnnamable
                ? Skip(path, SkipReason.NameNotUtf8)
                : Skip(path, SkipReason.Unreadable, LibC.Describe(error)));
        }

        if (!isLocal)
        {
            LibC.ForgetContents(handle);
        }

        if (!LibC.TryStatNow(handle, out FileStatus status) || !status.IsRegularFile)
        {
            return new WorklistFile(status.Stamp, false, null, Skip(path, SkipReason.NotRegular));
        }

        // Of what is done under another name the directory's watch does not tell.
        return Read(path, handle, status, isWatched: !isLink && status.Links == 1);
    }

    private static SafeFileHandle Open(string path, out int error, out bool isLink)
    {
        SafeFileHandle handle = LibC.OpenForReading(path, out error, followLinks: false);
        isLink = error == LibC.ELOOP;
        if (isLink)
        {
            handle.Dispose();
            handle = LibC.OpenForReading(path, out error);
        }

        return handle;
    }

    private static WorklistFile Read(string path, SafeFileHandle handle, FileStatus status, bool isWatched)
    {
        int limit = DicomReadLimits.Default.MaxLength;
        if (status.Size > (ulong)limit)
        {
            return new WorklistFile(
                status.Stamp, isWatched, null, Skip(path, SkipReason.TooLong) with { Length = status.Size });
        }

        try
        {
            var bytes = new byte[(int)status.Size];
            DicomFile file = DicomFile.Read(bytes.AsMemory(0, Fill(handle, bytes)));
            return new WorklistFile(status.Stamp, isWatched, file.Dataset, null) { Oddities = file.Oddities };
        }
        catch (DicomDataException e)
        {
            return new WorklistFile(status.Stamp, isWatched, null, Skip(path, SkipReason.Malformed, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WorklistFile(default, false, null, Skip(path, SkipReason.Unreadable, e.Message));
        }
    }

    private static SkippedFile Skip(string path, SkipReason reason, string cause = "") =>
        new(Path.GetFileName(path), reason) { Cause = cause };

    private static int Fill(SafeFileHandle handle, byte[] bytes)
    {
        var filled = 0;
        while (filled < bytes.Length)
        {
            int read = RandomAccess.Read(handle, bytes.AsSpan(filled), filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }
}
