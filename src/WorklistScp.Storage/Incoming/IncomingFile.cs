using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Incoming;

/// <summary>A file of a drop folder, as it was when it was looked at.</summary>
public sealed record IncomingFile
{
    internal IncomingFile(string name, FileStatus status)
    {
        Name = name;
        Stamp = status.Stamp;
    }

    /// <summary>Its name in the folder.</summary>
    public string Name { get; }

    internal FileStamp Stamp { get; }
}
