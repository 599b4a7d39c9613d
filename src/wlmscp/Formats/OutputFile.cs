using System.Runtime.InteropServices;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Formats;

/// <summary>Writes the files that commands are to make.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file, whole or not at all, in place of one that is there.</summary>
    /// <exception cref="ToolException">That is not possible; what was there is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            WholeFile.Write(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {ReasonOf(e, path)}, expected a file to write", e);
        }
    }

    private static string ReasonOf(Exception e, string path) => e switch
    {
        DirectoryNotFoundException => "no such directory",
        UnauthorizedAccessException => Directory.Exists(path) ? "a directory" : "permission denied",
        { HResult: > 0 and < 4096 } => Marshal.GetPInvokeErrorMessage(e.HResult), // an error number of the system
        _ => e.Message,
    };
}
