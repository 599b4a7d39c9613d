namespace Wlmscp.Tests.Logging;

/// <summary>A daemon with a log configuration, on one entry.</summary>
internal sealed class LogScene : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public LogScene()
    {
        Directory.CreateDirectory(Logs);
        Area = new WorklistArea(_root.Combine("areas"));
        Area.Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public WorklistArea Area { get; }

    public string Directories => _root.Combine("areas");

    public string Config => _root.Combine("logging.json");

    public string Logs => _root.Combine("logs");

    public string Log => Path.Join(Logs, "wlmscp.log");

    /// <summary>Writes the configuration: what stands in the object Serilog.</summary>
    public void Configure(string serilog) => File.WriteAllText(Config, $$"""{ "Serilog": { {{serilog}} } }""");

    /// <summary>Writes a configuration with one file, of the level info.</summary>
    public void ConfigureFile(string arguments = "", string level = "Information") => Configure(
        $$"""
        "MinimumLevel": { "Default": "{{level}}" },
        "WriteTo": [ { "Name": "File", "Args": { "path": "{{Log}}" {{arguments}} } } ]
        """);

    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--bind", "127.0.0.1", "--dir", Directories, "--log-config", Config, .. options]);

    /// <summary>The lines of a log file.</summary>
    public static Task<string[]> LinesAsync(string path) => File.ReadAllLinesAsync(path, Cancelled);

    public void Dispose() => _root.Dispose();
}
