using System.Diagnostics;

namespace Wlmscp.Tests.CommandLine;

/// <summary>What shells make of the keys that someone types.</summary>
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
        Directory.CreateDirectory(_directory.Combine("areas/CT1"));
        Directory.CreateDirectory(_directory.Combine("areas/MR 1"));
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
        "--name-matching", "accent-insensitive", "case-insensitive", "exact", "fuzzy")]
    [InlineData("wlmscp --name-matching ex\t-v", "--name-matching", "exact", "-v")]
    [InlineData("wlmscp comp\tb\t", "completion", "bash")]
    [InlineData("wlmscp man\tad\t", "manual", "add")]
    [InlineData("wlmscp he\tli\t", "help", "list")]
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
    [InlineData("wlmscp li\tar\t", "list", "areas/")]
    [InlineData("wlmscp --dir=work\t", "--dir=worklists/")]
    [InlineData("wlmscp -dfp worklists/ -lc log\t", "-dfp", "worklists/", "-lc", "log config.json")]
    [InlineData("wlmscp @opt\t-v", "@options.txt", "-v")]
    [InlineData("wlmscp -v @work\t", "-v", "@worklists/")]
    public Task FileName_ThatIsBegun_IsCompleted(string keys, params string[] words) => AssertWordsAsync(keys, words);

    [Theory]
    [InlineData("wlmscp add --dr\t", "add", "--dry-run")]
    [InlineData("wlmscp update areas/CT1 PatientID=1 --se\t", "update", "areas/CT1", "PatientID=1", "--set")]
    [InlineData("wlmscp query localhost 104 --cal" + All, "query", "localhost", "104", "--called", "--calling")]
    [InlineData("wlmscp put areas/CT1 opt\t", "put", "areas/CT1", "options.txt")]
    [InlineData("wlmscp list areas/CT1 PatientN\tX", "list", "areas/CT1", "PatientName=X")]
    [InlineData("wlmscp list areas/CT1 StudyID= Mod\tCT", "list", "areas/CT1", "StudyID=", "Modality=CT")]
    [InlineData("wlmscp list areas/CT1 PatientNo\t", "list", "areas/CT1", "PatientNotProperlyFixatedQuantity=")]
    [InlineData("wlmscp list areas/CT1 RequestedProcedureCodeSequence.CodeVal\t1",
        "list", "areas/CT1", "RequestedProcedureCodeSequence.CodeValue=1")]
    [InlineData("wlmscp merge 1 2 --dir areas --area " + All, "merge", "1", "2", "--dir", "areas", "--area", "CT1", "MR 1")]
    [InlineData("wlmscp mpps se\tlocalhost 104 --comp\t", "mpps", "send", "localhost", "104", "--complete")]
    [InlineData("wlmscp mpps send h 104 --reason 11051" + All,
        "mpps", "send", "h", "104", "--reason", "110510", "110511", "110512", "110513", "110514", "110515", "110516",
        "110518", "110519")]
    [InlineData("wlmscp explain areas C\tMod\tCT", "explain", "areas", "CT1", "Modality=CT")]
    [InlineData("wlmscp explain \"areas\" M\t", "explain", "areas", "MR 1")]
    public async Task WordOfACommand_ThatIsBegun_IsCompleted(string keys, params string[] words)
    {
        await AssertWordsAsync(keys, words);
        await AssertWordsAsync(keys, words, shell: "zsh");
    }

    [Theory]
    [InlineData("wlmscp --lock-t\t-v", "--lock-timeout", "-v")]
    [InlineData("wlmscp --log-level=wa\t", "--log-level=warn")]
    [InlineData("wlmscp --dir=work\t", "--dir=worklists")]
    [InlineData("wlmscp -lc log\t", "-lc", "log config.json")]
    [InlineData("wlmscp @opt\t", "@options.txt")]
    [InlineData("wlmscp comp\tz\t", "completion", "zsh")]
    public Task Zsh_CompletesOptionsAndFiles(string keys, params string[] words) =>
        AssertWordsAsync(keys, words, shell: "zsh");

    [Fact]
    public async Task WithoutABeginning_CommandsAreOffered()
    {
        string[] commands = [.. (await CommandNames.AllAsync()).Order(StringComparer.Ordinal)];

        await AssertWordsAsync("wlmscp " + All, commands);
        await AssertWordsAsync("wlmscp " + All, commands, shell: "zsh");
        Assert.Equal(commands, await AskFishAsync("wlmscp "));
    }

    [Theory]
    [InlineData("wlmscp add --", "--dry-run", "--help", "--json")]
    [InlineData("wlmscp --log-level=w", "--log-level=warn")]
    [InlineData("wlmscp --dir work", "worklists/")]
    [InlineData("wlmscp --dir=work", "--dir=worklists/")]
    [InlineData("wlmscp -lc log", "log config.json")]
    [InlineData("wlmscp @opt", "@options.txt")]
    [InlineData("wlmscp list areas/CT1 PatientN", "PatientName=")]
    [InlineData("wlmscp merge --dir areas --area ", "CT1", "MR 1")]
    [InlineData("wlmscp completion ", "bash", "fish", "zsh")]
    public async Task Fish_CompletesWordsToo(string line, params string[] words) =>
        Assert.Equal(words, await AskFishAsync(line));

    private async Task<string[]> AskFishAsync(string line)
    {
        await InteractiveShell.WriteScriptAsync("fish", _directory);
        var startInfo = new ProcessStartInfo(
            "fish", ["--no-config", "-c", $"source ./.completion; complete -C '{line}'"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory.Path,
            Environment = { ["PATH"] = InteractiveShell.MakeProgram(_directory), ["HOME"] = _directory.Path },
        };
        ProgramRun run = await ProgramRun.RunAsync(startInfo);
        Assert.Equal("", run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('\t')[0])];
    }

    private async Task AssertWordsAsync(string keys, string[] words, string setup = "", string shell = "bash")
    {
        await using InteractiveShell interactive = await InteractiveShell.StartAsync(shell, _directory, setup);

        Assert.Equal(words, await interactive.TypeAsync(keys));
    }
}
