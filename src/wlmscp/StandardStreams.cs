using System.Runtime.InteropServices;

namespace Wlmscp;

/// <summary>Standard input, output and error, which whoever starts a daemon may have closed.</summary>
internal static partial class StandardStreams
{
    private const int O_RDWR = 2;
    private const int LastDescriptor = 2;
    private const long MaxWaiting = 16 * 1024 * 1024;

    private static BoundedQueue<string>? _errors;
    private static Thread? _writingErrors;

    /// <summary>
    /// What is written, a line with its end, where lines were dropped since standard error was too slow; gets their
    /// number.
    /// </summary>
    public static Func<long, string> LossNote { get; set; } =
        lines => FormattableString.Invariant($"wlmscp: {lines} lines were dropped, standard error was too slow\n");

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
    public static void WriteError(string line) => WriteErrorText(line + Environment.NewLine);

    /// <summary>Writes lines, each with its end, to standard error.</summary>
    public static void WriteErrorText(string text)
    {
        if (_errors is { } errors)
        {
            errors.TryAdd(text, text.Length * sizeof(char));
        }
        else
        {
            Write(text);
        }
    }

    /// <summary>
    /// From now on a thread of its own writes to standard error: it may be a pipe that nobody reads. Lines that it is
    /// too slow for are dropped, and counted.
    /// </summary>
    public static void QueueErrors()
    {
        var errors = new BoundedQueue<string>(MaxWaiting, isAwaited: false);
        _errors = errors;
        _writingErrors = OwnThread.Start("standard error", () =>
        {
            while (errors.Take(out IReadOnlyList<string> lines, out long dropped))
            {
                Write(string.Concat(lines));
                if (dropped > 0)
                {
                    Write(LossNote(dropped));
                }
            }
        });
    }

    /// <summary>Has that thread write what waits, unless that hangs.</summary>
    public static void EndErrors()
    {
        _errors?.End();
        if (_writingErrors?.Join(OwnThread.EndLimit) == true)
        {
            _errors = null;
        }
    }

    private static void Write(string text)
    {
        try
        {
            Console.Error.Write(text);
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
