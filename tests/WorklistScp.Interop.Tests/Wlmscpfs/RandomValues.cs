namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>What <see cref="RandomQueries"/> choose from.</summary>
internal static class RandomValues
{
    /// <summary>
    /// Values of return keys that no entry has, or all that have any: wlmscp, which compares, leaves nobody out either.
    /// </summary>
    public static readonly (DicomTag Tag, string Value)[] ReturnValues =
    [
        (DicomTag.PatientWeight, "80"), (DicomTag.PatientSize, "1.80"), (DicomTag.PatientComments, "comes on foot"),
        (DicomTag.MedicalAlerts, "none known"), (DicomTag.Allergies, "nuts"), (DicomTag.PatientState, "asleep"),
        (DicomTag.CurrentPatientLocation, "ward 3"), (DicomTag.InstitutionName, "St. Anna"),
        (DicomTag.RequestedProcedureComments, "in a hurry"), (DicomTag.RequestedProcedureDescription, "Thorax"),
    ];

    /// <summary>The same in the step.</summary>
    public static readonly (DicomTag Tag, string Value)[] StepReturnValues =
    [
        (DicomTag.ScheduledStationName, "ROOM 1"), (DicomTag.PreMedication, "none"),
        (DicomTag.ScheduledProcedureStepDescription, "Thorax"), (DicomTag.RequestedContrastAgent, "iodine"),
        (DicomTag.ScheduledProcedureStepLocation, "1st floor"),
    ];

    /// <summary>Values of return keys that some entries have, and others have other values.</summary>
    public static readonly (DicomTag Tag, string Value)[] OtherValues =
    [
        (DicomTag.StudyInstanceUID, "2.25.1001"), (DicomTag.PatientComments, "comes by bed"),
        (DicomTag.RequestedProcedureDescription, "Skull"),
    ];

    /// <summary>Of each VR a number that is no key of wlmscpfs's.</summary>
    public static readonly DicomItem[] Numbers =
    [
        new DicomElement(DicomTag.Rows, DicomVR.US, new byte[] { 0, 2 }),
        new DicomElement(DicomTag.TagAngleSecondAxis, DicomVR.SS, new byte[] { 0xff, 0xff }),
        new DicomElement(DicomTag.SimpleFrameList, DicomVR.UL, new byte[] { 1, 0, 0, 0 }),
        new DicomElement(DicomTag.ReferencePixelX0, DicomVR.SL, new byte[] { 0, 0, 0, 0x80 }),
        new DicomElement(DicomTag.TableTopLongitudinalAdjustedPosition, DicomVR.FD, new byte[8]),
        new DicomElement(DicomTag.EncapsulatedDocument, DicomVR.OB, new byte[] { 1, 2 }),
    ];

    /// <summary>Values of Specific Character Set for a query of plain ASCII.</summary>
    public static readonly string[] AnyTerms =
    [
        "ISO_IR 100", "ISO_IR 192", "ISO_IR 6", "\\ISO 2022 IR 87", "ISO 2022 IR 6\\ISO 2022 IR 100", "GB18030",
        "UTF-8", "ISO IR 192", "UNHEARD OF", "",
    ];

    /// <summary>And for one in ISO 8859-1.</summary>
    public static readonly string[] Latin1Terms = ["ISO_IR 100", "ISO_IR100", "ISO IR 100", "UNHEARD OF"];
}
