namespace WorklistScp.Tests.Shared;

/// <summary>The files that the tests are built of.</summary>
internal static class Repository
{
    /// <summary>The directory of WorklistScp.sln.</summary>
    public static string Root { get; } = FindRoot();

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
