using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>A query whose answer can be foretold.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Request">The bytes to send.</param>
/// <param name="Matches">Whether an entry matches it.</param>
internal sealed record SoakQuery(string Name, byte[] Request, Func<SoakEntry, bool> Matches)
{
    // So many queries have few matches for one that has all.
    private const int SelectiveShare = 20;

    /// <summary>All queries, the universal one first.</summary>
    public static IReadOnlyList<SoakQuery> All { get; } = [Create("all entries", _ => true), .. Selective()];

    /// <summary>Chooses the place of a query in <see cref="All"/>.</summary>
    public static int Choose(Random random) => random.Next(SelectiveShare) == 0 ? 0 : random.Next(1, All.Count);

    private static IEnumerable<SoakQuery> Selective()
    {
        string[] modalities = [.. SoakEntry.All.Select(entry => entry.Modality).Distinct()];
        string[] days = [.. SoakEntry.All.Select(entry => entry.Day).Distinct()];
        string[] patients = [.. SoakEntry.All.Select(entry => entry.PatientID).Take(10)];
        return
        [
            .. modalities.Select(of => Create(of, entry => entry.Modality == of, modality: of)),
            .. days.Select(of => Create(of, entry => entry.Day == of, day: of)),
            .. patients.Select(of => Create(of, entry => entry.PatientID == of, patient: of)),
            .. modalities.Zip(days, (modality, day) => Create(
                $"{modality} {day}", entry => entry.Modality == modality && entry.Day == day, modality, day)),
            .. patients.Select(of => of[..^2]).Distinct().Select(of => Create(
                $"{of}*", entry => entry.PatientID.StartsWith(of, StringComparison.Ordinal), patient: $"{of}*")),
        ];
    }

    private static SoakQuery Create(
        string name, Func<SoakEntry, bool> matches, string modality = "", string day = "", string patient = "") =>
        new(name, FindRequest.Create(Identifier(modality, day, patient)), matches);

    private static DicomDataset Identifier(string modality, string day, string patient) => new(
        Text(DicomTag.AccessionNumber, DicomVR.SH),
        Text(DicomTag.PatientName, DicomVR.PN),
        Text(DicomTag.PatientID, DicomVR.LO, patient),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(
            Text(DicomTag.Modality, DicomVR.CS, modality),
            Text(DicomTag.ScheduledStationAETitle, DicomVR.AE),
            Text(DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, day),
            Text(DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM))));

    private static DicomElement Text(DicomTag tag, DicomVR vr, string value = "") =>
        DicomElement.FromAscii(tag, vr, value);
}
