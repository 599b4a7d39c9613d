using System.Collections.Concurrent;
using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Turns;

/// <summary>
/// A few threads for what takes long, so that it keeps neither the threads that wait for sockets nor those of the pool
/// from others. Peers take turns there, and of one peer one thing is done at a time: what it asks for delays itself.
/// </summary>
/// <remarks>What is given to it is to end after some milliseconds, and to come again with what is left.</remarks>
internal sealed class WorkTurns : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Queue<Action>> _waiting = []; // of peers that wait, or are at work
    private readonly BlockingCollection<IPAddress> _ready = [];
    private readonly int _threads;
    private bool _hasThreads;

    /// <summary>Starts no thread yet.</summary>
    /// <param name="threads">How many things are done at the same time.</param>
    public WorkTurns(int threads)
    {
        _threads = threads;
    }

    /// <summary>One thread less than there are processors, and one at least.</summary>
    public static int UsualThreads => Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Has something done when the peer's turn comes.</summary>
    public void Add(IPAddress? peer, Action work)
    {
        IPAddress key = AddressLimit.KeyOf(peer ?? IPAddress.None);
        lock (_gate)
        {
            StartThreads();
            if (_waiting.TryGetValue(key, out Queue<Action>? waiting))
            {
                waiting.Enqueue(work);
                return;
            }

            _waiting.Add(key, new Queue<Action>([work]));
            _ready.Add(key);
        }
    }

    /// <summary>Ends the threads when each has done what it is at; to be called when nobody waits for it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ready.CompleteAdding();
        }
    }

    // Most daemons never need them.
    private void StartThreads()
    {
        for (int i = _hasThreads ? _threads : 0; i < _threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "turns" }.Start();
        }

        _hasThreads = true;
    }

    private void Work()
    {
        foreach (IPAddress peer in _ready.GetConsumingEnumerable())
        {
            TakeNext(peer)();
            EndTurn(peer);
        }
    }

    private Action TakeNext(IPAddress peer)
    {
        lock (_gate)
        {
            return _waiting[peer].Dequeue();
        }
    }

    private void EndTurn(IPAddress peer)
    {
        lock (_gate)
        {
            if (_waiting[peer].Count == 0)
            {
                _waiting.Remove(peer);
            }
            else if (!_ready.IsAddingCompleted)
            {
                _ready.Add(peer);
            }
        }
    }
}
