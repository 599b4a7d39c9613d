using Microsoft.Win32.SafeHandles;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>A worklist file as read: its data set, or why there is none.</summary>
/// <param name="Stamp">The state of the file; nothing when it could not be read, so that it is tried again.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Problem">Why there is no data set.</param>
internal sealed record WorklistFile(FileStamp Stamp, DicomDataset? Dataset, string Problem)
{
    /// <summary>Whether the Specific Character Set is absent or known.</summary>
    public bool HasKnownCharacterSet =>
        Dataset is null
        || !Dataset.TryGetString(DicomTag.SpecificCharacterSet, out string? value)
        || SpecificCharacterSet.TryParse(value, out _);

    /// <summary>Reads a file; what is wrong with it becomes <see cref="Problem"/>.</summary>
    /// <exception cref="IOException">
    /// The system lacks memory or file handles. The file is not at fault: an answer without it would be wrong.
    /// </exception>
    public static WorklistFile Read(string path)
    {
        using SafeFileHandle handle = LibC.OpenForReading(path, out int error);
        if (error is LibC.ENOMEM or LibC.ENFILE or LibC.EMFILE)
        {
            throw new IOException(LibC.Describe(error));
        }

        if (handle.IsInvalid)
        {
            bool isUnnamable = error == LibC.ENOENT && path.Contains('\ufffd');
            return new WorklistFile(default, null, isUnnamable ? "its name is not UTF-8" : LibC.Describe(error));
        }

        if (!LibC.TryStat(handle, out FileStatus status) || !status.IsRegularFile)
        {
            return new WorklistFile(status.Stamp, null, "not a regular file");
        }

        return Read(handle, status);
    }

    private static WorklistFile Read(SafeFileHandle handle, FileStatus status)
    {
        int limit = DicomReadLimits.Default.MaxLength;
        if (status.Size > (ulong)limit)
        {
            return new WorklistFile(status.Stamp, null, $"{status.Size} bytes, more than {limit}");
        }

        try
        {
            var bytes = new byte[(int)status.Size];
            return new WorklistFile(status.Stamp, DicomFile.Read(bytes.AsMemory(0, Fill(handle, bytes))).Dataset, "");
        }
        catch (DicomDataException e)
        {
            return new WorklistFile(status.Stamp, null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WorklistFile(default, null, e.Message);
        }
    }

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
