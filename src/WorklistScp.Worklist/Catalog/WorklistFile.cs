using Microsoft.Win32.SafeHandles;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>A worklist file as read: its data set, or why there is none.</summary>
internal sealed record WorklistFile(FileStamp Stamp, DicomDataset? Dataset, string Problem)
{
    /// <summary>Whether the Specific Character Set is absent or known.</summary>
    public bool HasKnownCharacterSet =>
        Dataset is null
        || !Dataset.TryGetString(DicomTag.SpecificCharacterSet, out string? value)
        || SpecificCharacterSet.TryParse(value, out _);

    /// <summary>Reads a file; what is wrong with it becomes <see cref="Problem"/>.</summary>
    public static WorklistFile Read(string path)
    {
        using SafeFileHandle handle = LibC.OpenForReading(path, out int error);
        if (handle.IsInvalid)
        {
            return new WorklistFile(default, null, LibC.Describe(error));
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
        catch (Exception e) when (e is DicomDataException or IOException)
        {
            return new WorklistFile(status.Stamp, null, e.Message);
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
