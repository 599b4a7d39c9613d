using System.Globalization;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>A program that serves worklists.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="FileName">The file to start.</param>
/// <param name="Arguments">The command line for a directory of storage areas and a port.</param>
internal sealed record ServerProgram(string Name, string FileName, Func<string, int, string[]> Arguments)
{
    // More than any measurement opens, and the same for all.
    private const string MaxAssociations = "2000";

    /// <summary>What is set in its environment beside what this process has.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The native program, with many associations.</summary>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public static ServerProgram Wlmscp() => WlmscpWith("--max-associations", MaxAssociations);

    /// <summary>The native program: the file that the environment variable WLMSCP names, or else out/wlmscp.</summary>
    /// <param name="options">What is not as by default.</param>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public static ServerProgram WlmscpWith(params string[] options)
    {
        string? named = Environment.GetEnvironmentVariable("WLMSCP");
        string file = string.IsNullOrEmpty(named) ? Path.Join(RepositoryRoot(), "out", "wlmscp") : named;
        return File.Exists(file)
            ? new ServerProgram("wlmscp", file, (directory, port) =>
                ["--dir", directory, "--port", Text(port), .. options])
            : throw new BenchmarkException(
                $"{file}: no such file; make it with: dotnet publish src/wlmscp -c Release -o out");
    }

    /// <summary>The program of DCMTK, in the search path.</summary>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public static ServerProgram Wlmscpfs()
    {
        string? file = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(directory => Path.Join(directory, "wlmscpfs")).FirstOrDefault(File.Exists);
        return file is null
            ? throw new BenchmarkException("wlmscpfs: not in the search path; install it with: apt-get install dcmtk")
            : new ServerProgram("wlmscpfs", file, (directory, port) =>
                ["-dfp", directory, "--max-associations", MaxAssociations, Text(port)]);
    }

    /// <summary>The program of DCMTK, told by its environment not to wait with small packets.</summary>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public static ServerProgram WlmscpfsWithoutDelay() => Wlmscpfs() with
    {
        Name = "wlmscpfs, TCP_NODELAY=1",
        Variables = new Dictionary<string, string> { ["TCP_NODELAY"] = "1" },
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Join(directory.FullName, "WorklistScp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new BenchmarkException($"no WorklistScp.sln above {AppContext.BaseDirectory}");
    }
}
