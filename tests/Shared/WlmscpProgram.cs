using System.Diagnostics;

namespace WorklistScp.Tests.Shared;

/// <summary>Where the program is: the file that WLMSCP names, else the one that was built beside these tests.</summary>
internal static class WlmscpProgram
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly string? Published = Environment.GetEnvironmentVariable("WLMSCP");

    /// <summary>The directory of WorklistScp.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>How to start the program with its standard streams redirected.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> args)
    {
        string built = Path.Join(RepositoryRoot, "src", "wlmscp", "bin", Configuration, "net10.0", "wlmscp.dll");
        IEnumerable<string> words = string.IsNullOrEmpty(Published) ? [built, .. args] : args;
        return new ProcessStartInfo(string.IsNullOrEmpty(Published) ? "dotnet" : Published, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Join(directory.FullName, "WorklistScp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new DirectoryNotFoundException($"no WorklistScp.sln above {AppContext.BaseDirectory}");
    }
}
