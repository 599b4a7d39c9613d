namespace WorklistScp.Benchmarks.Peers;

/// <summary>The file descriptors of a process.</summary>
internal static class OpenFiles
{
    /// <summary>Counts them, as /proc tells them: files, sockets, watches.</summary>
    public static int Count(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;
}
