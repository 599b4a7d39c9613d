using Spectre.Console;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Start;

/// <summary>Starts programs in turn, A B A B, so that what else goes on in the machine meets all of them.</summary>
internal static class StartMeasurement
{
    /// <summary>Measures; the first start of each, which reads it from disk, does not count.</summary>
    public static IReadOnlyList<StartTimes> Run(IReadOnlyList<ServerProgram> programs, string directory, int runs)
    {
        StartTimes[] times = [.. programs.Select(program => new StartTimes(program))];
        StandardError.Console.Progress().Start(context =>
        {
            ProgressTask progress = context.AddTask("starts", maxValue: runs + 1);
            for (var run = 0; run <= runs; run++)
            {
                foreach (ServerProgram program in programs)
                {
                    StartTimes of = run == 0 ? new StartTimes(program) : times.First(of => of.Program == program);
                    of.Measure(directory);
                }

                progress.Increment(1);
            }
        });
        return times;
    }
}
