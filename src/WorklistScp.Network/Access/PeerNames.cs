using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Access;

/// <summary>
/// Looks up names of peers that rules depend on. The system's resolver blocks and cannot be cancelled: each lookup has
/// a thread of its own, of which there are few, and each address has one lookup at a time. Any thread may call.
/// </summary>
/// <param name="lookUp">Finds the name of an address, however long it takes.</param>
/// <param name="places">One for each lookup at the same time; null: those of the process.</param>
internal sealed class PeerNames(Func<IPAddress, PeerName> lookUp, SemaphoreSlim? places = null)
{
    private const int MaxLookUps = 16;

    private static readonly SemaphoreSlim PlacesOfProcess = new(MaxLookUps);

    private readonly SemaphoreSlim _places = places ?? PlacesOfProcess;
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Running> _running = [];

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

    /// <summary>Finds a name. A lookup whose callers have all gone is not begun.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isGone">Whether the caller's peer has gone; asked when its turn has come.</param>
    /// <param name="cancellationToken">It takes too long.</param>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    /// <exception cref="IOException">The peer had gone before its turn came.</exception>
    public async Task<PeerName> FindAsync(
        IPAddress address, Func<bool> isGone, CancellationToken cancellationToken)
    {
        Running running;
        lock (_lock)
        {
            if (!_running.TryGetValue(address, out running!))
            {
                _running.Add(address, running = new Running());
                running.Name = Task.Run(() => RunAsync(address, running), CancellationToken.None);
            }

            running.Waiting.Add(isGone);
        }

        try
        {
            return await running.Name.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(address, running, isGone);
        }
    }

    private void Leave(IPAddress address, Running running, Func<bool> isGone)
    {
        lock (_lock)
        {
            running.Waiting.Remove(isGone);
            if (running.Waiting.Count == 0 && !running.HasBegun)
            {
                Forget(address, running);
                _ = running.Unwanted.CancelAsync();
            }
        }
    }

    private async Task<PeerName> RunAsync(IPAddress address, Running running)
    {
        await _places.WaitAsync(running.Unwanted.Token);
        try
        {
            if (!Begin(address, running))
            {
                throw new IOException("the peer was gone before its name was looked up");
            }

            return await Task.Factory.StartNew(
                () => lookUp(address),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _places.Release();
            lock (_lock)
            {
                Forget(address, running);
            }
        }
    }

    // False, and forgotten, when nobody waits for it any more.
    private bool Begin(IPAddress address, Running running)
    {
        lock (_lock)
        {
            running.HasBegun = running.Waiting.Exists(isGone => !isGone());
            if (!running.HasBegun)
            {
                Forget(address, running);
            }

            return running.HasBegun;
        }
    }

    // By then there may be another one for the address.
    private void Forget(IPAddress address, Running running)
    {
        if (_running.GetValueOrDefault(address) == running)
        {
            _running.Remove(address);
        }
    }

    private sealed class Running
    {
        public Task<PeerName> Name { get; set; } = Task.FromResult(PeerName.Unknown);

        public List<Func<bool>> Waiting { get; } = [];

        public CancellationTokenSource Unwanted { get; } = new(); // nothing of it needs to be disposed

        public bool HasBegun { get; set; }
    }
}

/// <summary>What DNS says of a peer's name, as hosts_access(5) tells it apart.</summary>
internal sealed record PeerName
{
    private PeerName(string? text)
    {
        Text = text;
    }

    /// <summary>The address has no name.</summary>
    public static PeerName Unknown { get; } = new((string?)null);

    /// <summary>The address has a name that does not have the address.</summary>
    public static PeerName Paranoid { get; } = new((string?)null);

    /// <summary>The name in small letters, if it can be trusted.</summary>
    public string? Text { get; }

    /// <summary>A name that has the address.</summary>
    public static PeerName Known(string name) =>
        HostNameForm.IsName(name) ? new PeerName(name.TrimEnd('.').ToLowerInvariant()) : Paranoid;
}

/// <summary>What is taken for a host name: strangers write the records of their addresses.</summary>
internal static class HostNameForm
{
    // RFC 1035 2.3.4, written with dots and without the root.
    private const int MaxLength = 253;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    /// <summary>
    /// Whether a text has 1 to 253 letters, digits, dots, hyphens and underscores, and cannot be read as an address.
    /// </summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.AsSpan().ContainsAnyExcept(Characters)
        && !IPAddress.TryParse(text, out _);
}
