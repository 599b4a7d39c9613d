using System.Diagnostics;
using System.Net;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>An honest peer, on a thread of its own, whose longest wait is what others cost it.</summary>
internal sealed class Bystander : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // The address that it has, and no peer that does harm.
    private static readonly IPAddress From = IPAddress.Parse("127.0.0.9");

    private readonly CancellationTokenSource _stop = new();
    private readonly Action _act;
    private readonly Thread _thread;
    private WorklistClient? _client;

    private Bystander(Action act)
    {
        _act = act;
        _thread = new Thread(Run) { IsBackground = true };
    }

    /// <summary>The longest wait up to now; one that is still going on does not count.</summary>
    public Wait Longest { get; private set; }

    /// <summary>One that has an association, and asks all the time.</summary>
    public static Bystander Asking(ServerProcess server, byte[] request, int matches)
    {
        WorklistClient client = Peer.Open(server, From);
        client.Find(request);
        var bystander = new Bystander(() => Answers.Expect(matches, client.Find(request))) { _client = client };
        bystander._thread.Start();
        return bystander;
    }

    /// <summary>One that opens an association, closes it, and comes again.</summary>
    public static Bystander Arriving(ServerProcess server)
    {
        var bystander = new Bystander(() => Peer.Open(server, From).Dispose());
        bystander._thread.Start();
        return bystander;
    }

    /// <summary>Waits until what it waits for has come, or was given up.</summary>
    public Wait Stop()
    {
        _stop.Cancel();
        _thread.Join();
        return Longest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _client?.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (Longest.Error is null && !_stop.Token.WaitHandle.WaitOne(Pause))
        {
            long begin = Stopwatch.GetTimestamp();
            string? error = null;
            try
            {
                _act();
            }
            catch (BenchmarkException e)
            {
                error = e.Message;
            }

            var wait = new Wait(Stopwatch.GetElapsedTime(begin), error);
            Longest = error is not null || wait.Time > Longest.Time ? wait : Longest;
        }
    }
}
