using System.Text.RegularExpressions;
using Wlmscp.Tests.Terminal;

namespace Wlmscp.Tests.CommandLine;

public sealed partial class HelpTests
{
    private const string ExitCodes =
        "0 done, 1 nothing matched or problems were found, 2 wrong command line, 3 failed, "
        + "4 conflict with another entry, 5 data refused";

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_ListsEveryOption(string option)
    {
        string[] options =
        [
            "--port PORT ", "-dfp  --dir, --data-files-path PATH ", "--bind ADDRESS ", "--lock-timeout SECONDS ",
            "--no-lockfile ", "--name-matching HOW ", "--char-set NAME ", "--pid-file FILE ", "--user NAME ",
            "--group NAME ", "-h    --help ", "--version ", "--arguments ", "-q    --quiet ", "-v    --verbose ",
            "-d    --debug ", "-ll   --log-level LEVEL ", "-lc   --log-config FILE ", "-s    --single-process ",
            "--fork ", "-efr  --enable-file-reject ", "-dfr  --disable-file-reject ", "-cs0  --return-no-char-set ",
            "-cs1  --return-iso-ir-100 ", "-csk  --keep-char-set ", "-nse  --no-sq-expansion ", "-i4   --ipv4 ",
            "-i6   --ipv6 ", "-i0   --ip-auto ", "+x=   --prefer-uncompr ", "+xe   --prefer-little ",
            "+xb   --prefer-big ", "+xd   --prefer-deflated ", "+xi   --implicit ", "+u    --enable-new-vr ",
            "-u    --disable-new-vr ", "+cl   --compression-level LEVEL ", "-ta   --acse-timeout SECONDS ",
            "-td   --dimse-timeout SECONDS ", "--max-associations N ", "--refuse ", "--reject ", "--no-fail ",
            "--sleep-before SECONDS ", "--sleep-after SECONDS ", "--sleep-during SECONDS ", "-pdu  --max-pdu BYTES ",
            "-dhl  --disable-host-lookup ", "-ac   --access-full ", "+ac   --access-control ",
            "--hosts-allow FILE ", "--hosts-deny FILE ", "--allow CIDR ", "--allow-calling AETITLE[@CIDR]",
            "--max-per-address N ", "--proxy-protocol CIDR ", "--pdu-timeout SECONDS ", "--max-pending N ",
            "--max-identifier BYTES ",
            "-rfp  --request-file-path PATH ", "-rff  --request-file-format FORMAT ",
            "-tls  --disable-tls ", "+tls  --enable-tls KEY CERT ", "--tls-port PORT ", "+ps   --std-passwd ",
            "+pw   --use-passwd PASSWORD ", "-pw   --null-passwd ", "-pem  --pem-keys ", "-der  --der-keys ",
            "+cf   --add-cert-file FILE ", "+cd   --add-cert-dir PATH ", "+crl  --add-crl-file FILE ",
            "+crv  --enable-crl-vfy ", "+cra  --enable-crl-all ", "+ph   --list-profiles ", "+pg   --profile-8996 ",
            "+pm   --profile-8996-mod ", "+py   --profile-bcp195-nd ", "+px   --profile-bcp195 ",
            "+pz   --profile-bcp195-ex ", "+pb   --profile-basic ", "+pa   --profile-aes ", "+pn   --profile-null ",
            "+cc   --list-ciphers ", "+cs   --cipher NAME ", "+dp   --dhparam FILE ", "--no-sni ",
            "--expect-sni NAME ", "-rc   --require-peer-cert ", "-vc   --verify-peer-cert ",
            "-ic   --ignore-peer-cert ", "+rs   --seed FILE ", "+ws   --write-seed ", "+wf   --write-seed-file FILE ",
        ];

        ProgramRun run = await ProgramRun.WlmscpAsync(option);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string output = run.Output.Replace("\n", " \n", StringComparison.Ordinal);
        Assert.All(options, text => Assert.Contains(text, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_IsOneLine()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches(@"^\S*[0-9]+\.[0-9]+\.[0-9]+\S*\n$", run.Output);
    }

    [Fact]
    public async Task Help_ShowsOwnOptionsFirst()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--help");

        string[] lines = run.Output.Split('\n');
        string[] titles = [.. lines.Where(line => line is [not ' ', .., ':'])];
        Assert.Equal(
            [
                "parameters:", "instead of options and port:", "options of wlmscp:", "daemon options:",
                "general options:", "multi-process options:", "input options:", "processing options:",
                "network options:", "access control options:", "HL7 options:", "performed procedure step options:", "HTTP options:",
                "transport layer security (TLS) options:", "output options:", "options without effect:",
            ],
            titles);
    }

    [Fact]
    public async Task Help_SaysTheDefaultOfEachValue()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--help");

        // A row begins with names, and its description may go on below.
        string[] rows = run.Output.Split("options without effect:")[0].ReplaceLineEndings("\n")
            .Replace("\n" + new string(' ', 32), " ", StringComparison.Ordinal).Split('\n');
        string[] values = [.. rows.Where(row => WithValue().IsMatch(row))];
        Assert.True(values.Length > 20);
        Assert.All(values, row => Assert.Contains("(default", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_BesideOtherOptions_IsPrinted()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("-v", "--version", "--dir", "/nowhere");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+\S*\n$", run.Output);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public async Task Help_OfEachCommand_FitsIntoTheTerminal_AndHasTheExitCodes(int columns)
    {
        foreach (string name in (await CommandNames.AllAsync()).Except(["help"]))
        {
            string[] lines = await TerminalScreen.LinesAsync(columns, name, "--help");

            Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
            Assert.EndsWith($"exit code: {ExitCodes}", string.Join(' ', lines), StringComparison.Ordinal);
        }

        string[] main = await TerminalScreen.LinesAsync(columns, "--help");
        Assert.All(main, line => Assert.InRange(line.Length, 0, columns));
        Assert.Contains($"exit code of a command: {ExitCodes}", string.Join(' ', main), StringComparison.Ordinal);
    }

    [GeneratedRegex("^ +([-+][^ ]+ +)?--[a-z-]+(, --[a-z-]+)* [A-Z]+ ")]
    private static partial Regex WithValue();
}
