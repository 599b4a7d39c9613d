using System.Security.Cryptography;

namespace WorklistScp.Fuzz;

/// <summary>Inputs that were findings once, kept so that they are run again with each test.</summary>
internal static class CrashFiles
{
    private const string Folder = "Crashes";

    /// <summary>The kept inputs of a target, beside the program.</summary>
    public static IEnumerable<string> Of(FuzzTarget target)
    {
        string folder = Path.Join(AppContext.BaseDirectory, Folder);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{target.Name}-*.bin") : [];
    }

    /// <summary>Keeps an input in the source, whole or not at all.</summary>
    /// <returns>The file.</returns>
    public static string Keep(FuzzTarget target, byte[] input)
    {
        string folder = Path.Join(SourceFolder(), Folder);
        Directory.CreateDirectory(folder);
        string hash = Convert.ToHexStringLower(SHA256.HashData(input))[..16];
        string path = Path.Join(folder, $"{target.Name}-{hash}.bin");
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, input);
        File.Move(temporary, path, overwrite: true);
        return path;
    }

    // Above the program that was built is the project that it was built from.
    private static string SourceFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "WorklistScp.Fuzz.csproj")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
