namespace Wlmscp.Tests.Logging;

public sealed class LogConfigErrorTests : IDisposable
{
    private readonly LogScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("", "line 1: not understood")]
    [InlineData("{\n  \"Serilog\": {\n", "line 3, $.Serilog: not understood")]
    [InlineData("{}", "line 1: not understood")]
    [InlineData("{ \"Serilog\": {}, \"Other\": 1 }", "line 1, $.Other: not understood")]
    [InlineData("{ \"Serilog\":\n { \"MinimumLevel\": { \"Default\": \"Loud\" } } }",
        "line 2, $.Serilog.MinimumLevel.Default: not understood")]
    [InlineData("{ \"Serilog\": { \"MinimumLevel\": { \"Override\": { \"Netz\": \"Debug\" } } } }",
        "Override of Netz, expected one of Daemon, Network, Query, Worklist")]
    [InlineData("{ \"Serilog\": { \"WriteTo\": [ { \"Name\": \"Seq\" } ] } }",
        "line 1, $.Serilog.WriteTo[0].Name: not understood")]
    [InlineData("{ \"Serilog\": { \"WriteTo\": [ { } ] } }", "line 1, $.Serilog.WriteTo[0]: not understood")]
    [InlineData("{ \"Serilog\": { \"WriteTo\": [ { \"Name\": \"File\" } ] } }", "a sink File without path")]
    [InlineData("{ \"Serilog\": { \"WriteTo\": [ { \"Name\": \"File\", \"Args\": { \"pfad\": \"x\" } } ] } }",
        "line 1, $.Serilog.WriteTo[0].Args.pfad: not understood")]
    [InlineData(
        "{ \"Serilog\": { \"WriteTo\": [ { \"Name\": \"Console\", \"Args\": { \"fileSizeLimitBytes\": 0 } } ] } }",
        "a sink Console with fileSizeLimitBytes below 1")]
    [InlineData("{ \"Serilog\": { \"WriteTo\": [ { \"Name\": \"File\", \"Args\": { \"path\": \"/dev/null/x\" } } ] } }",
        "")]
    public async Task Configuration_ThatIsWrong_EndsTheStartWithOneLine(string text, string problem)
    {
        await File.WriteAllTextAsync(_scene.Config, text, TestContext.Current.CancellationToken);

        await AssertFailsAsync(problem);
    }

    [Fact]
    public async Task Configuration_ThatIsMissing_EndsTheStartWithOneLine() =>
        await AssertFailsAsync("no such file, expected a JSON file");

    private async Task AssertFailsAsync(string problem)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _scene.Directories, "--log-config", _scene.Config);

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"wlmscp: --log-config {_scene.Config}: {problem}", line, StringComparison.Ordinal);
        Assert.Contains("expected ", line, StringComparison.Ordinal);
    }
}
