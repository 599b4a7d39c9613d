namespace WorklistScp.Tests.Shared;

/// <summary>A new directory, removed with all that is in it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("wlmscp-").FullName;

    /// <summary>The path of something in it.</summary>
    public string Combine(string name) => System.IO.Path.Join(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
