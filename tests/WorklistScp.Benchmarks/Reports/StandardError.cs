using Spectre.Console;

namespace WorklistScp.Benchmarks.Reports;

/// <summary>Where progress is shown, so that standard output holds results only.</summary>
internal static class StandardError
{
    /// <summary>The console on standard error.</summary>
    public static IAnsiConsole Console { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
}
