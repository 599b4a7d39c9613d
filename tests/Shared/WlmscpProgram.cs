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

    // nohup, and scripts that start the tests with &, let them ignore these; a child would ignore them too.
    private const string DefaultSignals = "--default-signal=HUP,INT,QUIT";

    private static readonly string? Published = Environment.GetEnvironmentVariable("WLMSCP");

    /// <summary>The directory of WorklistScp.sln.</summary>
    public static string RepositoryRoot => Repository.Root;

    /// <summary>Where it is built, as managed code.</summary>
    public static string BuildDirectory { get; } =
        Path.Join(RepositoryRoot, "src", "wlmscp", "bin", Configuration, "net10.0");

    /// <summary>How to start the program with its standard streams redirected.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> args)
    {
        string built = Path.Join(BuildDirectory, "wlmscp.dll");
        string[] program = string.IsNullOrEmpty(Published) ? ["dotnet", built] : [Published];
        return new ProcessStartInfo("env", [DefaultSignals, .. program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
