using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.CommandLine;

/// <summary>
/// A bash or zsh at a pseudo terminal, with the completion of the program, where <c>wlmscp</c> prints its words.
/// Every wait ends after 30 s and then fails with what the terminal showed.
/// </summary>
internal sealed partial class InteractiveShell : IAsyncDisposable
{
    private const string Prompt = "ready> ";
    private const string End = "end of words";

    // What readline's insert-completions does: puts all that it would offer into the line.
    private const string ZshSetup = """
        autoload -Uz compinit; compinit -u -D
        zle -C all-matches complete-word _generic
        bindkey '^[*' all-matches
        zstyle ':completion:all-matches::::' completer _all_matches _complete
        zstyle ':completion:all-matches:*' insert true
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();

    private InteractiveShell(Process process) => _process = process;

    /// <summary>Starts it in a directory, to which it writes hidden files of its own.</summary>
    /// <param name="shell"><c>bash</c> or <c>zsh</c>.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="setup">Commands that come first.</param>
    public static async Task<InteractiveShell> StartAsync(string shell, TemporaryDirectory directory, string setup = "")
    {
        string path = MakeProgram(directory);
        await WriteScriptAsync(shell, directory);
        await File.WriteAllTextAsync(
            directory.Combine(".zshrc"),
            $"cd '{directory.Path}'\nPS1='{Prompt}'\n{setup}\n{(shell == "zsh" ? ZshSetup : "")}\nsource ./.completion\n",
            TestContext.Current.CancellationToken);
        string command = shell == "zsh" ? "zsh -d -i" : $"bash --noprofile --rcfile {directory.Combine(".zshrc")} -i";
        var startInfo = new ProcessStartInfo("script", ["-qc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["TERM"] = "dumb", ["INPUTRC"] = "/dev/null", ["HOME"] = directory.Path,
                ["ZDOTDIR"] = directory.Path, ["PATH"] = path,
            },
        };
        var interactive = new InteractiveShell(Process.Start(startInfo)!);
        try
        {
            await interactive.WaitForAsync(Prompt);
            return interactive;
        }
        catch
        {
            await interactive.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes what the program prints for a shell to the file <c>.completion</c> of a directory.</summary>
    public static async Task WriteScriptAsync(string shell, TemporaryDirectory directory)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        await File.WriteAllTextAsync(
            directory.Combine(".completion"), run.Output, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Puts a <c>wlmscp</c> into a directory that prints its words, unless a shell asks for its completion.
    /// </summary>
    /// <returns>A search path with it.</returns>
    public static string MakeProgram(TemporaryDirectory directory)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo();
        string command = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        string bin = directory.Combine(".bin");
        Directory.CreateDirectory(bin);
        string file = Path.Join(bin, "wlmscp");
        File.WriteAllText(
            file,
            $$"""
            #!/bin/sh
            [ "$1" = '[complete]' ] && HOME='{{Environment.GetEnvironmentVariable("HOME")}}' exec {{command}} "$@"
            printf 'word <%s>\n' "$@"
            echo {{End}}
            """);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return $"{bin}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    /// <summary>Types keys, then Enter, and returns the words that the shell made of them.</summary>
    public async Task<string[]> TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys + "\r");
        await _process.StandardInput.FlushAsync();
        await WaitForAsync(End + "\r");
        return [.. Word().Matches(_shown.ToString()).Select(match => match.Groups["word"].Value)];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"^word <(?<word>.*)>\r$", RegexOptions.Multiline)]
    private static partial Regex Word();

    private async Task WaitForAsync(string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var buffer = new char[1024];
        while (!_shown.ToString().Contains(text, StringComparison.Ordinal))
        {
            int length = await ReadAsync(buffer, limit.Token);
            Assert.True(length > 0, $"'{text}' did not come; the terminal showed:\n{_shown}");
            _shown.Append(buffer, 0, length);
        }
    }

    private async Task<int> ReadAsync(char[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _process.StandardOutput.ReadAsync(buffer, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
