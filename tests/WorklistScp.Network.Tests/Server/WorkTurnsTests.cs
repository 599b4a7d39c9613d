using System.Net;
using WorklistScp.Network.Turns;

namespace WorklistScp.Network.Tests.Server;

/// <summary>Who has his turn when.</summary>
public sealed class WorkTurnsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_OfSeveralPeers_IsDoneInTurn()
    {
        using var turns = new WorkTurns(threads: 1, TimeProvider.System);
        using var allAreWaiting = new ManualResetEventSlim();
        var order = new List<string>();
        var done = new TaskCompletionSource();
        turns.Add(Peer(9), () => allAreWaiting.Wait(Cancelled));

        foreach ((string name, int peer) in ((string, int)[])[("A1", 1), ("A2", 1), ("A3", 1), ("B1", 2), ("C1", 3)])
        {
            turns.Add(Peer(peer), () => order.Add(name));
        }

        turns.Add(Peer(1), done.SetResult);
        allAreWaiting.Set();

        await done.Task.WaitAsync(Cancelled);
        Assert.Equal(["A1", "B1", "C1", "A2", "A3"], order);
    }

    [Fact]
    public async Task Work_OfOnePeer_IsDoneOneAfterTheOther()
    {
        using var turns = new WorkTurns(threads: 4, TimeProvider.System);
        var done = new TaskCompletionSource();
        int atOnce = 0;
        int most = 0;
        for (var i = 0; i < 200; i++)
        {
            turns.Add(Peer(1), () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref atOnce));
                Thread.Yield();
                Interlocked.Decrement(ref atOnce);
            });
        }

        turns.Add(Peer(1), done.SetResult);

        await done.Task.WaitAsync(Cancelled);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Work_OfAPeerThatIsBusy_KeepsNoOtherFromItsTurn()
    {
        using var turns = new WorkTurns(threads: 2, TimeProvider.System);
        using var end = new ManualResetEventSlim();
        var done = new TaskCompletionSource();
        turns.Add(Peer(1), () => end.Wait(Cancelled));
        turns.Add(Peer(1), () => end.Wait(Cancelled));

        turns.Add(Peer(2), done.SetResult);

        await done.Task.WaitAsync(Cancelled);
        end.Set();
    }

    // Peers 1 and 2 have had 300 ms each, peer 3 nothing: what it asks for, 40 ms, is done first.
    [Fact]
    public async Task Work_OfAPeerThatHasHadLess_ComesFirst()
    {
        var clock = new Clock();
        using var turns = new WorkTurns(threads: 1, clock);
        var order = new List<string>();
        await AddAsync(turns, 1, 2);

        await AddAsync(turns, 1, 1, 2, 2, 3, 3);

        Assert.Equal(["1", "2", "3", "3", "1", "2", "1", "2"], order);

        async Task AddAsync(WorkTurns turns, params int[] peers)
        {
            using var allAreWaiting = new ManualResetEventSlim();
            var done = new TaskCompletionSource();
            int left = peers.Length;
            turns.Add(Peer(9), () => allAreWaiting.Wait(Cancelled));
            foreach (int peer in peers)
            {
                turns.Add(Peer(peer), () =>
                {
                    order.Add($"{peer}");
                    clock.Advance(TimeSpan.FromMilliseconds(peer == 3 ? 20 : 300));
                    if (--left == 0)
                    {
                        done.SetResult();
                    }
                });
            }

            allAreWaiting.Set();
            await done.Task.WaitAsync(Cancelled);
        }
    }

    // What a peer does not use today it has not saved for tomorrow.
    [Fact]
    public async Task Work_OfAPeerThatWasAway_ComesNotFirstForEver()
    {
        var clock = new Clock();
        using var turns = new WorkTurns(threads: 1, clock);
        var order = new List<string>();
        using var hasWorked = new ManualResetEventSlim();
        using var allAreWaiting = new ManualResetEventSlim();
        var done = new TaskCompletionSource();
        for (var i = 0; i < 10; i++)
        {
            turns.Add(Peer(1), () => clock.Advance(TimeSpan.FromSeconds(60)));
        }

        turns.Add(Peer(1), () =>
        {
            hasWorked.Set();
            allAreWaiting.Wait(Cancelled);
        });
        hasWorked.Wait(Cancelled);
        foreach (int peer in (int[])[1, 2, 2, 2, 2])
        {
            turns.Add(Peer(peer), () =>
            {
                order.Add($"{peer}");
                clock.Advance(TimeSpan.FromMilliseconds(20));
            });
        }

        turns.Add(Peer(2), done.SetResult);
        allAreWaiting.Set();

        await done.Task.WaitAsync(Cancelled);
        Assert.Equal(["2", "2", "2", "1", "2"], order);
    }

    private static IPAddress Peer(int number) => new([192, 0, 2, (byte)number]);

    /// <summary>Stands, until it is advanced.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
    }
}
