using System.Diagnostics;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>Opens all associations of a plan, lets them ask at the same time, and closes them.</summary>
internal sealed class Load : IDisposable
{
    // There may be a thousand threads; so many get small buffers too.
    private const int StackSize = 256 * 1024;
    private const int Many = 100;
    private const int SmallBufferSize = 32 * 1024;

    private readonly ServerProcess _server;
    private readonly LoadPlan _plan;
    private readonly Barrier _barrier;
    private readonly LoadResult _sum = new();
    private ProcessorTime? _before;

    private Load(ServerProcess server, LoadPlan plan)
    {
        _server = server;
        _plan = plan;
        _barrier = new Barrier(plan.Associations, _ => ReadServer());
    }

    /// <summary>Carries out the plan.</summary>
    public static LoadResult Run(ServerProcess server, LoadPlan plan)
    {
        using var load = new Load(server, plan);
        return load.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    private LoadResult Run()
    {
        LoadResult[] results = [.. Enumerable.Range(0, _plan.Associations).Select(_ => new LoadResult())];
        Thread[] threads = [.. results.Select(result => new Thread(() => Work(result), StackSize))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        foreach (LoadResult result in results)
        {
            _sum.Add(result);
        }

        return _sum;
    }

    private void Work(LoadResult result)
    {
        using WorklistClient? client = TryOpen(result);
        _barrier.SignalAndWait(); // none asks before all are open
        if (client is not null)
        {
            Ask(client, result);
        }

        _barrier.SignalAndWait(); // none closes before all are answered, and the server's processes are looked at
    }

    private WorklistClient? TryOpen(LoadResult result)
    {
        try
        {
            return WorklistClient.Open(
                _server.Address, _plan.Associations > Many ? SmallBufferSize : WorklistClient.BufferSize);
        }
        catch (BenchmarkException e)
        {
            result.AddRefused(e);
            return null;
        }
    }

    private void Ask(WorklistClient client, LoadResult result)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            while (result.Times.Count < _plan.Least || Stopwatch.GetElapsedTime(begin) < _plan.Budget)
            {
                _plan.BeforeQuery();
                long asked = Stopwatch.GetTimestamp();
                int matches = client.Find(_plan.Request);
                result.Times.Add(Stopwatch.GetElapsedTime(asked));
                result.Matches.Add(matches);
            }
        }
        catch (BenchmarkException e)
        {
            result.AddFailed(e);
        }
    }

    private void ReadServer()
    {
        if (_before is null)
        {
            _before = ProcessorTime.Read(_server.Id);
            return;
        }

        _sum.Processor = ProcessorTime.Read(_server.Id).Since(_before);
        _sum.Memory = ServerMemory.Read(_server.Id);
    }
}
