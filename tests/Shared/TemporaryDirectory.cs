namespace WorklistScp.Tests.Shared;

/// <summary>A new directory, removed with all that is in it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes one.</summary>
    /// <param name="parent">Where; null: where temporary files go.</param>
    public TemporaryDirectory(string? parent = null)
    {
        Path = parent is null
            ? Directory.CreateTempSubdirectory("wlmscp-").FullName
            : Directory.CreateDirectory(System.IO.Path.Join(parent, $"wlmscp-{Guid.NewGuid():n}")).FullName;
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>The path of something in it.</summary>
    public string Combine(string name) => System.IO.Path.Join(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
