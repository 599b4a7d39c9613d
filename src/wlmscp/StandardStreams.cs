using System.Runtime.InteropServices;

namespace Wlmscp;

/// <summary>Standard input, output and error, which whoever starts a daemon may have closed.</summary>
internal static partial class StandardStreams
{
    private const int O_RDWR = 2;
    private const int LastDescriptor = 2;

    /// <summary>
    /// Puts /dev/null where a stream is closed. Otherwise the next file or socket to be opened would get its number,
    /// and a peer what was meant for standard error.
    /// </summary>
    public static void Complete()
    {
        int descriptor;
        do
        {
            descriptor = open("/dev/null", O_RDWR); // the lowest number that is free
        }
        while (descriptor is >= 0 and < LastDescriptor);

        if (descriptor > LastDescriptor)
        {
            _ = close(descriptor);
        }
    }

    /// <summary>Writes a line to standard error. Where that is full or gone, nobody is there to be told.</summary>
    public static void WriteError(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A daemon serves on, and a failure still has its exit code. The second kind comes when the runtime has
            // opened a file of its own, for reading, under the number of a closed standard error.
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
