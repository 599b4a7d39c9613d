using System.Globalization;
using System.Runtime.InteropServices;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>
/// Keeps the client and both servers on the same processor. Where two are free, a short answer costs mostly the waking
/// of the other one, which the system decides for itself, from one second to the next.
/// </summary>
internal static partial class OneProcessor
{
    private const ulong First = 1;

    /// <summary>The threads of a process, and those that they start.</summary>
    public static void Keep(int process)
    {
        foreach (string thread in Directory.GetDirectories($"/proc/{process}/task"))
        {
            _ = sched_setaffinity(
                int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), sizeof(ulong), First);
        }
    }

    /// <summary>This thread, until what is returned is disposed of.</summary>
    public static IDisposable KeepThisThread() => new ThisThread();

    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nint size, in ulong processors);

    [LibraryImport("libc")]
    private static partial int sched_getaffinity(int thread, nint size, out ulong processors);

    private sealed class ThisThread : IDisposable
    {
        private readonly ulong _before;

        public ThisThread()
        {
            _ = sched_getaffinity(0, sizeof(ulong), out _before);
            _ = sched_setaffinity(0, sizeof(ulong), First);
        }

        public void Dispose() => _ = sched_setaffinity(0, sizeof(ulong), _before);
    }
}
