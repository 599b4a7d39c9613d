using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Logging;

/// <summary>
/// The names of peers for log lines. They are looked up beside the associations, which never wait for one, and kept
/// for five minutes. Any thread may call.
/// </summary>
/// <param name="lookUp">
/// Finds the name of an address; null or any exception: none. The token is cancelled when the answer is too late.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives each name once.</param>
internal sealed class HostNames(
    Func<IPAddress, CancellationToken, Task<string?>> lookUp, TimeProvider time, ILogger logger)
{
    /// <summary>The number of addresses that are remembered; more are not looked up.</summary>
    internal const int MaxEntries = 1000;

    /// <summary>The number of lookups at the same time; more are not begun.</summary>
    internal const int MaxLookUps = 4;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];
    private int _running;

    /// <summary>The name of an address, if it is known now.</summary>
    public string? Find(IPAddress address)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(address, out Entry? entry) && IsFresh(entry) ? entry.Name : null;
        }
    }

    /// <summary>Begins to look up an address unless that was done lately, or nobody would see the name.</summary>
    public void StartLookUp(IPAddress address)
    {
        if (logger.IsEnabled(LogLevel.Information) && Begin(address) is { } entry)
        {
            _ = LookUpAsync(address, entry);
        }
    }

    private async Task LookUpAsync(IPAddress address, Entry entry)
    {
        string? name = null;
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            name = await lookUp(address, patience.Token);
        }
        catch (Exception e)
        {
            NetworkLog.HostNameNotFound(logger, address, e.Message); // the log can do without
        }

        bool isOfUse = !patience.IsCancellationRequested && HostNameForm.IsName(name);
        if (End(entry, isOfUse ? name : null))
        {
            NetworkLog.HostNameFound(logger, address, name);
        }
    }

    // The entry to fill in; null when there is nothing to do.
    private Entry? Begin(IPAddress address)
    {
        lock (_lock)
        {
            if (_running == MaxLookUps || FindOrAdd(address) is not { IsRunning: false } entry || IsFresh(entry))
            {
                return null;
            }

            _running++;
            entry.IsRunning = true;
            entry.Name = null;
            entry.AskedAt = time.GetTimestamp();
            return entry;
        }
    }

    // Whether the name is news. A lookup keeps its place until it has ended, however late: it may hold a thread.
    private bool End(Entry entry, string? name)
    {
        lock (_lock)
        {
            _running--;
            entry.IsRunning = false;
            entry.Name = name;
            bool isNews = name is not null && name != entry.LoggedName;
            entry.LoggedName = name ?? entry.LoggedName;
            return isNews;
        }
    }

    private Entry? FindOrAdd(IPAddress address)
    {
        if (_entries.TryGetValue(address, out Entry? known))
        {
            return known;
        }

        if (_entries.Count == MaxEntries)
        {
            RemoveOld();
        }

        var added = new Entry();
        return _entries.Count < MaxEntries && _entries.TryAdd(address, added) ? added : null;
    }

    private void RemoveOld()
    {
        foreach ((IPAddress address, Entry entry) in _entries)
        {
            if (!entry.IsRunning && !IsFresh(entry))
            {
                _entries.Remove(address);
            }
        }
    }

    private bool IsFresh(Entry entry) => entry.AskedAt is { } asked && time.GetElapsedTime(asked) < Lifetime;

    private sealed class Entry
    {
        public long? AskedAt { get; set; }

        public bool IsRunning { get; set; }

        public string? Name { get; set; }

        public string? LoggedName { get; set; }
    }
}

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
