namespace WorklistScp.Worklist.Mpps;

/// <summary>By what a scheduled step was found, the surest first.</summary>
public enum StepMatchRule
{
    /// <summary>Study and step ID.</summary>
    Study,

    /// <summary>A referenced study, and step ID: one step was performed for several requested procedures.</summary>
    ReferencedStudy,

    /// <summary>The study, a step ID being absent: its steps at that station.</summary>
    StudyAtStation,

    /// <summary>Accession Number and step ID, of the same patient and one study.</summary>
    AccessionNumber,

    /// <summary>Accession Number and Requested Procedure ID, of the same patient and one study.</summary>
    RequestedProcedure,
}

/// <summary>Why a scheduled step that came near was not meant.</summary>
public enum StepMismatch
{
    /// <summary>It has another step ID.</summary>
    StepID,

    /// <summary>It is scheduled for another station.</summary>
    Station,

    /// <summary>Its Accession Number was issued by somebody else.</summary>
    AccessionIssuer,

    /// <summary>It is of another patient, or one of both has no Patient ID.</summary>
    Patient,

    /// <summary>It has another Requested Procedure ID.</summary>
    RequestedProcedure,

    /// <summary>Several studies have what was asked for.</summary>
    SeveralStudies,
}

/// <summary>A scheduled step that came near.</summary>
/// <param name="Step">The step.</param>
/// <param name="Mismatch">Why it was not meant.</param>
public sealed record NearStep(ScheduledStep Step, StepMismatch Mismatch)
{
    /// <summary>One line, without patient's data.</summary>
    public override string ToString() => Mismatch switch
    {
        StepMismatch.StepID => $"{Step.Place} has step {Step.Key.StepID}",
        StepMismatch.Station => $"{Step.Place} is for {string.Join(", ", Step.StationAETitles)}",
        StepMismatch.AccessionIssuer => $"{Step.Place} has an Accession Number of {Step.AccessionIssuer}",
        StepMismatch.Patient => $"{Step.Place} has not the same Patient ID",
        StepMismatch.RequestedProcedure => $"{Step.Place} has requested procedure {Step.RequestedProcedureID}",
        _ => $"{Step.Place} is one of several studies, {Step.Key.StudyInstanceUID}",
    };
}

/// <summary>Which scheduled steps an item of a performed step is about.</summary>
/// <param name="Asked">What the item says.</param>
/// <param name="Rule">By what they were found; null: none was.</param>
/// <param name="Steps">The scheduled steps.</param>
/// <param name="Near">Those that came near, where none was found.</param>
public sealed record StepMatch(
    ReferencedStep Asked, StepMatchRule? Rule, IReadOnlyList<ScheduledStep> Steps, IReadOnlyList<NearStep> Near)
{
    /// <summary>Whether it was never scheduled: it says nothing but a study, which the worklist does not have.</summary>
    public bool IsUnscheduled => Rule is null && Asked.NamesStudyOnly && Near.Count == 0;

    /// <summary>
    /// Steps that were found by their study though both sides name a Patient ID, and not the same: the modality has the
    /// patient of another source, or the entry was changed since.
    /// </summary>
    public IEnumerable<ScheduledStep> OfOtherPatients => Steps.Where(step =>
        step.Patient.PatientID.Length > 0 && Asked.Patient.PatientID.Length > 0
        && step.Patient.PatientID != Asked.Patient.PatientID);

    /// <summary>What was asked for and found, on one line.</summary>
    public override string ToString()
    {
        string asked = $"study {Show(Asked.StudyInstanceUID)} step {Show(Asked.StepID)}";
        return Rule is null
            ? $"{asked}: {Explain()}"
            : $"{asked}: {string.Join(", ", Steps.Select(step => step.Place))}, by {Words(Rule.Value)}"
                + (OfOtherPatients.Any() ? ", though the Patient ID is another one" : "");
    }

    private string Explain() =>
        IsUnscheduled ? "not scheduled"
        : Near.Count == 0 ? "no entry has this study or Accession Number"
        : $"no entry, but {string.Join("; ", Near)}";

    private static string Words(StepMatchRule rule) => rule switch
    {
        StepMatchRule.Study => "study and step ID",
        StepMatchRule.ReferencedStudy => "referenced study and step ID",
        StepMatchRule.StudyAtStation => "study and station, since no step ID was sent",
        StepMatchRule.AccessionNumber => "Accession Number and step ID",
        _ => "Accession Number and Requested Procedure ID",
    };

    private static string Show(string value) => value.Length == 0 ? "(none)" : PrintableText.Start(value, 64);
}
