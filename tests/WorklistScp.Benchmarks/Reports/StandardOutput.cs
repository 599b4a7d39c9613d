using Spectre.Console;

namespace WorklistScp.Benchmarks.Reports;

/// <summary>Where results are written; a row of a table is one line, whatever the width of a terminal.</summary>
internal static class StandardOutput
{
    private const int Width = 250;

    private static readonly IAnsiConsole Console = Create();

    /// <summary>Writes a table in Markdown, below a heading.</summary>
    public static void Write(string heading, Table table)
    {
        Console.WriteLine($"### {heading}");
        Console.Write(table.Border(TableBorder.Markdown));
    }

    private static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Width;
        return console;
    }
}
