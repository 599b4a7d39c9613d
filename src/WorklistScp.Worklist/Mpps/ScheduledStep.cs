using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Mpps;

/// <summary>A scheduled step of the worklist, in what a performed step finds it by.</summary>
/// <param name="Place">Where it is kept, as people know it: the area, and the file.</param>
/// <param name="Key">What tells it apart.</param>
/// <param name="Patient">Its patient.</param>
public sealed record ScheduledStep(string Place, EntryKey Key, PatientKey Patient)
{
    /// <summary>Accession Number (0008,0050).</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Who issued the Accession Number (0008,0051).</summary>
    public string AccessionIssuer { get; init; } = "";

    /// <summary>Requested Procedure ID (0040,1001).</summary>
    public string RequestedProcedureID { get; init; } = "";

    /// <summary>The stations that it is scheduled for (0040,0001); none: any.</summary>
    public IReadOnlyList<string> StationAETitles { get; init; } = [];

    /// <summary>The step of a worklist entry.</summary>
    public static ScheduledStep Of(string place, DicomDataset entry) => new(
        place, EntryKey.Of(entry), PatientKey.Of(entry))
    {
        AccessionNumber = StepValues.TextOf(entry, DicomTag.AccessionNumber),
        AccessionIssuer = StepValues.AccessionIssuerOf(entry),
        RequestedProcedureID = StepValues.TextOf(entry, DicomTag.RequestedProcedureID),
        StationAETitles =
        [
            .. EntryCompletion.TextOf(entry, "ScheduledStationAETitle").Split('\\').Select(title => title.Trim(' '))
                .Where(title => title.Length > 0),
        ],
    };
}

/// <summary>Looks up scheduled steps, offered or done, in all areas that a performed step may be about.</summary>
public interface IScheduledSteps
{
    /// <summary>The steps of a study.</summary>
    IEnumerable<ScheduledStep> OfStudy(string studyInstanceUID);

    /// <summary>The steps of an Accession Number, whoever issued it and whoever the patient is.</summary>
    IEnumerable<ScheduledStep> OfAccessionNumber(string accessionNumber);
}
