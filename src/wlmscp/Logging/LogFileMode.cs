using System.Runtime.Versioning;
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
            Restrict(path);
        }

        return underlyingStream;
    }

    [SupportedOSPlatform("linux")]
    private static void Restrict(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Mode);
        }
        catch (FileNotFoundException)
        {
            // Renamed within this moment: who does that sees to its mode, and what is logged must not be lost for it.
        }
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
