using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Editing;

/// <summary>A change of a worklist.</summary>
public abstract record WorklistEdit
{
    private WorklistEdit()
    {
    }

    /// <summary>The data sets that get what they lack of identifiers when the edit is planned.</summary>
    public virtual IEnumerable<DicomDataset> Completed => [];

    /// <summary>Adds an entry, unless there is one of its key, offered or done.</summary>
    /// <param name="Dataset">What it holds; what it lacks of identifiers is put into it.</param>
    public sealed record Add(DicomDataset Dataset) : WorklistEdit
    {
        /// <inheritdoc/>
        public override IEnumerable<DicomDataset> Completed => [Dataset];
    }

    /// <summary>
    /// Adds an entry, or replaces the one of its key, whose status it keeps if it has none itself. One that is done stays
    /// so; one whose status says that it is over becomes so.
    /// </summary>
    /// <param name="Dataset">What it holds; what it lacks of identifiers is put into it.</param>
    public sealed record Put(DicomDataset Dataset) : WorklistEdit
    {
        /// <summary>Whether the entry may become another patient's: who says so has seen whose it was.</summary>
        public bool MayBeAnotherPatient { get; init; }

        /// <inheritdoc/>
        public override IEnumerable<DicomDataset> Completed => [Dataset];
    }

    /// <summary>
    /// Carries out what an order, or a change of it, says of its steps: an outcome for each, and behind these one for each
    /// other entry that it is about.
    /// </summary>
    /// <param name="Patient">Whose steps they are: entries of another patient are not touched.</param>
    /// <param name="Steps">The steps.</param>
    /// <param name="EndsOthers">
    /// Whether entries of the same studies end that are offered and not among the steps: the order has them no more.
    /// </param>
    public sealed record Order(PatientKey Patient, IReadOnlyList<StepEdit> Steps, bool EndsOthers = false) : WorklistEdit
    {
        /// <summary>Statuses that a step may get and is not offered with, besides those that say that it is over.</summary>
        public IReadOnlyList<string> NotOffered { get; init; } = [];

        /// <summary>Steps of which entries are removed for good: they are in another area from now on.</summary>
        public IReadOnlyList<EntryKey> Moved { get; init; } = [];

        /// <inheritdoc/>
        public override IEnumerable<DicomDataset> Completed => Steps.Select(step => step.NewEntry);

        internal bool Hides(DicomDataset dataset) =>
            NotOffered.Count > 0 && NotOffered.Contains(EntryCompletion.TextOf(dataset, StepStatus.Keyword).Trim(' '));
    }

    /// <summary>
    /// Gives entries new values. One whose status is not offered any more is done, and one that is done comes back when
    /// its status is offered.
    /// </summary>
    /// <param name="Which">The entries.</param>
    /// <param name="Values">The attributes with their new values.</param>
    /// <param name="AreDone">Whether entries that are done are meant, else those that are offered.</param>
    public sealed record Update(
        EntrySelection Which, IReadOnlyList<AttributeAssignment> Values, bool AreDone = false) : WorklistEdit
    {
        /// <summary>How many entries are meant at most: of more, none is changed.</summary>
        public int Most { get; init; } = int.MaxValue;
    }

    /// <summary>
    /// All entries of one patient, those that are done too, become those of another; the values are those of all entries
    /// that this one has then.
    /// </summary>
    /// <param name="From">The patient whose ID counts no more.</param>
    /// <param name="To">The patient who stays.</param>
    /// <param name="Values">What else is known of the one who stays.</param>
    public sealed record MergePatients(
        PatientKey From, PatientKey To, IReadOnlyList<AttributeAssignment> Values) : WorklistEdit;

    /// <summary>
    /// Gives all entries of a patient, those that are done too, what is known of the patient now, who may have another ID.
    /// </summary>
    /// <param name="From">The patient whose entries they are.</param>
    /// <param name="To">The patient whose entries they are then; the same, if only values change.</param>
    /// <param name="PatientValues">What is known of the patient.</param>
    /// <param name="VisitValues">What is known of the visit.</param>
    /// <param name="AdmissionID">The Admission ID of entries that get these; null: all of them.</param>
    public sealed record ChangePatient(
        PatientKey From, PatientKey To, DicomDataset PatientValues, DicomDataset VisitValues, string? AdmissionID)
        : WorklistEdit;

    /// <summary>
    /// Gives the entries of a key another state. Those that would not be served otherwise, so that they cannot be changed,
    /// are at least offered or not.
    /// </summary>
    /// <param name="Key">The key.</param>
    /// <param name="Next">The state that follows on the one that an entry has; null: it keeps that.</param>
    public sealed record Advance(EntryKey Key, Func<StepState, StepState?> Next) : WorklistEdit;

    /// <summary>Removes entries for good, or moves their files to a directory outside.</summary>
    /// <param name="Which">The entries.</param>
    /// <param name="Archive">The directory; null: there is none.</param>
    /// <param name="AreDone">Whether entries that are done are meant, else those that are offered.</param>
    public sealed record Remove(EntrySelection Which, string? Archive = null, bool AreDone = false) : WorklistEdit
    {
        /// <inheritdoc cref="Update.Most"/>
        public int Most { get; init; } = int.MaxValue;
    }

    /// <summary>Takes entries off the list; their content stays as it is.</summary>
    /// <param name="Which">The entries.</param>
    public sealed record Finish(EntrySelection Which) : WorklistEdit;

    /// <summary>Brings back entries that are done; a status that is not offered becomes SCHEDULED.</summary>
    /// <param name="Which">The entries.</param>
    public sealed record Restore(EntrySelection Which) : WorklistEdit
    {
        /// <inheritdoc cref="Update.Most"/>
        public int Most { get; init; } = int.MaxValue;
    }
}
