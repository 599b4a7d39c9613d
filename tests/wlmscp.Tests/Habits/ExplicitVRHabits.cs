using static Wlmscp.Tests.Habits.Habit;
using static Wlmscp.Tests.Habits.HabitScene;

namespace Wlmscp.Tests.Habits;

/// <summary>Identifiers in explicit VR whose VRs are not the dictionary's.</summary>
internal static class ExplicitVRHabits
{
    private static readonly DicomTag Creator = new(0x0029, 0x0010);
    private static readonly DicomTag PrivateKey = new(0x0029, 0x1001);
    private static readonly DicomTag Steps = DicomTag.ScheduledProcedureStepSequence;

    /// <summary>What a proxy without dictionary makes of implicit VR: UN, with implicit items (PS3.5 6.2.2).</summary>
    public static Dictionary<string, Habit> Unknown { get; } = new()
    {
        ["Patient ID"] = Top("P1", w => [w.Element(DicomTag.PatientID, "UN", "P1")]),
        ["Patient's Name"] = Top("P1", w => [w.Element(DicomTag.PatientName, "UN", "bach^johann*")]),
        ["Accession Number"] = Top("P2", w => [w.Element(DicomTag.AccessionNumber, "UN", "A2")]),
        ["Modality"] = Step("P1", w => [w.Element(DicomTag.Modality, "UN", "CT")]),
        ["Scheduled Station AE Title"] = Step("P2", w => [w.Element(DicomTag.ScheduledStationAETitle, "UN", "MR1")]),
        ["start date"] = Step("P2", w => [w.Element(DicomTag.ScheduledProcedureStepStartDate, "UN", "20261125")]),
        ["start date, a range"] =
            Step("P2 P3", w => [w.Element(DicomTag.ScheduledProcedureStepStartDate, "UN", "20261125-")]),
        ["Pregnancy Status"] = Top(All, w => [w.Element(DicomTag.PregnancyStatus, "UN", [0, 0])]),
        ["empty keys"] = new(
            All,
            w => Query(
                w,
                [w.Element(DicomTag.PatientName, "UN"), w.Element(DicomTag.PatientID, "UN")],
                w.Element(DicomTag.Modality, "UN"),
                w.Element(DicomTag.ScheduledProcedureStepStartDate, "UN"))),
        ["private key"] = Top(
            "P3",
            w =>
            [
                w.Element(DicomTag.PatientID, "UN", "P3"), w.Element(Creator, "UN", "ACME 1.0"),
                w.Element(PrivateKey, "UN"),
            ]),
        ["closed step sequence, closed item"] =
            Habit.Steps("P1", w => w.Element(Steps, "UN", WireWriter.Item(ImplicitCT))),
        ["closed step sequence, open item"] =
            Habit.Steps("P1", w => w.Element(Steps, "UN", WireWriter.OpenItem(ImplicitCT))),
        ["open step sequence, closed item"] =
            Habit.Steps("P1", w => w.OpenSequence(Steps, "UN", WireWriter.Item(ImplicitCT))),
        ["open step sequence, open item"] =
            Habit.Steps("P1", w => w.OpenSequence(Steps, "UN", WireWriter.OpenItem(ImplicitCT))),
        ["step sequence without items"] = Habit.Steps(All, w => w.Element(Steps, "UN")),
        ["code sequence in the step sequence"] = Step(
            "P1",
            w =>
            [
                w.Element(DicomTag.Modality, "CS", "CT"),
                w.Element(
                    DicomTag.ScheduledProtocolCodeSequence,
                    "UN",
                    WireWriter.Item(Implicit.Element(DicomTag.CodeValue, "SH"))),
            ]),
    };

    /// <summary>VRs that are none, with a length of two bytes, and VRs of another attribute.</summary>
    public static Dictionary<string, Habit> Wrong { get; } = new()
    {
        ["Patient ID ??"] = Top("P1", w => [w.Element(DicomTag.PatientID, "??", "P1")]),
        ["Patient ID NUL NUL"] = Top("P1", w => [w.Element(DicomTag.PatientID, "\0\0", "P1")]),
        ["Modality ??"] = Step("P1", w => [w.Element(DicomTag.Modality, "??", "CT")]),
        ["Modality NUL NUL"] = Step("P1", w => [w.Element(DicomTag.Modality, "\0\0", "CT")]),
        ["private key ??"] = Top(All, w => [w.Element(Creator, "LO", "ACME 1.0"), w.Element(PrivateKey, "??")]),
        ["Patient ID SH"] = Top("P1", w => [w.Element(DicomTag.PatientID, "SH", "P1")]),
        ["Patient ID UT"] = Top("P1", w => [w.Element(DicomTag.PatientID, "UT", "P1")]),
        ["Patient ID UC"] = Top("P1", w => [w.Element(DicomTag.PatientID, "UC", "P1")]),
        ["Modality SH"] = Step("P1", w => [w.Element(DicomTag.Modality, "SH", "CT")]),
        ["Scheduled Station AE Title LO"] = Step("P2", w => [w.Element(DicomTag.ScheduledStationAETitle, "LO", "MR1")]),
        ["Requested Procedure Priority CS"] = Top(All, w => [w.Element(DicomTag.RequestedProcedurePriority, "CS")]),
    };

    private static WireWriter Implicit => new(IsExplicit: false);

    private static byte[][] ImplicitCT => StepKeys(Implicit, Implicit.Element(DicomTag.Modality, "CS", "CT"));
}
