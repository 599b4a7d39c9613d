using System.Text;

namespace Wlmscp.Tests.CommandLine;

/// <summary>Command files, as wlmscpfs takes them: what it made of the same texts was measured.</summary>
public sealed class CommandFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\n")]
    [InlineData("-v -s", "--verbose", "--single-process")]
    [InlineData("-v\r\n-s\t-d\n\n  -q ", "--verbose", "--single-process", "--debug", "--quiet")]
    [InlineData("-rff 'a \"b\" c'", "--request-file-format", "a \"b\" c")]
    [InlineData("-rff \"it's b\"", "--request-file-format", "it's b")]
    [InlineData("-rff \"a b\"-v", "--request-file-format", "a b", "--verbose")]
    [InlineData("-rff a'b c'-v", "--request-file-format", "ab c", "--verbose")]
    [InlineData("-rff 'a  b", "--request-file-format", "a  b")]
    [InlineData("-rff a\"", "--request-file-format", "a")]
    [InlineData("-v '", "--verbose")]
    [InlineData(@"-rff a\b\", "--request-file-format", @"a\b\")]
    [InlineData("-rff # -v", "--request-file-format", "#", "--verbose")]
    [InlineData("-rff a\vb\fc\u00A0d", "--request-file-format", "a\vb\fc\u00A0d")]
    [InlineData("-rff @command -rff @", "--request-file-format", "@command", "--request-file-format", "@")]
    [InlineData("-rff Größe", "--request-file-format", "Größe")]
    [InlineData("\uFEFF-v", "--verbose")]
    public async Task CommandFile_IsSplitIntoWords(string text, params string[] words)
    {
        await File.WriteAllTextAsync(_directory.Combine("command"), text, TestContext.Current.CancellationToken);

        Assert.Equal(words, await WordsAsync($"@{_directory.Combine("command")}"));
    }

    [Fact]
    public async Task CommandFile_StandsInForAValue_AndForAnOptionWhoseValueFollows()
    {
        string value = Write("value", "#p.dump"u8);
        string option = Write("option", "-v -rff"u8);

        Assert.Equal(["--request-file-format", "#p.dump"], await WordsAsync("-rff", $"@{value}"));
        Assert.Equal(["--verbose", "--request-file-format", "@"], await WordsAsync($"@{option}", "@"));
    }

    [Fact]
    public async Task CommandFile_GivenTwice_IsReplacedTwice()
    {
        string path = Write("command", "-v"u8);

        Assert.Equal(["--verbose", "--verbose"], await WordsAsync($"@{path}", $"@{path}"));
    }

    [Fact]
    public async Task CommandFile_ThatIsAPipe_IsRead()
    {
        string path = _directory.Combine("pipe");
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", path)).ExitCode);

        // Opening a pipe waits for the other end.
        Task write = Task.Run(() => File.WriteAllText(path, "-v -s"), TestContext.Current.CancellationToken);

        Assert.Equal(["--verbose", "--single-process"], await WordsAsync($"@{path}"));
        await write;
    }

    [Fact]
    public async Task CommandFile_OfOneMebibyte_IsRead_AndALongerOneRefused()
    {
        string path = Write("long", [.. "-v"u8, .. Enumerable.Repeat((byte)' ', (1 << 20) - 2)]);
        Assert.Equal(["--verbose"], await WordsAsync($"@{path}"));

        await File.AppendAllTextAsync(path, " ", TestContext.Current.CancellationToken);
        await AssertRefusedAsync(path, "longer than 1 MiB");
    }

    [Fact]
    public async Task CommandFile_ThatCannotBeUsed_IsNamedWithTheReason()
    {
        await AssertRefusedAsync(_directory.Combine("missing"), "no such file");
        await AssertRefusedAsync(_directory.Combine("missing/file"), "no such file");
        await AssertRefusedAsync(_directory.Path, "a directory");
        await AssertRefusedAsync("/dev/zero", "longer than 1 MiB");
        await AssertRefusedAsync(Write("nul", "-v\0"u8), "holds a NUL byte");
        await AssertRefusedAsync(Write("latin1", Encoding.Latin1.GetBytes("-rff Größe")), "not UTF-8");
    }

    private string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = _directory.Combine(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // The words of a command line, without the ones that show it and then end the program.
    private static async Task<string[]> WordsAsync(params string[] args)
    {
        string[] first = ["--arguments", "--dir", "/nowhere/at all", "--request-file-path", "/"];
        ProgramRun run = await ProgramRun.WlmscpAsync([.. first, .. args]);

        Assert.Equal(1, run.ExitCode);
        string[] words = run.ErrorLines[0].Split(": '", 2)[1][..^1].Split("' '");
        Assert.Equal(first, words[..first.Length]);
        Assert.StartsWith(
            $"wlmscp: calling 'wlmscp' with {words.Length} arguments: ", run.ErrorLines[0], StringComparison.Ordinal);
        return words[first.Length..];
    }

    private static async Task AssertRefusedAsync(string path, string problem)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync($"@{path}");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"wlmscp: @{path}: {problem}, expected a text file with words of a command line",
            Assert.Single(run.ErrorLines));
    }
}
