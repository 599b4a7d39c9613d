namespace Wlmscp.Tests.CommandLine;

public sealed class ManualTests
{
    private static readonly string Page = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "wlmscp.8");

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
    public async Task Page_IsSetWithoutWarnings()
    {
        ProgramRun run = await ProgramRun.RunAsync("groff", "-man", "-Tutf8", "-ww", "-z", Page);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
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
                "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "ACCESS CONTROL", "COMMAND FILES",
                "LOG CONFIGURATION", "EXIT STATUS", "SIGNALS", "FILES", "ENVIRONMENT", "EXAMPLES", "SEE ALSO",
            ],
            text.Split('\n').Skip(1).SkipLast(2).Where(line => line is [not ' ', ..]));
        Assert.Contains("mv /export/services/worklist/42.tmp", text, StringComparison.Ordinal);
        Assert.Contains("'(0040,0100)[0].(0008,0060)=CT' \\\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('`', text);
    }

    // The page as plain text without bold type.
    private static async Task<string> SetAsync()
    {
        ProgramRun run = await ProgramRun.RunAsync("groff", "-man", "-Tascii", "-P-cbou", Page);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }
}
