using WorklistScp.Dicom.IO;

namespace Wlmscp.Formats;

/// <summary>Reads what a command was given.</summary>
internal static class InputFile
{
    private const int MaxLength = 64 * 1024 * 1024; // of a file; as data sets a table takes several times as much

    /// <summary>Reads the data sets of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">What it is where its name does not tell; null: that is wrong.</param>
    /// <exception cref="ToolException">The file cannot be read or understood.</exception>
    public static IReadOnlyList<DicomFile> Read(string path, DatasetFormat? otherwise = null)
    {
        DatasetFormat format = DatasetFormat.Find(path) ?? otherwise ?? throw new ToolException(
            ExitCode.Usage, $"{path}: unknown kind of file, expected a name that ends in {Endings}");
        try
        {
            IReadOnlyList<DicomFile> files = format.Read(ReadBytes(path), path);
            return files.Count > 0 ? files : throw new DicomDataException("no data set, expected one at least");
        }
        catch (DicomDataException e)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.CanSeek ? ReadWhole(file, path) : ReadToEnd(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {ReasonOf(e, path)}, expected a file to read", e);
        }
    }

    private static string Endings =>
        string.Join(", ", DatasetFormat.All.SelectMany(format => format.Extensions));

    private static byte[] ReadWhole(FileStream file, string path)
    {
        ThrowIfTooLong(file.Length, path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // A FIFO does not tell how much will come.
    private static byte[] ReadToEnd(FileStream file, string path)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            ThrowIfTooLong(bytes.Length, path);
        }

        return bytes.ToArray();
    }

    private static void ThrowIfTooLong(long length, string path)
    {
        if (length > MaxLength)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {length} bytes, expected at most {MaxLength}");
        }
    }

    private static string ReasonOf(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        EndOfStreamException => "it has become shorter while it was read",
        UnauthorizedAccessException => Directory.Exists(path) ? "a directory" : "permission denied",
        _ => e.Message,
    };
}
