using System.Runtime.InteropServices;

namespace Wlmscp.Formats;

/// <summary>Writes files whole or not at all: under a temporary name first.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file in place of one that is there.</summary>
    /// <exception cref="ToolException">That is not possible; what was there is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = TemporaryFile.PathIn(Path.GetDirectoryName(Path.GetFullPath(path)));
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TemporaryFile.DeleteIfThere(temporary);
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
