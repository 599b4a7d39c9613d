using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Access;

/// <summary>
/// Looks up names of peers that rules depend on. The system's resolver blocks and cannot be cancelled: each lookup has
/// a thread of its own, of which there are few, and each address has one lookup at a time. Any thread may call.
/// </summary>
/// <param name="lookUp">Finds the name of an address, however long it takes.</param>
internal sealed class PeerNames(Func<IPAddress, PeerName> lookUp)
{
    private const int MaxLookUps = 16;

    private static readonly SemaphoreSlim Places = new(MaxLookUps);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Task<PeerName>> _running = [];

    /// <summary>Asks the system: its files, DNS. A name counts if it has the address in turn.</summary>
    public static PeerName LookUp(IPAddress address)
    {
        try
        {
            IPHostEntry entry = Dns.GetHostEntry(address); // has the addresses of the name that the address has
            return entry.AddressList.Any(other => AddressRange.Unmap(other).Equals(address))
                ? PeerName.Known(entry.HostName)
                : PeerName.Paranoid;
        }
        catch (SocketException)
        {
            return PeerName.Unknown;
        }
    }

    /// <summary>Finds a name.</summary>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public Task<PeerName> FindAsync(IPAddress address, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_running.TryGetValue(address, out Task<PeerName>? running))
            {
                running = Task.Run(() => RunAsync(address), CancellationToken.None);
                _running.Add(address, running);
            }

            return running.WaitAsync(cancellationToken);
        }
    }

    private async Task<PeerName> RunAsync(IPAddress address)
    {
        await Places.WaitAsync();
        try
        {
            return await Task.Factory.StartNew(
                () => lookUp(address),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            Places.Release();
            lock (_lock)
            {
                _running.Remove(address);
            }
        }
    }
}
