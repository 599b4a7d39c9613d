using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Editing;

/// <summary>Which entries an edit is about.</summary>
public abstract record EntrySelection
{
    private EntrySelection()
    {
    }

    /// <summary>Whether it is about an entry.</summary>
    public abstract bool Includes(WorklistEntry entry);

    /// <summary>The entry of a key.</summary>
    public sealed record OfKey(EntryKey Key) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => EntryKey.Of(entry) == Key;
    }

    /// <summary>Those that match a query.</summary>
    public sealed record Matching(WorklistQuery Query) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => Query.Matches(entry);
    }

    /// <summary>Those of a patient.</summary>
    public sealed record OfPatient(PatientKey Patient) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => Patient.IsOf(entry);
    }

    /// <summary>Those whose step should have started before a moment, by the clock on the wall.</summary>
    public sealed record StartingBefore(DateTime Moment) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => entry.StartMoment < Moment;
    }
}
