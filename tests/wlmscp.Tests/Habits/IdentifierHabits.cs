using static Wlmscp.Tests.Habits.Habit;
using static Wlmscp.Tests.Habits.HabitScene;

namespace Wlmscp.Tests.Habits;

/// <summary>How libraries write identifiers, in implicit and in explicit VR.</summary>
internal static class IdentifierHabits
{
    private static readonly DicomTag QueryRetrieveLevel = new(0x0008, 0x0052);
    private static readonly DicomTag TimezoneOffset = new(0x0008, 0x0201);
    private static readonly DicomTag Creator = new(0x0029, 0x0010);
    private static readonly DicomTag PrivateKey = new(0x0029, 0x1001);

    /// <summary>What is no key of the model, and is sent all the same (go-netdicom, dcmjs-dimse, proxies).</summary>
    public static Dictionary<string, Habit> NoKeys { get; } = new()
    {
        ["none"] = Step("P1", w => [w.Element(DicomTag.Modality, "CS", "CT")]),
        ["Query/Retrieve Level, empty"] = Top(All, w => [w.Element(QueryRetrieveLevel, "CS")]),
        ["Query/Retrieve Level PATIENT"] = Top(All, w => [w.Element(QueryRetrieveLevel, "CS", "PATIENT")]),
        ["Query/Retrieve Level WORKLIST"] = Top(All, w => [w.Element(QueryRetrieveLevel, "CS", "WORKLIST")]),
        ["Instance Number"] = Top(All, w => [w.Element(DicomTag.InstanceNumber, "IS", "1")]),
        ["Timezone Offset From UTC"] = Top(All, w => [w.Element(TimezoneOffset, "SH", "+0100")]),
        ["Timezone Offset From UTC, empty"] = Top(All, w => [w.Element(TimezoneOffset, "SH")]),
        // No entry names an offset: dates are compared as they stand.
        ["Timezone Offset From UTC with a date"] = new(
            "P2",
            w => Query(
                w,
                [w.Element(TimezoneOffset, "SH", "-0500")],
                w.Element(DicomTag.ScheduledProcedureStepStartDate, "DA", "20261125"))),
        ["Specific Character Set"] = Top(All, w => [w.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100")]),
        ["Specific Character Set, empty"] = Top(All, w => [w.Element(DicomTag.SpecificCharacterSet, "CS")]),
        ["Specific Character Set, first of two empty"] =
            Top(All, w => [w.Element(DicomTag.SpecificCharacterSet, "CS", "\\ISO 2022 IR 87")]),
        ["Specific Character Set in the item"] = Step(
            "P2",
            w =>
            [
                w.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100"),
                w.Element(DicomTag.Modality, "CS", "MR"),
            ]),
        ["group lengths at the top"] = Top(
            All,
            w => [w.Element(new(0x0008, 0), "UL", [8, 0, 0, 0]), w.Element(new(0x0010, 0), "UL", [99, 0, 0, 0])]),
        ["group lengths in the item"] = Step(
            "P1",
            w =>
            [
                w.Element(new(0x0008, 0), "UL", [10, 0, 0, 0]), w.Element(new(0x0040, 0), "UL", [1, 2, 3, 4]),
                w.Element(DicomTag.Modality, "CS", "CT"),
            ]),
    };

    /// <summary>Numbers and texts of a form that is sent as it is filled in; no entry has a value there.</summary>
    public static Dictionary<string, Habit> Values { get; } = new()
    {
        ["Pregnancy Status 0"] = Top(All, w => [w.Element(DicomTag.PregnancyStatus, "US", [0, 0])]),
        ["Pregnancy Status 4"] = Top(All, w => [w.Element(DicomTag.PregnancyStatus, "US", [4, 0])]),
        ["Patient's Weight"] = Top(All, w => [w.Element(DicomTag.PatientWeight, "DS", "0.0")]),
        ["Patient's Size"] = Top(All, w => [w.Element(DicomTag.PatientSize, "DS", "1.80")]),
        ["Scheduled Procedure Step Status"] = Step(All, w => [w.Element(new(0x0040, 0x0020), "CS", "SCHEDULED")]),
        ["Scheduled Station Name"] = Step(All, w => [w.Element(DicomTag.ScheduledStationName, "SH", "ROOM 1")]),
        ["Scheduled Procedure Step Location"] = Step(All, w => [w.Element(new(0x0040, 0x0011), "SH", "1ST FLOOR")]),
        ["Institution Name"] = Top(All, w => [w.Element(DicomTag.InstitutionName, "LO", "St. Anna")]),
        ["private creator"] = Top(All, w => [w.Element(Creator, "LO", "ACME 1.0")]),
        ["private key"] = Top(All, w => [w.Element(Creator, "LO", "ACME 1.0"), w.Element(PrivateKey, "LO")]),
        ["private key without creator"] = Top(All, w => [w.Element(PrivateKey, "LO")]),
    };

    /// <summary>What stands around values and behind all of them.</summary>
    public static Dictionary<string, Habit> Padding { get; } = new()
    {
        ["odd length"] = Step("P2", w => [w.Element(DicomTag.ScheduledStationAETitle, "AE", "MR1"u8.ToArray())]),
        ["NUL behind text"] = Step("P2", w => [w.Element(DicomTag.ScheduledStationAETitle, "AE", "MR1\0"u8.ToArray())]),
        ["16 bytes of AE title"] =
            Step("P2", w => [w.Element(DicomTag.ScheduledStationAETitle, "AE", "MR1".PadRight(16))]),
        ["spaces alone"] = Step(All, w => [w.Element(DicomTag.Modality, "CS", "  ")]),
        ["a space before and behind"] = Step("P1", w => [w.Element(DicomTag.Modality, "CS", " CT ")]),
        ["a space behind a UID"] =
            Top(All, w => [w.Element(DicomTag.StudyInstanceUID, "UI", "1.2.276.0.7230010.3.2.101 "u8.ToArray())]),
        ["4 zero bytes at the end"] = End(() => new byte[4]),
        ["8 zero bytes at the end"] = End(() => new byte[8]),
        ["64 zero bytes at the end"] = End(() => new byte[64]),
    };

    /// <summary>How sequences are delimited (PS3.5 7.5).</summary>
    public static Dictionary<string, Habit> Sequences { get; } = new()
    {
        ["open sequence, open item"] = Steps("P1", w => OpenSteps(w, WireWriter.OpenItem(OfCT(w)))),
        ["open sequence, closed item"] = Steps("P1", w => OpenSteps(w, WireWriter.Item(OfCT(w)))),
        ["closed sequence, open item"] = Steps(
            "P1", w => w.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.OpenItem(OfCT(w)))),
        ["open sequence without items"] = Steps(All, w => OpenSteps(w)),
        ["closed sequence without items"] = Steps(All, w => w.Sequence(DicomTag.ScheduledProcedureStepSequence)),
        ["open sequence, empty open item"] = Steps(All, w => OpenSteps(w, WireWriter.OpenItem())),
        ["closed sequence, empty closed item"] = Steps(
            All, w => w.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.Item())),
        ["no step sequence"] = Steps(All, _ => []),
        ["open sequences in open sequences"] = Steps(
            "P1",
            w => OpenSteps(w, WireWriter.OpenItem(
            [
                .. OfCT(w),
                w.OpenSequence(
                    DicomTag.ScheduledProtocolCodeSequence,
                    "SQ",
                    WireWriter.OpenItem(w.Element(DicomTag.CodeValue, "SH"))),
            ]))),
    };

