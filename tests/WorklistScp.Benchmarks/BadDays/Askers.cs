using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Peers that ask the same query, whatever the answer is, each on its own association and thread.</summary>
internal sealed class Askers : IDisposable
{
    private readonly List<(WorklistClient Client, Thread Thread)> _all = [];
    private readonly ConcurrentDictionary<int, bool> _statuses = new();
    private readonly byte[] _request;
    private readonly int _times;
    private volatile bool _isStopped;

    /// <summary>Opens all associations, then lets them ask.</summary>
    /// <param name="server">The server.</param>
    /// <param name="from">Their address.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="request">The bytes of <see cref="FindRequest"/>.</param>
    /// <param name="times">How often each asks.</param>
    /// <param name="called">The called AE title.</param>
    public Askers(
        ServerProcess server, IPAddress from, int count, byte[] request, int times = int.MaxValue,
        string called = Data.GeneratedArea.Name)
    {
        _request = request;
        _times = times;
        for (var i = 0; i < count; i++)
        {
            WorklistClient client = Peer.Open(server, from, called);
            _all.Add((client, new Thread(() => Ask(client)) { IsBackground = true }));
        }

        _all.ForEach(asker => asker.Thread.Start());
    }

    /// <summary>The statuses of answers up to now, in words.</summary>
    public string Statuses => _statuses.IsEmpty
        ? "nothing"
        : string.Join(
            " or ", _statuses.Keys.Order().Select(status => status.ToString("X4", CultureInfo.InvariantCulture)));

    /// <summary>Waits until each has asked as often as it was to.</summary>
    public void WaitFor() => _all.ForEach(asker => asker.Thread.Join());

    /// <summary>Ends them, answered or not.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _all.ForEach(asker => asker.Client.Shutdown());
        WaitFor();
        _all.ForEach(asker => asker.Client.Dispose());
    }

    private void Ask(WorklistClient client)
    {
        try
        {
            for (var i = 0; i < _times && !_isStopped; i++)
            {
                _statuses.TryAdd(client.Ask(_request).Status, default);
            }
        }
        catch (BenchmarkException)
        {
            // What they get is no matter: others are looked at.
        }
    }
}
