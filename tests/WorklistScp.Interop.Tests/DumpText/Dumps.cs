using System.Runtime.CompilerServices;

namespace WorklistScp.Interop.Tests.DumpText;

/// <summary>The dump texts that the tests read: those of Debian's dcmtk package and the project's samples.</summary>
internal static class Dumps
{
    private const string Examples = "/usr/share/doc/dcmtk/examples";

    public static TheoryData<string> All => [.. Of(Examples), .. Of(Samples())];

    private static string[] Of(string directory) =>
        Directory.GetFiles(directory, "*.dump", SearchOption.AllDirectories);

    private static string Samples([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples"));
}
