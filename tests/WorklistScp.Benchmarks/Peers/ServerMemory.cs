using System.Globalization;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>The memory of a server, in MB of 1,000,000 bytes.</summary>
/// <param name="Resident">
/// What the server's first process has resident, and what each process that it started has resident for itself alone:
/// pages that they share count once.
/// </param>
/// <param name="Peak">That, and what each process ever had more than it has now.</param>
internal readonly record struct ServerMemory(double Resident, double Peak)
{
    private const double MegabytesPerKilobyte = 1024 / 1e6;

    /// <summary>Reads it as of now.</summary>
    public static ServerMemory Read(int server)
    {
        IReadOnlyList<int> tree = ProcessTree.Of(server);
        double resident = ResidentOf(server) + tree.Skip(1).Sum(Private);
        double peak = resident + tree.Sum(id => Kilobytes(id, "status", "VmHWM:") - ResidentOf(id));
        return new ServerMemory(resident * MegabytesPerKilobyte, peak * MegabytesPerKilobyte);
    }

    /// <summary>The more of each.</summary>
    public static ServerMemory Max(ServerMemory a, ServerMemory b) =>
        new(Math.Max(a.Resident, b.Resident), Math.Max(a.Peak, b.Peak));

    private static double ResidentOf(int process) => Kilobytes(process, "status", "VmRSS:");

    private static double Private(int process) =>
        Kilobytes(process, "smaps_rollup", "Private_Clean:") + Kilobytes(process, "smaps_rollup", "Private_Dirty:");

    // "VmRSS:     12345 kB"
    private static double Kilobytes(int process, string file, string name)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/{file}").FirstOrDefault(line => line.StartsWith(name));
            return line is null ? 0 : double.Parse(line.AsSpan(name.Length, line.Length - name.Length - 2).Trim(),
                CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
