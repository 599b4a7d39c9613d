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
        using var turns = new WorkTurns(threads: 1);
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
        using var turns = new WorkTurns(threads: 4);
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
        using var turns = new WorkTurns(threads: 2);
        using var end = new ManualResetEventSlim();
        var done = new TaskCompletionSource();
        turns.Add(Peer(1), () => end.Wait(Cancelled));
        turns.Add(Peer(1), () => end.Wait(Cancelled));

        turns.Add(Peer(2), done.SetResult);

        await done.Task.WaitAsync(Cancelled);
        end.Set();
    }

    private static IPAddress Peer(int number) => new([192, 0, 2, (byte)number]);
}
