namespace Wlmscp.Tests.CommandLine;

public sealed class ManualTests
{
    private static readonly string Page = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "wlmscp.8");

    private static readonly string[] NoPage = ["help", "completion", "manual"];

    [Fact]
    public async Task Page_InTheTree_IsWhatTheProgramPrints()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("manual");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.True(
            run.Output == await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken),
            "samples/deploy/wlmscp.8 is out of date; make it anew with: "
                + "dotnet run --project src/wlmscp -- manual > samples/deploy/wlmscp.8");
    }

    [Fact]
    public async Task EachPage_IsSetWithoutWarnings()
    {
        using var directory = new TemporaryDirectory();
        string[] commands = [.. (await CommandNames.AllAsync()).Except(NoPage)];
        foreach (string[] words in (string[][])[[], .. commands.Select(name => (string[])[name])])
        {
            string page = directory.Combine("page.8");
            ProgramRun manual = await ProgramRun.WlmscpAsync(["manual", .. words]);
            await File.WriteAllTextAsync(page, manual.Output, TestContext.Current.CancellationToken);

            Assert.Equal((0, ""), (manual.ExitCode, manual.Error));
            ProgramRun groff = await ProgramRun.RunAsync("groff", "-man", "-Tutf8", "-ww", "-z", page);
            Assert.Equal((0, ""), (groff.ExitCode, groff.Error));
            ProgramRun man = await ProgramRun.RunAsync("man", "--warnings", "-E", "UTF-8", "-l", page);
            Assert.Equal((0, ""), (man.ExitCode, man.Error));
            // The page has no date: the same program writes the same page.
            ProgramRun mandoc = await ProgramRun.RunAsync("mandoc", "-T", "lint", "-W", "warning", page);
            string[] lines = (mandoc.Output + mandoc.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.DoesNotContain(lines, line => !line.Contains("missing date", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task PageOfACommand_HasItsOptions_AndTheExitCodes()
    {
        ProgramRun page = await ProgramRun.WlmscpAsync("manual", "add");
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.Combine("a.8"), page.Output, TestContext.Current.CancellationToken);

        string text = await SetAsync(directory.Combine("a.8"));

        Assert.Equal(
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"], Titles(text));
        Assert.Contains("wlmscp-add - put new entries into a storage area", text, StringComparison.Ordinal);
        Assert.Contains("       --dry-run", text, StringComparison.Ordinal);
        Assert.Contains("       5      data refused", text, StringComparison.Ordinal);
        Assert.Contains("wlmscp-put(8)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageOfAGroup_HasItsCommands_WithTheirOptions()
    {
        ProgramRun page = await ProgramRun.WlmscpAsync("manual", "mpps");
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.Combine("a.8"), page.Output, TestContext.Current.CancellationToken);

        string text = await SetAsync(directory.Combine("a.8"));

        Assert.Equal(
            ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "SEE ALSO"], Titles(text));
        Assert.Contains("   wlmscp mpps send HOST PORT ", text, StringComparison.Ordinal);
        Assert.Contains("       --reason CODE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NamesEveryOptionOfTheHelp_AndTheVersion()
    {
        ProgramRun help = await ProgramRun.WlmscpAsync("--help");
        ProgramRun version = await ProgramRun.WlmscpAsync("--version");

        string text = await SetAsync();

        string[] rows = [.. help.Output.Split('\n').Where(line => line.TrimStart() is ['-' or '+', ..])];
        IEnumerable<string> options = rows.SelectMany(row => row.Split(' ', ','))
            .Where(word => word is ['-' or '+', _, ..]);
        Assert.True(rows.Length > 50);
        Assert.All(options, option => Assert.Contains($" {option}", text, StringComparison.Ordinal));
        Assert.Contains($"wlmscp {version.Output.Trim()} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_HasEachSection()
    {
        string text = await SetAsync();

        Assert.Equal(
            [
                "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "ACCESS CONTROL", "HL7", "COMMAND FILES",
                "LOG CONFIGURATION", "EXIT STATUS", "SIGNALS", "FILES", "ENVIRONMENT", "EXAMPLES", "SEE ALSO",
            ],
            Titles(text));
        Assert.Contains("mv /export/services/worklist/42.tmp", text, StringComparison.Ordinal);
        Assert.Contains("PatientID=4711 AccessionNumber=42 \\\n", text, StringComparison.Ordinal);
        Assert.All(
            ["wlmscp init /", "wlmscp add /", "wlmscp query localhost"],
            example => Assert.Contains(example, text.Split("\nEXAMPLES\n")[1], StringComparison.Ordinal));
        Assert.All(
            (await CommandNames.AllAsync()).Except(NoPage),
            name => Assert.Contains($"wlmscp-{name}(8)", text.Split("\nSEE ALSO\n")[1], StringComparison.Ordinal));
        Assert.Contains("4 conflict with another entry, 5 data", text, StringComparison.Ordinal);
        Assert.DoesNotContain('`', text);
    }

    private static IEnumerable<string> Titles(string text) =>
        text.Split('\n').Skip(1).SkipLast(2).Where(line => line is [not ' ', ..]);

    // A page as plain text without bold type.
    private static async Task<string> SetAsync(string? page = null)
    {
        ProgramRun run = await ProgramRun.RunAsync("groff", "-man", "-Tascii", "-P-cbou", page ?? Page);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }
}
