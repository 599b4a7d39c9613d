using System.Diagnostics;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>Writers, and peers that ask, against one server.</summary>
internal sealed class SoakRun : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // The server closes its side when it has seen that the peer has closed.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // An answer is waited for a minute.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(70);

    private readonly SoakSettings _settings;
    private readonly SoakArea _area;
    private readonly ServerProcess _server;
    private readonly VersionLog _versions = new();
    private readonly SoakCounters _counters = new();
    private readonly CancellationTokenSource _stop = new();

    private SoakRun(SoakSettings settings)
    {
        _settings = settings;
        _area = new SoakArea(settings.Entries, new Random());
        _versions.Release(_versions.Add(_area.CopyCounts()));
        // Nobody reads its log.
        ServerProgram program = ServerProgram.Wlmscp();
        _server = new ServerProcess(
            program with { Arguments = (directory, port) => [.. program.Arguments(directory, port), "--quiet"] },
            _area.Root);
        _server.Connect().Dispose(); // from now on it listens
    }

    /// <summary>Does it all.</summary>
    /// <exception cref="BenchmarkException">The server does not start.</exception>
    public static SoakResult Run(SoakSettings settings)
    {
        using var run = new SoakRun(settings);
        return run.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _area.Dispose();
        _stop.Dispose();
    }

    private SoakResult Run()
    {
        int openFiles = OpenFiles.Count(_server.Id);
        Task[] all = [.. Parts().Select(part => Task.Factory.StartNew(
            () => part(_stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        var intervals = new List<SoakInterval>();
        long start = Stopwatch.GetTimestamp();
        TimeSpan last = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan left = _settings.Duration - last;
            Task.WaitAny(all, left < Interval ? left : Interval);
            if (IsOver(all, Stopwatch.GetElapsedTime(start)))
            {
                End(all);
            }

            TimeSpan now = Stopwatch.GetElapsedTime(start);
            intervals.Add(_counters.Take(now - last, ServerMemory.Read(_server.Id).Resident));
            Console.Error.WriteLine(SoakReport.Line(now, intervals[^1]));
            last = now;
        }

        Thread.Sleep(Settling);
        return new SoakResult(intervals, openFiles, OpenFiles.Count(_server.Id));
    }

    // The time is over, or one part has ended by an exception.
    private bool IsOver(Task[] all, TimeSpan elapsed) =>
        elapsed >= _settings.Duration || _counters.IsHopeless || all.Any(part => part.IsCompleted);

    private void End(Task[] all)
    {
        _stop.Cancel();
        if (!Task.WaitAll(all, LongestEnd))
        {
            _counters.AddFailure($"not all had ended after {LongestEnd.TotalSeconds} s");
        }
    }

    private IEnumerable<Action<CancellationToken>> Parts()
    {
        for (var i = 0; i < _settings.Writers; i++)
        {
            yield return new Writer(_area, _versions, _counters).Run;
        }

        for (var i = 0; i < _settings.Associations; i++)
        {
            yield return NewAsker().Run;
        }

        yield return new Passers(_server.Address, NewAsker(), _counters).Run;
    }

    private Asker NewAsker() => new(_server.Address, _versions, _counters);
}
