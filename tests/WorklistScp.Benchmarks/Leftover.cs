using System.Runtime.InteropServices;

namespace WorklistScp.Benchmarks;

/// <summary>
/// What must not outlive this program, such as a process or a directory: it is removed when disposed of, or when a
/// signal ends the program.
/// </summary>
internal sealed class Leftover : IDisposable
{
    private const int ExitCode = 130;

    private static readonly List<Leftover> All = [];
    private static readonly List<PosixSignalRegistration> Signals = [];

    private readonly Lock _removing = new();
    private readonly Action _remove;

    private Leftover(Action remove) => _remove = remove;

    /// <summary>Whether all is being removed, or has been.</summary>
    public static bool IsEnding { get; private set; }

    /// <summary>From now on Ctrl-C and SIGTERM remove what is left, the latest first, and end the program.</summary>
    public static void WatchSignals()
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                RemoveAll();
                Environment.Exit(ExitCode);
            }));
        }
    }

    /// <summary>Adds something that has come to be.</summary>
    /// <param name="remove">Removes it; called once.</param>
    /// <exception cref="BenchmarkException">A signal has come meanwhile: it is removed again.</exception>
    public static Leftover Of(Action remove)
    {
        var leftover = new Leftover(remove);
        lock (All)
        {
            if (!IsEnding)
            {
                All.Add(leftover);
                return leftover;
            }
        }

        remove();
        throw new BenchmarkException("ended by a signal");
    }

    /// <summary>Removes all that is left, the latest first.</summary>
    public static void RemoveAll()
    {
        Leftover[] left;
        lock (All)
        {
            IsEnding = true;
            left = [.. All];
        }

        foreach (Leftover leftover in left.Reverse())
        {
            try
            {
                leftover.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Console.Error.WriteLine($"cannot clean up: {e.Message}");
            }
        }
    }

    /// <summary>Removes it, or waits until another thread has removed it.</summary>
    public void Dispose()
    {
        lock (_removing)
        {
            lock (All)
            {
                if (!All.Remove(this))
                {
                    return;
                }
            }

            _remove();
        }
    }
}
