using System.Runtime.InteropServices;

namespace Wlmscp.RequestFiles;

/// <summary>
/// A second name for a file, given only if it is free. <c>File.Move</c> looks first and renames then: of two threads
/// with the same target, one loses its file.
/// </summary>
internal static partial class HardLink
{
    /// <summary>The error number of a name that is taken.</summary>
    public const int EEXIST = 17;

    /// <summary>Gives a file a further name.</summary>
    /// <returns>Whether the name was free.</returns>
    /// <exception cref="IOException">It cannot be given; HResult is the system's error number.</exception>
    public static bool TryCreate(string path, string name)
    {
        if (link(path, name) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == EEXIST ? false : throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string path, string name);
}
