using System.Diagnostics;

namespace WorklistScp.Storage.Tests.Areas;

/// <summary>Another process that holds an exclusive lock on a lockfile, or tries to.</summary>
internal sealed class Writer : IAsyncDisposable
{
    public const int Free = 0;
    public const int Busy = 1;

    private readonly Process _process;

    private Writer(Process process)
    {
        _process = process;
    }

    private static string Program => Path.Join(AppContext.BaseDirectory, "WorklistScp.Storage.Tests");

    /// <summary>Holds a lock as DCMTK's writers do.</summary>
    public static Task<Writer> HoldFcntlAsync(string path) => HoldAsync(Program, LockProgram.Hold, path);

    /// <summary>Holds a lock as shell scripts do.</summary>
    public static Task<Writer> HoldFlockAsync(string path) =>
        HoldAsync("flock", "--exclusive", path, "sh", "-c", "echo held; cat");

    /// <summary>Whether an exclusive fcntl lock could be had.</summary>
    public static async Task<bool> IsFcntlFreeAsync(string path) =>
        await RunAsync(Program, LockProgram.Try, path) == Free;

    /// <summary>Whether an exclusive flock could be had.</summary>
    public static async Task<bool> IsFlockFreeAsync(string path) =>
        await RunAsync("flock", "--exclusive", "--nonblock", path, "true") == Free;

    /// <summary>Gives up the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Writer> HoldAsync(string program, params string[] arguments)
    {
        Process process = Start(program, arguments);
        Assert.Equal("held", await process.StandardOutput.ReadLineAsync());
        return new Writer(process);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.InRange(process.ExitCode, Free, Busy);
        return process.ExitCode;
    }

    private static Process Start(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // .NET would take a flock as well.
            Environment = { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" },
        })!;
}
