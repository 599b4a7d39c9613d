namespace WorklistScp.Worklist.Tests.Matching;

/// <summary>
/// The keys of wlmscpfs leave out entries that have no value for them; all others leave out entries with another value.
/// </summary>
public sealed class AbsenceTests
{
    private static readonly WorklistQueryOptions Strict = new() { StrictMatching = true };

    public static TheoryData<string, DicomItem> KeysOfWlmscpfs => new()
    {
        { "Accession Number", Data.Text(DicomTag.AccessionNumber, "1") },
        { "Referring Physician", Data.Text(DicomTag.ReferringPhysicianName, "A") },
        { "Patient's Name", Data.Text(DicomTag.PatientName, "A") },
        { "Patient ID", Data.Text(DicomTag.PatientID, "1") },
        { "Issuer of Patient ID", Data.Text(DicomTag.IssuerOfPatientID, "1") },
        { "Birth Date", Data.Text(DicomTag.PatientBirthDate, "20260101") },
        { "Sex", Data.Text(DicomTag.PatientSex, "M") },
        { "Responsible Person", Data.Text(DicomTag.ResponsiblePerson, "A") },
        { "Responsible Person Role", Data.Text(DicomTag.ResponsiblePersonRole, "OWNER") },
        { "Requesting Physician", Data.Text(DicomTag.RequestingPhysician, "A") },
        { "Admission ID", Data.Text(DicomTag.AdmissionID, "1") },
        { "Requested Procedure ID", Data.Text(DicomTag.RequestedProcedureID, "1") },
        { "Requested Procedure Priority", Data.Text(DicomTag.RequestedProcedurePriority, "LOW") },
        { "Study Date", Data.Text(DicomTag.StudyDate, "20260101") },
        { "Study Time", Data.Text(DicomTag.StudyTime, "08") },
        { "Modality", Data.Step(Data.Text(DicomTag.Modality, "CT")) },
        { "Station AE Title", Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, "CT1")) },
        { "Start Date", Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260101")) },
        { "Start Time", Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStartTime, "08")) },
        { "Performing Physician", Data.Step(Data.Text(DicomTag.ScheduledPerformingPhysicianName, "A")) },
    };

    public static TheoryData<string, DicomItem, DicomItem> OtherKeys => new()
    {
        {
            "Step Status",
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStatus, "SCHEDULED")),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStatus, "STARTED"))
        },
        {
            "Station Name",
            Data.Step(Data.Text(DicomTag.ScheduledStationName, "ROOM*")),
            Data.Step(Data.Text(DicomTag.ScheduledStationName, "HALL"))
        },
        {
            "Location",
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepLocation, "A")),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepLocation, "B"))
        },
        {
            "End Date",
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepEndDate, "20260101-")),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepEndDate, "20251231"))
        },
        {
            "Protocol code",
            Data.Step(Data.Code(DicomTag.ScheduledProtocolCodeSequence, "C1", "99X", "")),
            Data.Step(Data.Code(DicomTag.ScheduledProtocolCodeSequence, "C2", "99X", ""))
        },
        { "Institution Name", Data.Text(DicomTag.InstitutionName, "A"), Data.Text(DicomTag.InstitutionName, "B") },
        {
            "Other Patient Names", Data.Text(DicomTag.OtherPatientNames, "A^*"), Data.Text(DicomTag.OtherPatientNames, "B^C")
        },
        {
            "Consulting Physician",
            Data.Text(DicomTag.ConsultingPhysicianName, "A"), Data.Text(DicomTag.ConsultingPhysicianName, "B")
        },
        { "Study Instance UID", Data.Text(DicomTag.StudyInstanceUID, "1.2"), Data.Text(DicomTag.StudyInstanceUID, "1.3") },
    };

    [Theory]
    [MemberData(nameof(KeysOfWlmscpfs))]
    public void Matches_KeyOfWlmscpfs_NeedsAValue(string name, DicomItem key)
    {
        Assert.False(Data.Query(key).Matches(Data.Entry()), name);
        Assert.False(Data.Query(key).Matches(Data.Entry(Data.Step(Data.Empty(DicomTag.Modality)))), name);
    }

    [Theory]
    [MemberData(nameof(OtherKeys))]
    public void Matches_OtherKey_LeavesOutAnotherValueOnly(string name, DicomItem key, DicomItem other)
    {
        Assert.True(Data.Query(key).Matches(Data.Entry()), name);
        Assert.False(Data.Query(key).Matches(Data.Entry(other)), name);
        Assert.True(Data.Query(key).Matches(Data.Entry(Data.Step())), name);
        Assert.False(Data.Query(key).HasUnusedValue, name);
    }

    [Theory]
    [MemberData(nameof(OtherKeys))]
    public void Matches_OtherKeyUnderStrictMatching_NeedsAValue(string name, DicomItem key, DicomItem other)
    {
        Assert.False(Data.Query(Strict, key).Matches(Data.Entry()), name);
        Assert.False(Data.Query(Strict, key).Matches(Data.Entry(other)), name);
    }

    // What is empty, blank, or nothing but delimiters is no value.
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("^^")]
    public void Matches_OtherNameOfNothing_IsNoValue(string held)
    {
        WorklistQuery query = Data.Query(Data.Text(DicomTag.ConsultingPhysicianName, "A"));
        Assert.True(query.Matches(Data.Entry(Data.Text(DicomTag.ConsultingPhysicianName, held))));
    }

    [Fact]
    public void Matches_OtherDateThatIsNone_IsNoValue() => Assert.True(
        Data.Query(Data.Text(DicomTag.AdmittingDate, "20260101"))
            .Matches(Data.Entry(Data.Text(DicomTag.AdmittingDate, "soon"))));

    // Values that no key can have: wlmscpfs ignores them in such keys.
    [Fact]
    public void Parse_OtherKeyWithAWrongValue_IsNotRefusedButTold()
    {
        DicomSequence key = Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStatus, "scheduled"));
        WorklistQuery query = Data.Query(key);

        Assert.Empty(query.Problems);
        Assert.True(query.HasUnusedValue);
        Assert.Equal(UnmatchedReason.Malformed, Assert.Single(query.Unmatched).Reason);
        Assert.True(query.Matches(Data.Entry()));
        Assert.Single(Data.Query(Strict, key).Problems);
    }

    [Fact]
    public void FindMismatches_EntryWithoutItems_NamesStrictKeysOnly()
    {
        WorklistQuery query = Data.Query(Data.Step(
            Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledStationName, "ROOM1")));

        Assert.Equal(
            "ScheduledProcedureStepSequence.Modality: query \"CT\", entry has none",
            Assert.Single(query.FindMismatches(Data.Entry())).ToString());
        Assert.Equal(2, query.ValuedKeys.Count);
        Assert.Equal(
            "ScheduledProcedureStepSequence.Modality: query \"CT\", entry has none",
            query.FindMismatch(Data.Entry())!.ToString());
    }
}
