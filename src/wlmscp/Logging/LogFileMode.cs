using System.Text;
using Serilog.Sinks.File;

namespace Wlmscp.Logging;

/// <summary>New log files are not for everybody: at debug level they hold patients' data.</summary>
internal sealed class LogFileMode : FileLifecycleHooks
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <inheritdoc/>
    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        // An old file has the mode that somebody wanted; a device, such as /dev/null, is everybody's.
        if (OperatingSystem.IsLinux() && underlyingStream.Length == 0 && IsFile(underlyingStream))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Mode);
        }

        return underlyingStream;
    }

    // Devices have no length that could be set.
    private static bool IsFile(Stream empty)
    {
        try
        {
            empty.SetLength(0);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
