namespace Wlmscp.Tests.Querying;

/// <summary>What <c>wlmscp query</c> refuses to begin with: one line, exit code 2.</summary>
public sealed class QueryUsageTests
{
    private const string Example = ", as in: wlmscp query localhost 104 --called AETITLE_1 Modality=CT";

    private const string AETitle = "1 to 16 printable ASCII characters, none of them a backslash";
    private const string NeedsTls = "without effect, expected --tls or --enable-tls KEY CERT too";

    [Theory]
    [InlineData("query: HOST: '', expected a word; is a variable not set?", "", "104", "--called", "A")]
    [InlineData("PORT: '0', expected a number from 1 to 65535" + Example, "localhost", "0", "--called", "A")]
    [InlineData("PORT: '65536', expected a number from 1 to 65535" + Example, "localhost", "65536", "--called", "A")]
    [InlineData("PORT: 'dicom', expected a number from 1 to 65535" + Example, "localhost", "dicom", "--called", "A")]
    [InlineData(
        "query: unknown option '--tsl', expected one that wlmscp query --help shows, perhaps --tls",
        "--tsl", "localhost", "104", "--called", "A")]
    [InlineData("query: no --called AETITLE, expected it" + Example, "localhost", "104")]
    [InlineData(
        "--called: 'SEVENTEEN_LETTERS', expected " + AETitle,
        "localhost", "104", "--called", "SEVENTEEN_LETTERS")]
    [InlineData("--called: ' ', expected " + AETitle, "localhost", "104", "--called", " ")]
    [InlineData("--calling: 'CT\\1', expected " + AETitle, "localhost", "104", "--called", "A", "--calling", "CT\\1")]
    [InlineData("--calling: 'CTé', expected " + AETitle, "localhost", "104", "--called", "A", "--calling", "CTé")]
    [InlineData("--called: '--json', expected AETITLE, which is no option", "localhost", "104", "--called", "--json")]
    [InlineData(
        "--repeat: '0', expected a number from 1 to 1000000",
        "localhost", "104", "--called", "A", "--repeat", "0")]
    [InlineData("--cancel: '0', expected a number from 1", "localhost", "104", "--called", "A", "--cancel", "0")]
    [InlineData(
        "--timeout: '0', expected a number of seconds from 1",
        "localhost", "104", "--called", "A", "--timeout", "0")]
    [InlineData("--dump: not with --json", "localhost", "104", "--called", "A", "--dump", "--json")]
    [InlineData(
        "--echo: not with what belongs to a query, expected no keys, --from, --dump, --json or --cancel",
        "localhost", "104", "--called", "A", "--echo", "Modality=CT")]
    [InlineData("--add-cert-file: " + NeedsTls, "localhost", "104", "--called", "A", "--add-cert-file", "a.pem")]
    [InlineData("--add-cert-dir: " + NeedsTls, "localhost", "104", "--called", "A", "+cd", "/etc")]
    [InlineData("--ignore-peer-cert: " + NeedsTls, "localhost", "104", "--called", "A", "-ic")]
    [InlineData("--request-sni: " + NeedsTls, "localhost", "104", "--called", "A", "--request-sni", "a.example")]
    [InlineData(
        "--use-passwd: without effect, expected --enable-tls KEY CERT too",
        "localhost", "104", "--called", "A", "--tls", "-ic", "+pw", "secret")]
    [InlineData(
        "--tls: nobody certifies the server, expected --add-cert-file, --add-cert-dir or --ignore-peer-cert too",
        "localhost", "104", "--called", "A", "--tls")]
    [InlineData(
        "--enable-tls: nobody certifies the server, expected --add-cert-file, --add-cert-dir or --ignore-peer-cert too",
        "localhost", "104", "--called", "A", "+tls", "a.key", "a.pem")]
    [InlineData(
        "--enable-tls: 'a.key', expected KEY CERT",
        "localhost", "104", "--called", "A", "-ic", "--enable-tls", "a.key")]
    public async Task CommandLine_ThatIsWrong_IsOneLine(string problem, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["query", .. words]);

        Assert.Equal((2, $"wlmscp: {problem}\n", ""), (run.ExitCode, run.Error, run.Output));
    }

    [Theory]
    [InlineData("'Patient=', expected a keyword such as PatientID", "Patient=1")]
    [InlineData("a word without '=', expected KEY=VALUE", "tsl")]
    [InlineData("PatientBirthDate", "PatientBirthDate=é")]
    public async Task Key_ThatIsWrong_IsOneLine(string problem, string key)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("query", "localhost", "104", "--called", "A", key);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"wlmscp query: {problem}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