    /// <summary>Text in another character set than the term says, or without a term.</summary>
    public static Dictionary<string, Habit> CharacterSets { get; } = new()
    {
        ["UTF-8 without a term"] = Top("P3", w => [w.Element(DicomTag.PatientName, "PN", Utf8("Dvořák*"))]),
        ["ISO 8859-1 without a term"] = Top("P2", w => [w.Element(DicomTag.PatientName, "PN", "Händel*")]),
        ["UTF-8 with a term of nobody's"] = Utf8Name("WHATEVER"),
        ["UTF-8"] = Utf8Name("UTF-8"),
        ["UNICODE UTF-8"] = Utf8Name("UNICODE UTF-8"),
        ["ISO IR 192"] = Utf8Name("ISO IR 192"),
        ["ISO_IR192"] = Utf8Name("ISO_IR192"),
        ["ISO-IR 192"] = Utf8Name("ISO-IR 192"),
        ["ISO_IR 192 twice"] = Utf8Name("ISO_IR 192\\ISO_IR 192"),
        ["ISO_IR100"] = Top(
            "P2",
            w =>
            [
                w.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR100"),
                w.Element(DicomTag.PatientName, "PN", "Händel*"),
            ]),
    };

    private static byte[][] OfCT(WireWriter writer) => StepKeys(writer, writer.Element(DicomTag.Modality, "CS", "CT"));

    private static byte[] OpenSteps(WireWriter writer, params byte[][] items) =>
        writer.OpenSequence(DicomTag.ScheduledProcedureStepSequence, "SQ", items);

    private static Habit Utf8Name(string term) => Top(
        "P3",
        w =>
        [
            w.Element(DicomTag.SpecificCharacterSet, "CS", term),
            w.Element(DicomTag.PatientName, "PN", Utf8("Dvořák*")),
        ]);
}
