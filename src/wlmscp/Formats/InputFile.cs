using WorklistScp.Storage;

namespace Wlmscp.Formats;

/// <summary>Reads what a command was given.</summary>
internal static class InputFile
{
    private const int MaxLength = 64 * 1024 * 1024; // of a file; as data sets a table takes several times as much

    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads the data sets of a file. Where its name does not tell what it is, its first bytes do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">What it is where they do not tell either; null: that is wrong.</param>
    /// <exception cref="ToolException">The file cannot be read or understood.</exception>
    public static IReadOnlyList<InputDataset> Read(string path, DatasetFormat? otherwise = null) =>
        Read(path, out _, otherwise);

    /// <summary>Reads the data sets of a file, and tells what it is.</summary>
    /// <inheritdoc cref="Read(string, DatasetFormat?)"/>
    /// <param name="path">The file.</param>
    /// <param name="format">What it is.</param>
    /// <param name="otherwise">What it is where neither name nor bytes tell; null: that is wrong.</param>
    public static IReadOnlyList<InputDataset> Read(string path, out DatasetFormat format, DatasetFormat? otherwise = null)
    {
        byte[] bytes = ReadBytes(path);
        if (path == StandardInput && bytes.Length == 0)
        {
            throw new ToolException(ExitCode.Failed, "standard input is empty, expected one data set at least");
        }

        format = DatasetFormat.Find(path) ?? DatasetFormat.FindOf(bytes) ?? otherwise
            ?? throw new ToolException(
                ExitCode.Usage, $"{path}: unknown kind of file, expected a name that ends in {Endings}");
        try
        {
            IReadOnlyList<InputDataset> datasets = format.Read(bytes, path);
            return datasets.Count > 0 ? datasets : throw new DicomDataException("no data set, expected one at least");
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
            using Stream file = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            return file.CanSeek ? ReadWhole(file, path) : ReadToEnd(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {ReasonOf(e, path)}, expected a file to read", e);
        }
    }

    private static string Endings =>
        string.Join(", ", DatasetFormat.All.SelectMany(format => format.Extensions));

    private static byte[] ReadWhole(Stream file, string path)
    {
        ThrowIfTooLong(file.Length, path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // A FIFO does not tell how much will come.
    private static byte[] ReadToEnd(Stream file, string path)
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
        _ => SystemMessage.ReasonOf(e),
    };
}
