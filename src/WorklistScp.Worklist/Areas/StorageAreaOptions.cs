namespace WorklistScp.Worklist.Areas;

/// <summary>How storage areas are read.</summary>
public sealed record StorageAreaOptions
{
    /// <summary>Whether files that are not complete are ignored.</summary>
    public bool RejectIncompleteFiles { get; init; } = true;

    /// <summary>Whether an area without a lockfile is refused; if not, it is read without a lock.</summary>
    public bool RequireLockFile { get; init; } = true;

    /// <summary>How long to wait for the lock while a writer holds it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
