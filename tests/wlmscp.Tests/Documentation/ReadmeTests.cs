namespace Wlmscp.Tests.Documentation;

/// <summary>The commands of the README and of each page run, one after the other, and print what it shows.</summary>
[KnowsDates]
public sealed class ReadmeTests
{
    private const int CommandsAtLeast = 90;
    private const int ReadmeBytes = 12 * 1024;

    // What fenced blocks are for: it takes minutes, or changes the machine.
    private const string Installing = "docs/install.md";

    private static readonly string[] NotRun =
        ["apt", "apt-get", "bash", "dotnet", "dpkg", "install", "pip", "sudo", "systemctl"];

    // The commands of the page about the audit log look at its own lines: AuditDocumentTests runs them.
    private static IEnumerable<string> WithSteps => ReadmePage.Names.Where(name => name != "docs/audit.md");

    public static TheoryData<string> Pages { get; } = [.. WithSteps];

    // What that one installs, tests/deb.sh installs.
    public static TheoryData<string> FencedPages { get; } = [.. ReadmePage.Names.Where(name => name != Installing)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_PrintWhatIsShown(string name)
    {
        DateOnly day = ReadmeDays.Today;
        IReadOnlyList<string> wrong = await RunAsync(new ReadmePage(name));
        if (wrong.Count > 0 && ReadmeDays.Today != day)
        {
            // Midnight has passed, and what was made for today is of yesterday.
            wrong = await RunAsync(new ReadmePage(name));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Pages_HaveCommands() =>
        Assert.InRange(WithSteps.Sum(name => new ReadmePage(name).Steps.Count), CommandsAtLeast, int.MaxValue);

    [Theory]
    [MemberData(nameof(FencedPages))]
    public void FencedCommands_AreThoseThatTestsCannotRun(string name)
    {
        var page = new ReadmePage(name);

        Assert.All(page.FencedCommands(), command => Assert.Contains(command.Split(' ')[0], NotRun));
    }

    [Fact]
    public void Readme_IsShort() =>
        Assert.InRange(new FileInfo(new ReadmePage(ReadmePage.Readme).FilePath).Length, 1, ReadmeBytes);

    // What is not as it is shown.
    private static async Task<IReadOnlyList<string>> RunAsync(ReadmePage page)
    {
        var days = new ReadmeDays(
            ReadmeDays.ShownBy(new ReadmePage(ReadmePage.Readme).Steps), ReadmeDays.Today, ReadmeDays.Today);
        var wrong = new List<string>();
        await using ReadmeScene scene = await ReadmeScene.CreateAsync();
        foreach (ReadmeStep step in page.Steps)
        {
            (int exitCode, string output) = await scene.RunAsync(step.Command);
            if (!IsAsShown(step, exitCode, output, days with { Last = ReadmeDays.Today }))
            {
                wrong.Add($"{page.Name}:{step.Line}: {step.Command}\nexit code {exitCode}, prints\n{output}");
            }

            foreach (string line in step.Log)
            {
                await scene.WaitForLogAsync(line);
            }
        }

        return wrong;
    }

    private static bool IsAsShown(ReadmeStep step, int exitCode, string output, ReadmeDays days)
    {
        if (step.Output.Count == 0)
        {
            return exitCode == 0;
        }

        string[] printed = ReadmeText.Normalize(output).TrimEnd().Split('\n');
        string[] shown = ReadmeText.Normalize(string.Join('\n', step.Output)).Split('\n');
        // What is shown may be problems, why nothing matches, or what fails.
        return exitCode is 0 or 1 or 3 && ReadmeText.Matches(
            shown, Array.ConvertAll(printed, line => line.TrimEnd()), days);
    }
}
