namespace WorklistScp.Storage.Editing;

/// <summary>
/// A file that an area keeps beside its entries, and that has to fit them: it is written with them, whole, or not at all.
/// </summary>
/// <param name="Directory">The name of its directory within the area.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Turn">When it gets its name.</param>
internal sealed record KeptFile(string Directory, string Name, byte[] Bytes, KeptTurn Turn)
{
    /// <summary>Whether to wait until it is on the disk, where the editor waits for anything.</summary>
    public bool IsFlushed { get; init; } = true;
}

/// <summary>When a file gets its name: what that of a killed editor has left must make sense without the rest.</summary>
internal enum KeptTurn
{
    /// <summary>Before the entries change.</summary>
    BeforeEntries,

    /// <summary>After that.</summary>
    AfterEntries,
}
