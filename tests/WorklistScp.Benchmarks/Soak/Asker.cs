using System.Diagnostics;
using System.Net;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>Asks queries over associations, one at a time, and checks each answer.</summary>
/// <param name="server">The server's address.</param>
/// <param name="versions">What the answers may be.</param>
/// <param name="counters">Receives the outcomes.</param>
internal sealed class Asker(IPEndPoint server, VersionLog versions, SoakCounters counters)
{
    // After a failure: if the server is gone, there will be many.
    private const int PauseMilliseconds = 100;

    private readonly Random _random = new();

    /// <summary>Goes on until told to stop, over one association unless it fails.</summary>
    public void Run(CancellationToken stop)
    {
        do
        {
            Ask(int.MaxValue, stop);
        }
        while (!stop.WaitHandle.WaitOne(PauseMilliseconds));
    }

    /// <summary>Opens an association, asks, and closes the connection; what goes wrong is counted.</summary>
    /// <param name="queries">How many queries.</param>
    /// <param name="stop">Ends it earlier.</param>
    public void Ask(int queries, CancellationToken stop)
    {
        try
        {
            using var client = WorklistClient.Open(server);
            for (var i = 0; i < queries && !stop.IsCancellationRequested; i++)
            {
                AskOnce(client);
            }
        }
        catch (BenchmarkException e)
        {
            counters.AddFailure(e.Message);
        }
    }

    private void AskOnce(WorklistClient client)
    {
        int number = SoakQuery.Choose(_random);
        SoakQuery query = SoakQuery.All[number];
        long since = versions.LastReleased;
        long start = Stopwatch.GetTimestamp();
        int matches = client.Find(query.Request);
        counters.AddAnswer(Stopwatch.GetElapsedTime(start));
        if (versions.FindExpected(number, matches, since) is { } expected)
        {
            counters.AddWrong($"{query.Name}: {matches} matches, expected one of {string.Join(' ', expected)}");
        }
    }
}
