using System.Diagnostics;

namespace WorklistScp.Fuzz;

/// <summary>Runs mutated inputs for some time.</summary>
internal static class FuzzCommand
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Runs a target until the time is over or something is found.</summary>
    /// <returns>The exit code: 1 with a finding.</returns>
    public static int Run(FuzzTarget target, TimeSpan time, int seed)
    {
        var runner = new FuzzRunner(target);
        var mutator = new Mutator(target.Seeds, seed, target.Grammar);
        using var watchdog = new Watchdog(input =>
        {
            Report(target, input, seed, "does not come to an end");
            Environment.Exit(1);
        });
        long start = Stopwatch.GetTimestamp();
        string end = "no finding";
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            byte[] input = mutator.Next();
            watchdog.Begin(input);
            try
            {
                Coverage.Begin();
                bool isGood = runner.Run(input);
                mutator.Learn(input, isGood, isNews: Coverage.TakeNews());
            }
            catch (FindingException e)
            {
                Report(target, input, seed, e.ToString());
                end = "A FINDING";
                break;
            }

            watchdog.End();
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            $"{target.Name,-18} {runner.Executions,10} executions in {seconds,6:0.0} s, "
            + $"{runner.Good,9} good, "
            + $"{Coverage.Branches,5} branches, {runner.WorkingSet / Megabyte,4:0} MB, seed {seed}: {end}");
        return end == "no finding" ? 0 : 1;
    }

    private static void Report(FuzzTarget target, byte[] input, int seed, string problem) =>
        Console.Error.WriteLine($"{CrashFiles.Keep(target, input)}, seed {seed}: {problem}");
}
