using System.Diagnostics;
using System.Text;

namespace WorklistScp.Tests.Shared;

/// <summary>A run of a program that ends by itself.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The lines of <see cref="Error"/>.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs wlmscp.</summary>
    public static Task<ProgramRun> WlmscpAsync(params string[] args) => RunAsync(WlmscpProgram.StartInfo(args));

    /// <summary>
    /// Runs any program of the search path, in the C locale: another may be missing, or translate what it writes. That
    /// is read as ISO 8859-1: a character for each byte.
    /// </summary>
    public static Task<ProgramRun> RunAsync(string fileName, params string[] args) =>
        RunAsync(new ProcessStartInfo(fileName, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
            StandardErrorEncoding = Encoding.Latin1,
            Environment = { ["LC_ALL"] = "C" },
        });

    /// <summary>Runs a program with redirected streams to its end; kills it, and fails, after 30 s.</summary>
    public static async Task<ProgramRun> RunAsync(ProcessStartInfo startInfo)
    {
        using Process process = Process.Start(startInfo)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"{startInfo.FileName} did not end within {Limit}:\n{await output}\n{await error}");
        }

        return new ProgramRun(process.ExitCode, await output, await error);
    }
}
