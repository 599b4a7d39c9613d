namespace Wlmscp.Tests.Documentation;

/// <summary>A command of a page.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Command">The command, as bash takes it.</param>
/// <param name="Output">
/// What the page shows of what it prints, where <c>...</c> stands for any lines; empty: nothing is shown.
/// </param>
/// <param name="Log">What it shows of what the server that runs has logged then.</param>
internal sealed record ReadmeStep(
    int Line, string Command, IReadOnlyList<string> Output, IReadOnlyList<string> Log)
{
    /// <summary>What a block begins and ends with whose commands are not run.</summary>
    public const string Fence = "```";

    private const string Indent = "    ";
    private const string Date = "yyyy-MM-dd";

    // What a block of commands begins with; other blocks show what the command before them prints.
    private static readonly string[] Programs =
    [
        "wlmscp", "wlmscpfs", "dotnet", "findscu", "dump2dcm", "bash", "cat", "cp", "curl", "echo", "iconv", "jq", "mkdir", "openssl", "printf", "sed",
        "python3", "tar", "touch", "samples/deploy/with-lock.sh",
    ];

    /// <summary>Reads the commands, in the order in which they stand.</summary>
    /// <param name="lines">The page. What begins with a time of day is a log, and no output of a command.</param>
    public static IReadOnlyList<ReadmeStep> ReadAll(IReadOnlyList<string> lines)
    {
        var steps = new List<ReadmeStep>();
        var isFenced = false;
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                isFenced = !isFenced;
            }

            int start = i;
            while (!isFenced && i < lines.Count && lines[i].StartsWith(Indent, StringComparison.Ordinal))
            {
                i++;
            }

            if (i == start)
            {
                i++;
                continue;
            }

            string[] block = [.. lines.Skip(start).Take(i - start).Select(line => line[Indent.Length..])];
            if (IsCommand(block[0]))
            {
                AddCommands(steps, block, start + 1);
            }
            else
            {
                steps[^1] = IsLog(block[0]) ? steps[^1] with { Log = block } : steps[^1] with { Output = block };
            }
        }

        return steps;
    }

    // "wlmscp add: ..." and "wlmscp mpps send: ..." are what commands say.
    private static bool IsCommand(string line) =>
        line.Split(' ') is [var program, .. var words] && Programs.Contains(program)
        && words is not ([[.., ':'], ..] or [_, [.., ':'], ..]);

    private static bool IsLog(string line) =>
        line.Length > Date.Length && DateOnly.TryParseExact(line[..Date.Length], Date, out _);

    // A command goes on behind a backslash, and to the END of a document that stands here.
    private static void AddCommands(List<ReadmeStep> steps, string[] block, int firstLine)
    {
        for (var i = 0; i < block.Length; i++)
        {
            int start = i;
            bool isDocument = block[i].EndsWith("<<END", StringComparison.Ordinal)
                || block[i].EndsWith("<<'END'", StringComparison.Ordinal);
            while (isDocument ? block[i] != "END" : block[i].EndsWith('\\'))
            {
                i++;
            }

            steps.Add(new ReadmeStep(firstLine + start, string.Join('\n', block[start..(i + 1)]), [], []));
        }
    }
}
