namespace Wlmscp.Tests.CommandLine;

/// <summary>What a bash makes of the keys that someone types.</summary>
public sealed class CompletionTests : IDisposable
{
    // readline's insert-completions: puts all that it would offer into the line.
    private const string All = "\u001b*";

    private readonly TemporaryDirectory _directory = new();

    public CompletionTests()
    {
        File.WriteAllText(_directory.Combine("options.txt"), "-v");
        File.WriteAllText(_directory.Combine("log config.json"), "{}");
        Directory.CreateDirectory(_directory.Combine("worklists"));
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("wlmscp --lock-t\t", "--lock-timeout")]
    [InlineData("wlmscp --dimse\t5 -nod\t", "--dimse-timeout", "5", "-nod")]
    [InlineData("wlmscp -nse --impl\t", "-nse", "--implicit")]
    [InlineData("wlmscp -dfp worklists/ --forc\b\t", "-dfp", "worklists/", "--fork")]
    [InlineData("wlmscp +" + All,
        "+ac", "+cc", "+cd", "+cf", "+cl", "+cra", "+crl", "+crv", "+cs", "+dp", "+pa", "+pb", "+pg", "+ph", "+pm",
        "+pn", "+ps", "+pw", "+px", "+py", "+pz", "+rs", "+tls", "+u", "+wf", "+ws", "+x=", "+xb", "+xd", "+xe",
        "+xi")]
    [InlineData("wlmscp -cs" + All, "-cs0", "-cs1", "-csk")]
    [InlineData("wlmscp --sleep" + All, "--sleep-after", "--sleep-before", "--sleep-during")]
    public Task Option_ThatIsBegun_IsCompleted(string keys, params string[] words) => AssertWordsAsync(keys, words);

    [Theory]
    [InlineData("wlmscp --log-level wa\t", "--log-level", "warn")]
    [InlineData("wlmscp -v -ll " + All, "-v", "-ll", "debug", "error", "fatal", "info", "trace", "warn")]
    [InlineData("wlmscp --name-matching " + All,
        "--name-matching", "accent-insensitive", "case-insensitive", "exact")]
    [InlineData("wlmscp --name-matching ex\t-v", "--name-matching", "exact", "-v")]
    [InlineData("wlmscp comp\tb\t", "completion", "bash")]
    [InlineData("wlmscp man\t", "manual")]
    public Task Value_OfSomeWords_IsCompleted(string keys, params string[] words) => AssertWordsAsync(keys, words);

    [Theory]
    [InlineData("", "wlmscp --log-level=wa\t", "--log-level=warn")]
    [InlineData("", "wlmscp --log-level:tr\t", "--log-level:trace")]
    [InlineData("", "wlmscp --log-level=" + All, "--log-level=debug", "error", "fatal", "info", "trace", "warn")]
    [InlineData("COMP_WORDBREAKS=${COMP_WORDBREAKS//[=:]}", "wlmscp --log-level=wa\t", "--log-level=warn")]
    [InlineData("COMP_WORDBREAKS=${COMP_WORDBREAKS//[=:]}", "wlmscp --log-level:tr\t", "--log-level:trace")]
    public Task Value_InTheWordOfItsOption_IsCompleted(string setup, string keys, params string[] words) =>
        AssertWordsAsync(keys, words, setup);

    [Theory]
    [InlineData("wlmscp --dir work\t", "--dir", "worklists/")]
    [InlineData("wlmscp --dir=work\t", "--dir=worklists/")]
    [InlineData("wlmscp -dfp worklists/ -lc log\t", "-dfp", "worklists/", "-lc", "log config.json")]
    [InlineData("wlmscp @opt\t-v", "@options.txt", "-v")]
    [InlineData("wlmscp -v @work\t", "-v", "@worklists/")]
    public Task FileName_ThatIsBegun_IsCompleted(string keys, params string[] words) => AssertWordsAsync(keys, words);

    private async Task AssertWordsAsync(string keys, string[] words, string setup = "")
    {
        await using InteractiveBash bash = await InteractiveBash.StartAsync(_directory, setup);

        Assert.Equal(words, await bash.TypeAsync(keys));
    }
}
