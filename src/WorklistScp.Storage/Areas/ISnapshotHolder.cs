namespace WorklistScp.Storage.Areas;

/// <summary>Who keeps a snapshot of an area in memory, or entries of it, longer than the area itself.</summary>
internal interface ISnapshotHolder
{
    /// <summary>What had been replaced in the snapshot, in bytes.</summary>
    long Replaced { get; }

    /// <summary>
    /// How large a part of the memory that all may keep it may have, as a divisor: who begins to read a snapshot that was kept
    /// for later is to have some of it left.
    /// </summary>
    int Divisor { get; }

    /// <summary>Lets go of it: the area has changed too much since.</summary>
    void Outdate();
}
