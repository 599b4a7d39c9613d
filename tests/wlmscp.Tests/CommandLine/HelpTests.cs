namespace Wlmscp.Tests.CommandLine;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_ListsEveryOption(string option)
    {
        string[] options =
        [
            "--port <PORT>", "-dfp, --data-files-path, --dir <PATH>", "--lock-timeout <SECONDS>", "--no-lockfile",
            "--name-matching <HOW>", "--char-set <NAME>", "-cs0, --return-no-char-set", "-cs1, --return-iso-ir-100",
            "-csk, --keep-char-set", "-efr, --enable-file-reject", "-dfr, --disable-file-reject",
            "-nse, --no-sq-expansion", "--no-fail", "-pdu, --max-pdu <BYTES>", "--max-associations <N>",
            "-ta, --acse-timeout <SECONDS>", "-td, --dimse-timeout <SECONDS>", "-q, --quiet", "-v, --verbose",
            "-d, --debug", "-ll, --log-level <LEVEL>", "-h, --help", "--version",
        ];

        ProgramRun run = await ProgramRun.WlmscpAsync(option);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(options, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_IsOneLine()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches(@"^\S*[0-9]+\.[0-9]+\.[0-9]+\S*\n$", run.Output);
    }
}
