namespace Wlmscp;

/// <summary>
/// Threads for what may hang, such as files and pipes. One that hangs does not keep the process from its end.
/// </summary>
internal static class OwnThread
{
    /// <summary>How long the end of the process waits for one of them.</summary>
    public static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    /// <summary>Starts one.</summary>
    public static Thread Start(string name, Action run)
    {
        var thread = new Thread(() => run()) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }
}
