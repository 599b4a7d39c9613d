using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// The keys that an empty sequence of a query stands for (PS3.4 C.2.2.2.6), as wlmscpfs chooses them.
/// </summary>
internal static class SequenceExpansion
{
    private static readonly DicomTag[] StepKeys =
    [
        DicomTag.Modality, DicomTag.RequestedContrastAgent, DicomTag.ScheduledStationAETitle,
        DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime,
        DicomTag.ScheduledProcedureStepEndDate, DicomTag.ScheduledProcedureStepEndTime,
        DicomTag.ScheduledPerformingPhysicianName, DicomTag.ScheduledProcedureStepDescription,
        DicomTag.ScheduledProtocolCodeSequence, DicomTag.ScheduledProcedureStepID, DicomTag.ScheduledStationName,
        DicomTag.ScheduledProcedureStepLocation, DicomTag.PreMedication, DicomTag.ScheduledProcedureStepStatus,
        DicomTag.CommentsOnTheScheduledProcedureStep,
    ];

    private static readonly DicomTag[] CodeKeys =
    [
        DicomTag.CodeValue, DicomTag.CodingSchemeDesignator, DicomTag.CodingSchemeVersion, DicomTag.CodeMeaning,
    ];

    private static readonly DicomTag[] ReferenceKeys =
        [DicomTag.ReferencedSOPClassUID, DicomTag.ReferencedSOPInstanceUID];

    /// <summary>The item that an empty sequence stands for; null when the sequence has no usual keys.</summary>
    public static DicomDataset? ItemOf(DicomTag sequence)
    {
        DicomTag[]? keys = KeysOf(sequence);
        return keys is null ? null : new DicomDataset(keys.Select(EmptyKey));
    }

    private static DicomTag[]? KeysOf(DicomTag sequence)
    {
        if (sequence == DicomTag.ScheduledProcedureStepSequence)
        {
            return StepKeys;
        }

        if (sequence == DicomTag.ReferencedStudySequence || sequence == DicomTag.ReferencedPatientSequence)
        {
            return ReferenceKeys;
        }

        bool isCode = sequence == DicomTag.ScheduledProtocolCodeSequence
            || sequence == DicomTag.RequestedProcedureCodeSequence
            || sequence == DicomTag.InstitutionCodeSequence
            || sequence == DicomTag.InstitutionalDepartmentTypeCodeSequence;
        return isCode ? CodeKeys : null;
    }

    private static DicomItem EmptyKey(DicomTag tag)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        return vr == DicomVR.SQ ? new DicomSequence(tag) : new DicomElement(tag, vr, default);
    }
}
