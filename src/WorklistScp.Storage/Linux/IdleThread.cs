using System.Collections.Concurrent;

namespace WorklistScp.Storage.Linux;

/// <summary>
/// A thread that has done its work and waits a while for more: to start one takes longer than most of what these do.
/// </summary>
internal sealed class IdleThread
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentStack<IdleThread> Waiting = new();

    private readonly object _turn = new();
    private Action? _work;
    private bool _isGone;

    private IdleThread(Action work) => _work = work;

    /// <summary>Does something that throws nothing on a thread that waits, else on a new one.</summary>
    public static void Run(Action work)
    {
        while (Waiting.TryPop(out IdleThread? thread))
        {
            if (thread.TryTake(work))
            {
                return;
            }
        }

        new Thread(new IdleThread(work).Live) { IsBackground = true }.Start();
    }

    private void Live()
    {
        while (Next() is { } work)
        {
            work();
            Waiting.Push(this);
        }
    }

    private bool TryTake(Action work)
    {
        lock (_turn)
        {
            _work = work;
            Monitor.Pulse(_turn);
            return !_isGone;
        }
    }

    private Action? Next()
    {
        lock (_turn)
        {
            if (_work is null)
            {
                Monitor.Wait(_turn, Patience);
            }

            Action? work = _work;
            _work = null;
            _isGone = work is null;
            return work;
        }
    }
}
