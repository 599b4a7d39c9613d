namespace WorklistScp.Worklist.Editing;

/// <summary>What an edit does to an entry, or why it does nothing.</summary>
public abstract record EditOutcome
{
    private EditOutcome()
    {
    }

    /// <summary>Whether it keeps the whole batch from being done.</summary>
    public virtual bool IsObstacle => false;

    /// <summary>It is new.</summary>
    /// <param name="FileName">Its file.</param>
    /// <param name="Dataset">What it holds.</param>
    /// <param name="IsDone">Whether it is not offered, by its own status.</param>
    public sealed record Added(string FileName, DicomDataset Dataset, bool IsDone) : EditOutcome;

    /// <summary>It is there already, with the same content.</summary>
    /// <param name="FileName">Its file.</param>
    /// <param name="IsDone">Whether it is not offered any more.</param>
    public sealed record Unchanged(string FileName, bool IsDone) : EditOutcome;

    /// <summary>It has another content, or state, than before.</summary>
    /// <param name="FileName">Its file.</param>
    /// <param name="Dataset">What it holds now.</param>
    /// <param name="IsDone">Whether it is not offered any more.</param>
    public sealed record Changed(string FileName, DicomDataset Dataset, bool IsDone) : EditOutcome
    {
        /// <summary>
        /// The Specific Character Set that it had, where a new value made it ISO_IR 192; null: it is as before.
        /// </summary>
        public string? FormerCharacterSet { get; init; }

        /// <summary>What it held, and whether it was offered.</summary>
        public required EditedEntry Former { get; init; }
    }

    /// <summary>It is not there, and was not to be made.</summary>
    /// <param name="Key">Its key.</param>
    public sealed record Absent(EntryKey Key) : EditOutcome;

    /// <summary>It is not there any more.</summary>
    public sealed record Removed(string FileName, DicomDataset Dataset) : EditOutcome;

    /// <summary>Another entry has its key.</summary>
    /// <param name="With">The file of the other one.</param>
    /// <param name="Key">The key that both have.</param>
    /// <param name="FileName">Its file; null: it has none yet.</param>
    public sealed record Conflict(string With, EntryKey Key, string? FileName = null) : EditOutcome
    {
        /// <inheritdoc/>
        public override bool IsObstacle => true;
    }

    /// <summary>More entries are there than the edit is meant for.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="Most">How many are meant at most.</param>
    public sealed record TooMany(int Count, int Most) : EditOutcome
    {
        /// <inheritdoc/>
        public override bool IsObstacle => true;
    }

    /// <summary>It would not be served, or its values would not be right.</summary>
    /// <param name="FileName">Its file; null: it has none yet.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(string? FileName, EditRefusal Refusal) : EditOutcome
    {
        /// <inheritdoc/>
        public override bool IsObstacle => true;
    }
}
