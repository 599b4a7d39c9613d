using WorklistScp.Worklist.Completion;
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

    /// <summary>Those of a study.</summary>
    public sealed record OfStudy(string StudyInstanceUID) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => EntryKey.Of(entry).StudyInstanceUID == StudyInstanceUID;
    }

    /// <summary>Those of an order that is known by a number.</summary>
    public sealed record OfOrder(OrderKey Order) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) => OrderKey.AllOf(entry).Contains(Order);
    }

    /// <summary>Those with an Accession Number, whoever issued it and whoever the patient is.</summary>
    public static EntrySelection OfAccessionNumber(string number)
    {
        var keys = new DicomDataset();
        EntryCompletion.Set(keys, "AccessionNumber", number);
        var query = WorklistQuery.Parse(keys, new WorklistQueryOptions { StrictMatching = true });
        return new Matching(query, new LiteralKey(EntryCompletion.PathOf("AccessionNumber"), number));
    }

    /// <summary>Those that match a query, and have some values just so.</summary>
    public sealed record Matching(WorklistQuery Query, params IReadOnlyList<LiteralKey> Literals) : EntrySelection
    {
        /// <inheritdoc/>
        public override bool Includes(WorklistEntry entry) =>
            Query.Matches(entry) && Literals.All(literal => literal.Matches(entry));
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
