using System.Runtime.InteropServices;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>Signals to processes that were started here.</summary>
internal static partial class Signal
{
    /// <summary>SIGTERM: please end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGSTOP: do nothing until told to go on.</summary>
    public const int Stop = 19;

    /// <summary>Sends one.</summary>
    public static void Send(int process, int signal) => _ = kill(process, signal);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
