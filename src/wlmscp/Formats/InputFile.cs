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
            return file.Length <= MaxLength
                ? ReadToEnd(file)
                : throw new ToolException(
                    ExitCode.Failed, $"{path}: {file.Length} bytes, expected at most {MaxLength}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {ReasonOf(e, path)}, expected a file to read", e);
        }
    }

    private static string Endings =>
        string.Join(", ", DatasetFormat.All.SelectMany(format => format.Extensions));

    private static byte[] ReadToEnd(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static string ReasonOf(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        EndOfStreamException => "it has become shorter while it was read",
        UnauthorizedAccessException => Directory.Exists(path) ? "a directory" : "permission denied",
        _ => e.Message,
    };
}
