using System.Diagnostics;

namespace WorklistScp.Fuzz;

/// <summary>Runs inputs of a target, and judges what each costs.</summary>
internal sealed class FuzzRunner(FuzzTarget target)
{
    private const long MaxWorkingSet = 300L * 1024 * 1024;
    private const int LookAtMemory = 1000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    /// <summary>How many inputs were run.</summary>
    public long Executions { get; private set; }

    /// <summary>How many of them were good.</summary>
    public long Good { get; private set; }

    /// <summary>The most memory that the process had, in bytes, as far as was looked.</summary>
    public long WorkingSet { get; private set; }

    /// <summary>Runs an input.</summary>
    /// <returns>Whether it was good.</returns>
    /// <exception cref="FindingException">It made the program do what it must not.</exception>
    public bool Run(byte[] input)
    {
        Executions++;
        bool isGood = RunOnce(input, out TimeSpan time, out long allocated);
        Good += isGood ? 1 : 0;
        if (allocated > target.MaxAllocated)
        {
            throw new FindingException($"allocates {allocated} bytes, expected at most {target.MaxAllocated}");
        }

        // On a machine that has other work, an input is slow only if it is so three times.
        for (var i = 0; i < 2 && time > MaxTime; i++)
        {
            RunOnce(input, out TimeSpan again, out _);
            time = again < time ? again : time;
        }

        if (time > MaxTime)
        {
            throw new FindingException($"takes {time.TotalSeconds:0.0} s, expected at most {MaxTime.TotalSeconds} s");
        }

        if (Executions % LookAtMemory == 0)
        {
            LookAtWorkingSet();
        }

        return isGood;
    }

    private bool RunOnce(byte[] input, out TimeSpan time, out long allocated)
    {
        long before = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        try
        {
            return target.Run(input);
        }
        catch (Exception e) when (e is not FindingException)
        {
            throw new FindingException($"{e.GetType().Name}: {e.Message}", e);
        }
        finally
        {
            time = Stopwatch.GetElapsedTime(start);
            allocated = GC.GetTotalAllocatedBytes() - before;
        }
    }

    private void LookAtWorkingSet()
    {
        WorkingSet = Math.Max(WorkingSet, Environment.WorkingSet);
        if (WorkingSet > MaxWorkingSet)
        {
            throw new FindingException($"the process has {WorkingSet} bytes, expected at most {MaxWorkingSet}");
        }
    }
}
