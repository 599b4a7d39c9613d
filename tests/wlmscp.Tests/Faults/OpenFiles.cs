using System.Diagnostics;
using System.Globalization;

namespace Wlmscp.Tests.Faults;

/// <summary>The files and sockets that a daemon has open.</summary>
internal static class OpenFiles
{
    /// <summary>How many there are, besides the assemblies of a daemon that is not native: those stay open.</summary>
    public static int Count(WlmscpProcess daemon) => new DirectoryInfo($"/proc/{daemon.Id}/fd").GetFileSystemInfos()
        .Count(file => file.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true);

    /// <summary>How to start a daemon that may have no more than so many.</summary>
    public static ProcessStartInfo StartWith(int limit, params string[] args)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo(["--port", "0", .. args]);
        return new ProcessStartInfo(
            "prlimit", [$"--nofile={limit}:{limit}", program.FileName, .. program.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Allows a daemon that runs so many from now on.</summary>
    public static async Task LimitAsync(WlmscpProcess daemon, int limit)
    {
        // The soft limit alone: it can be raised again by who is not root.
        string id = daemon.Id.ToString(CultureInfo.InvariantCulture);
        ProgramRun run = await ProgramRun.RunAsync("prlimit", "--pid", id, $"--nofile={limit}:");
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
