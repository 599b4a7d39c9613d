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
        if (OperatingSystem.IsLinux() && underlyingStream is FileStream { Length: 0 } file)
        {
            File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(file.SafeFileHandle) & Mode);
        }

        return underlyingStream;
    }
}
