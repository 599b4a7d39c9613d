namespace Wlmscp.Tests.Documentation;

/// <summary>The commands of the README run, one after the other, and print what it shows.</summary>
[KnowsDates]
public sealed class ReadmeTests
{
    private const int CommandsAtLeast = 25;

    // What tests/run.sh does itself before it runs the tests.
    private static readonly string[] NotRun =
    [
        "bash tests/run.sh",
        "dotnet publish src/wlmscp -c Release -o out",
    ];

    private static readonly string[] Readme =
        File.ReadAllLines(Path.Join(WlmscpProgram.RepositoryRoot, "README.md"));

    private static readonly IReadOnlyList<ReadmeStep> Steps = ReadmeStep.ReadAll(Readme);

    [Fact]
    public async Task Commands_PrintWhatIsShown()
    {
        await using ReadmeScene scene = await ReadmeScene.CreateAsync();
        ReadmeStep[] run = [.. Steps.Where(step => !NotRun.Contains(step.Command))];
        Assert.InRange(run.Length, CommandsAtLeast, int.MaxValue);
        Assert.Equal(NotRun.Length, Steps.Count - run.Length);
        var days = new ReadmeDays(ReadmeDays.ShownBy(Steps), First: ReadmeDays.Today, Last: ReadmeDays.Today);

        var wrong = new List<string>();
        foreach (ReadmeStep step in run)
        {
            (int exitCode, string output) = await scene.RunAsync(step.Command);
            if (!IsAsShown(step, exitCode, output, days with { Last = ReadmeDays.Today }))
            {
                wrong.Add($"README.md:{step.Line}: {step.Command}\nexit code {exitCode}, prints\n{output}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("-v", "INFO #1: C-FIND 1")]
    [InlineData("-d", "INFO #1: C-FIND 1")]
    public async Task Log_HasTheLinesThatAreShown(string option, string last)
    {
        ReadmeStep start = Steps.First(step => step.Command.Contains(" --port 11112 ", StringComparison.Ordinal));
        ReadmeStep query = Steps.First(step => step.Command.StartsWith("findscu ", StringComparison.Ordinal));
        string level = option == "-v" ? " INFO " : " DBUG ";
        string[] shown = [.. Readme.Select(line => line.Trim())
            .Where(line => ReadmeStep.IsLog(line) && line.Contains(level, StringComparison.Ordinal))
            .Select(line => ReadmeText.Normalize(line))];
        await using ReadmeScene scene = await ReadmeScene.CreateAsync();

        await scene.RunAsync($"{start.Command} {option}");
        await scene.RunAsync(query.Command);
        string log = ReadmeText.Normalize(await scene.ReadLogAsync(last));

        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, log, StringComparison.Ordinal));
    }

    private static bool IsAsShown(ReadmeStep step, int exitCode, string output, ReadmeDays days)
    {
        if (step.Output.Count == 0)
        {
            return exitCode == 0;
        }

        string[] printed = ReadmeText.Normalize(output).TrimEnd().Split('\n');
        string[] shown = ReadmeText.Normalize(string.Join('\n', step.Output)).Split('\n');
        // What is shown may be problems, or why nothing matches.
        return exitCode is 0 or 1 && ReadmeText.Matches(
            shown, Array.ConvertAll(printed, line => line.TrimEnd()), days);
    }
}
