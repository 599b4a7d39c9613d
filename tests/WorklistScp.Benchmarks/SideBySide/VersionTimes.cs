using System.Diagnostics;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>How long a program takes to tell its version: the least that a start of it can take.</summary>
/// <param name="Program">The program.</param>
internal sealed record VersionTimes(ServerProgram Program)
{
    /// <summary>From the start of the process to its end, one for each start.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>Starts the program once, and adds its time.</summary>
    public void Measure()
    {
        var startInfo = new ProcessStartInfo(Program.FileName, "--version") { RedirectStandardOutput = true };
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(startInfo)!;
        process.StandardOutput.ReadToEnd(); // ends with the process
        Times.Add(Stopwatch.GetElapsedTime(started));
        process.WaitForExit();
    }
}
