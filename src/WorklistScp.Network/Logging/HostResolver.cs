using System.Net;

namespace WorklistScp.Network.Logging;

/// <summary>Names of hosts as the system knows them: its files, DNS.</summary>
internal static class HostResolver
{
    /// <summary>Finds the name of an address.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is none, or nobody to ask.</exception>
    // The system's resolver blocks, for many seconds when no server answers, and cannot be cancelled. The asynchronous
    // methods of Dns block a thread of the pool for it, of which a small machine has two.
    public static Task<string?> FindNameAsync(IPAddress address, CancellationToken cancellationToken) =>
        Task.Factory.StartNew<string?>(
            () => Dns.GetHostEntry(address).HostName,
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
