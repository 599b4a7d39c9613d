using WorklistScp.Storage;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Formats;

/// <summary>Writes the files that commands are to make.</summary>
internal static class OutputFile
{
    /// <summary>The name that stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>
    /// Writes a file, whole or not at all, in place of one that is there. Pipes, devices and what links lead to are written
    /// to, and stay what they are.
    /// </summary>
    /// <exception cref="ToolException">That is not possible; what was there is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (path == StandardOutput)
            {
                using Stream output = Console.OpenStandardOutput();
                output.Write(bytes);
            }
            else if (WholeFile.MayTake(path))
            {
                WholeFile.Write(path, bytes);
            }
            else
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                if (file.CanSeek)
                {
                    file.SetLength(0);
                }

                file.Write(bytes);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {ReasonOf(e, path)}, expected a file to write", e);
        }
    }

    /// <summary>Says in a few words why something cannot be written.</summary>
    /// <param name="e">What writing has thrown.</param>
    /// <param name="path">The path that was to be written.</param>
    public static string ReasonOf(Exception e, string path) => e switch
    {
        DirectoryNotFoundException or FileNotFoundException => "no such directory",
        UnauthorizedAccessException => Directory.Exists(path) ? "a directory" : "permission denied",
        _ => SystemMessage.ReasonOf(e),
    };
}
