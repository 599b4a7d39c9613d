using System.ComponentModel;
using System.Diagnostics;

namespace WorklistScp.Interop.Tests;

/// <summary>What a program left behind.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Output, byte[] Error)
{
    public string ErrorText => System.Text.Encoding.Latin1.GetString(Error);
}

/// <summary>Runs a program of the system, such as one of DCMTK, to its end.</summary>
internal static class ExternalTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs a program; kills it, and fails, when it has not ended after a minute.</summary>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            Task<byte[]> output = ReadAllAsync(process.StandardOutput.BaseStream, timeout.Token);
            Task<byte[]> error = ReadAllAsync(process.StandardError.BaseStream, timeout.Token);
            await Task.WhenAll(output, error, process.WaitForExitAsync(timeout.Token));
            return new ToolResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be run: is its package installed?", e);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
