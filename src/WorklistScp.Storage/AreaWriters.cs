namespace WorklistScp.Storage;

/// <summary>How files of storage areas are changed; it matters where the system does not tell of changes.</summary>
public enum AreaWriters
{
    /// <summary>In any way: for each query each file is looked at.</summary>
    Any,

    /// <summary>
    /// Each is renamed into place, or its writer touches the lockfile: the times of directory and lockfile tell.
    /// </summary>
    Rename,
}
