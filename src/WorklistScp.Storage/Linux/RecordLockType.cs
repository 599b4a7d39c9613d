namespace WorklistScp.Storage.Linux;

/// <summary>The type of an <c>fcntl</c> lock.</summary>
internal enum RecordLockType : short
{
    /// <summary>F_RDLCK: shared.</summary>
    Read = 0,

    /// <summary>F_WRLCK: exclusive.</summary>
    Write = 1,

    /// <summary>F_UNLCK: removed.</summary>
    Unlock = 2,
}
