using System.Diagnostics;

namespace Wlmscp.Tests.Terminal;

/// <summary>The program at a pseudo terminal, which script(1) makes.</summary>
internal static class TerminalScreen
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The program, to be started there.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="terminal">The kind of terminal.</param>
    /// <param name="noColor">The value of <c>NO_COLOR</c>; null: it is not set.</param>
    /// <param name="columns">How wide the terminal is.</param>
    public static Process Make(string[] words, string terminal = "xterm", string? noColor = null, int columns = 80)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo(words);
        string command = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        var startInfo = new ProcessStartInfo("script", ["-qc", $"stty cols {columns}; exec {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = terminal, ["NO_COLOR"] = noColor },
        };
        return new Process { StartInfo = startInfo };
    }

    /// <summary>Runs it to its end, and gives what the terminal showed.</summary>
    /// <inheritdoc cref="Make"/>
    public static async Task<string> ShowAsync(
        string[] words, string terminal = "xterm", string? noColor = null, int columns = 80)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        using Process process = Make(words, terminal, noColor, columns);
        process.Start();
        string shown = await process.StandardOutput.ReadToEndAsync(cancelled).WaitAsync(Limit, cancelled);
        await process.WaitForExitAsync(cancelled);
        return shown;
    }

    /// <summary>The lines that a terminal without colours showed.</summary>
    /// <inheritdoc cref="Make"/>
    public static async Task<string[]> LinesAsync(int columns, params string[] words) =>
        (await ShowAsync(words, "dumb", columns: columns)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
