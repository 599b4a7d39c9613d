using System.Globalization;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>How much memory a process has, as proc(5) tells.</summary>
internal static class ResidentMemory
{
    private const string Label = "VmRSS:";
    private const int BytesInUnit = 1024;

    /// <summary>The resident memory of a process, in bytes; 0 if it has ended.</summary>
    public static long Of(int process)
    {
        try
        {
            // VmRSS:      12345 kB
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(
                line => line.StartsWith(Label, StringComparison.Ordinal));
            return line is null ? 0 : BytesInUnit * long.Parse(line[Label.Length..^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
