using System.Diagnostics;

namespace WorklistScp.Interop.Tests.Access;

/// <summary>tcpdmatch of tcpd: what libwrap, which wlmscpfs uses, says of a client.</summary>
internal static class TcpdMatch
{
    private const string Program = "/usr/sbin/tcpdmatch";

    /// <summary>Whether the files <c>hosts.allow</c> and <c>hosts.deny</c> of a directory grant access.</summary>
    public static async Task<bool> IsGrantedAsync(string directory, string address)
    {
        var start = new ProcessStartInfo(Program, ["-d", "wlmscpfs", address])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ProgramRun run = await ProgramRun.RunAsync(start);
        string access = Assert.Single(
            run.Output.Split('\n'), line => line.StartsWith("access:", StringComparison.Ordinal));
        return access.EndsWith("granted", StringComparison.Ordinal);
    }
}
