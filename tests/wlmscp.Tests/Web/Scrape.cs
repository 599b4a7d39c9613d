using System.Globalization;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Web;

/// <summary>What <c>/metrics</c> tells, read strictly: each sample belongs to the metric that was named last.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private Scrape(string text)
    {
        Text = text;
        string? family = null;
        foreach (string line in text.Split('\n')[..^1])
        {
            if (Kind().Match(line) is { Success: true } kind)
            {
                family = kind.Groups["name"].Value;
                Assert.True(_types.TryAdd(family, kind.Groups["type"].Value), line);
            }
            else if (Sample().Match(line) is { Success: true } sample)
            {
                string name = sample.Groups["name"].Value;
                Assert.Contains(name.Replace(family!, "", StringComparison.Ordinal), EndsOf(_types[family!]));
                Assert.True(
                    _samples.TryAdd(
                        sample.Groups["key"].Value,
                        double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)),
                    line);
            }
            else
            {
                Assert.Matches("^# (HELP wlmscp_[a-z0-9_]+ .+|EOF)$", line);
            }
        }
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The metrics, with their types.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The names of all samples that there may be.</summary>
    public IReadOnlySet<string> SampleNames => _types
        .SelectMany(type => EndsOf(type.Value).Select(end => type.Key + end)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The samples, each with its labels.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>A value; zero where there is none.</summary>
    public double this[string sample] => _samples.GetValueOrDefault(sample);

    /// <summary>Reads them.</summary>
    /// <param name="daemon">A daemon with a port for metrics.</param>
    /// <param name="accept">The header Accept; null: none.</param>
    public static async Task<Scrape> OfAsync(WlmscpProcess daemon, string? accept = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{daemon.MetricsPort}/") };
        WebAnswer answer = await client.SendAsync("GET", "metrics", headers: accept is null ? [] : [("Accept", accept)]);
        Assert.True(answer.Status == 200, answer.Body);
        return new Scrape(answer.Body);
    }

    /// <summary>Waits for a value, such as of what is counted after the answer.</summary>
    public static async Task<Scrape> WithAsync(WlmscpProcess daemon, string sample, double value)
    {
        Scrape? last = null;
        await Eventually.IsTrueAsync(
            async () => (last = await OfAsync(daemon))._samples.TryGetValue(sample, out double now) && now == value,
            $"{sample} {value}");
        return last!;
    }

    // Both forms: OpenMetrics names a counter without its end.
    private static string[] EndsOf(string type) => type switch
    {
        "counter" => ["", "_total"],
        "histogram" => ["_bucket", "_sum", "_count"],
        _ => [""],
    };

    [GeneratedRegex("^# TYPE (?<name>wlmscp_[a-z0-9_]+) (?<type>counter|gauge|histogram)$")]
    private static partial Regex Kind();

    [GeneratedRegex("""^(?<key>(?<name>wlmscp_[a-z0-9_]+)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})?) (?<value>[-+0-9.E]+)$""")]
    private static partial Regex Sample();
}
