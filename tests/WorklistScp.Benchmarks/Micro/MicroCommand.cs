using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace WorklistScp.Benchmarks.Micro;

/// <summary><c>micro</c>: time and memory of single steps, in this process, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    private static readonly Type[] Benchmarks =
    [
        typeof(FileBenchmarks),
        typeof(PduBenchmarks),
        typeof(QueryBenchmarks),
        typeof(MatchBenchmarks),
        typeof(ResponseBenchmarks),
        typeof(CatalogBenchmarks),
    ];

    /// <summary>Makes the command; all its words are BenchmarkDotNet's.</summary>
    public static Command Create()
    {
        var command = new Command("micro", "time and memory of single steps; takes the arguments of BenchmarkDotNet")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(result => Run(result.UnmatchedTokens));
        return command;
    }

    private static int Run(IReadOnlyList<string> arguments)
    {
        ManualConfig config = DefaultConfig.Instance
            .WithArtifactsPath(Path.Join(Path.GetTempPath(), "wlmscp-benchmarks"))
            .WithOptions(ConfigOptions.JoinSummary);
        Summary[] summaries = [.. new BenchmarkSwitcher(Benchmarks).Run([.. WithDefaults(arguments)], config)];
        return summaries.All(IsComplete) ? 0 : 1;
    }

    // Without a filter BenchmarkDotNet asks which benchmarks are meant. In this process: what it would build for each
    // benchmark otherwise takes longer than the measurement.
    private static IEnumerable<string> WithDefaults(IReadOnlyList<string> arguments)
    {
        string[] filter = arguments.Any(word => word is "--filter" or "-f") ? [] : ["--filter", "*"];
        string[] place = arguments.Any(word => word is "--inProcess" or "-i") ? [] : ["--inProcess"];
        return [.. arguments, .. filter, .. place];
    }

    private static bool IsComplete(Summary summary) =>
        !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success);
}
