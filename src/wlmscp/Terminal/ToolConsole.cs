using Spectre.Console;

namespace Wlmscp.Terminal;

/// <summary>
/// Standard output of commands. A terminal gets colours, unless <c>NO_COLOR</c> or its kind forbids them; files and
/// pipes get plain text.
/// </summary>
internal static class ToolConsole
{
    // Columns: lines are the terminal's to break, so that what is copied from them stays whole.
    private const int Unbroken = 1_000_000;

    private static readonly Lazy<IAnsiConsole> Lines = new(() =>
    {
        IAnsiConsole console = Create(Console.Out);
        console.Profile.Width = Unbroken;
        return console;
    });

    /// <summary>Prints a line, its head in a colour.</summary>
    /// <param name="head">The beginning of the line.</param>
    /// <param name="color">The colour of that.</param>
    /// <param name="rest">The end of the line.</param>
    public static void WriteLine(string head, Color color, string rest = "")
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(head + rest);
            return;
        }

        Lines.Value.Write(new Text(head, color));
        Lines.Value.WriteLine(rest);
    }

    /// <summary>Says on standard error that what is printed is not done, if that is so.</summary>
    public static void SayDryRun(bool isDryRun)
    {
        if (isDryRun)
        {
            StandardStreams.WriteError("wlmscp: --dry-run: nothing is changed");
        }
    }

    /// <summary>A console for a stream of this process.</summary>
    public static IAnsiConsole Create(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
