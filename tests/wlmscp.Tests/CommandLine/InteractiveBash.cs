using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.CommandLine;

/// <summary>
/// A bash at a pseudo terminal, with the completion of the program, where <c>wlmscp</c> prints its words.
/// Every wait ends after 30 s and then fails with what the terminal showed.
/// </summary>
internal sealed partial class InteractiveBash : IAsyncDisposable
{
    private const string Prompt = "ready> ";
    private const string End = "end of words";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();

    private InteractiveBash(Process process) => _process = process;

    /// <summary>Starts it in a directory, to which it writes a file of its own.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="setup">Commands that come first.</param>
    public static async Task<InteractiveBash> StartAsync(TemporaryDirectory directory, string setup)
    {
        string startFile = directory.Combine(".start");
        await File.WriteAllTextAsync(
            startFile, StartFile(directory.Path, setup), TestContext.Current.CancellationToken);
        string command = $"bash --noprofile --rcfile {startFile} -i";
        var startInfo = new ProcessStartInfo("script", ["-qc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TERM"] = "dumb", ["INPUTRC"] = "/dev/null", ["HOME"] = directory.Path },
        };
        var bash = new InteractiveBash(Process.Start(startInfo)!);
        try
        {
            await bash.WaitForAsync(Prompt);
            return bash;
        }
        catch
        {
            await bash.DisposeAsync();
            throw;
        }
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

    private static string StartFile(string directory, string setup)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo();
        string command = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        return $$"""
            PS1='{{Prompt}}'
            {{setup}}
            wlmscp()
            {
                if [[ $1 == '[suggest'* ]]; then
                    {{command}} "$@"
                else
                    printf 'word <%s>\n' "$@"
                    echo {{End}}
                fi
            }
            source <({{command}} completion bash)
            cd '{{directory}}'
            """;
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
