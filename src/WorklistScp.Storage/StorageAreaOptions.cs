using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Storage;

/// <summary>How storage areas are read.</summary>
public sealed record StorageAreaOptions
{
    /// <summary>Whether files that are not complete are ignored.</summary>
    public bool RejectIncompleteFiles { get; init; } = true;

    /// <summary>
    /// What text is read as that is not ASCII, not valid UTF-8, and in no character set that its file names; null: ISO
    /// 8859-1.
    /// </summary>
    public SpecificCharacterSet? AssumedCharacterSet { get; init; }

    /// <summary>
    /// How long changes that the system does not tell of may go unnoticed: then a query looks at each file again. Zero:
    /// each query does, as it does on file systems of other machines. Null: files are looked at beside the queries.
    /// </summary>
    public TimeSpan? RescanInterval { get; init; }

    /// <summary>How files are changed where the system does not tell of changes.</summary>
    public AreaWriters Writers { get; init; }

    /// <summary>Whether an area without a lockfile is refused; if not, it is read without a lock.</summary>
    public bool RequireLockFile { get; init; } = true;

    /// <summary>How long to wait for the lock while a writer holds it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hears of what is waited for; null: nobody does.</summary>
    public IStorageObserver? Observer { get; init; }
}
