using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Meanings;

/// <summary>What a message means for a worklist. Which entries it meets there is not its concern.</summary>
public abstract record Hl7Meaning
{
    private Hl7Meaning()
    {
    }

    /// <summary>What was made up, cut, replaced or left out; of new entries, see <see cref="OrderedStep.MadeUp"/>.</summary>
    public IReadOnlyList<Hl7Note> Notes { get; init; } = [];

    /// <summary>Steps to create, change or end: all of them or none.</summary>
    /// <param name="Patient">Whose they are.</param>
    /// <param name="PatientValues">
    /// What the message says of patient and visit: for new entries, and those that are ordered anew. Changes and ends of
    /// orders do not change the patient.
    /// </param>
    /// <param name="Steps">The steps, in the order of the message.</param>
    public sealed record Order(
        PatientKey Patient, DicomDataset PatientValues, IReadOnlyList<OrderedStep> Steps) : Hl7Meaning;

    /// <summary>New values for all entries of a patient.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="PatientValues">What the message says of the patient.</param>
    /// <param name="VisitValues">What it says of the visit.</param>
    /// <param name="AdmissionID">
    /// The visit whose entries get <paramref name="VisitValues"/>; null: it is not named, all entries of the patient.
    /// </param>
    public sealed record PatientUpdate(
        PatientKey Patient, DicomDataset PatientValues, DicomDataset VisitValues, string? AdmissionID) : Hl7Meaning;

    /// <summary>Patients that become others, one after the other.</summary>
    /// <param name="Patients">The patients; at least one.</param>
    public sealed record PatientMerge(IReadOnlyList<MergedPatient> Patients) : Hl7Meaning;

    /// <summary>Understood, and nothing to change.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Acknowledged(string Reason) : Hl7Meaning;

    /// <summary>Nothing can be done about it.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Refused(Hl7Fault Fault) : Hl7Meaning;
}

/// <summary>One patient who becomes another.</summary>
/// <param name="From">The patient whose ID ends (MRG-1).</param>
/// <param name="To">The patient who stays (PID-3).</param>
/// <param name="PatientValues">What the message says of the one who stays.</param>
public sealed record MergedPatient(PatientKey From, PatientKey To, DicomDataset PatientValues);
