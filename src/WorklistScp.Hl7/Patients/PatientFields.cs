using WorklistScp.Hl7.Mapping;
using static WorklistScp.Hl7.Mapping.Conversions;

namespace WorklistScp.Hl7.Patients;

/// <summary>Which fields become attributes of patient and visit.</summary>
internal static class PatientFields
{
    // HL7 table 0001. U is unknown; A and N are ambiguous and not applicable.
    private static readonly Dictionary<string, string> Sexes = new()
    {
        ["F"] = "F", ["M"] = "M", ["O"] = "O", ["A"] = "O", ["N"] = "O", ["U"] = "",
    };

    private static readonly Dictionary<string, string> Neutered = new()
    {
        ["Y"] = "ALTERED", ["N"] = "UNALTERED",
    };

    /// <summary>Where the patient is.</summary>
    public static FieldRow Location { get; } = Text(DicomTag.CurrentPatientLocation, "PV1-3");

    /// <summary>The patient.</summary>
    public static IReadOnlyList<FieldRow> Patient { get; } =
    [
        new(DicomTag.PatientID, PatientIdentifiers.Put, ["PID-3"]),
        new(DicomTag.PatientName, PatientNames.Put, ["PID-5"]),
        new(DicomTag.OtherPatientNames, PatientNames.PutOthers, ["PID-5", "PID-9"]) { TakesAll = true },
        new(DicomTag.PatientMotherBirthName, PatientNames.PutFirst, ["PID-6"]),
        Day(DicomTag.PatientBirthDate, "PID-7.1"),
        TimeOfDay(DicomTag.PatientBirthTime, "PID-7.1"),
        Term(DicomTag.PatientSex, Sexes, "PID-8.1"),
        Term(DicomTag.PatientSexNeutered, Neutered, "PID-8.2"),
        Meaning(DicomTag.EthnicGroup, "PID-10"),
        Address(DicomTag.PatientAddress, "PID-11"),
        Telephones(DicomTag.PatientTelephoneNumbers, "PID-13", "PID-14"),
        Lines(DicomTag.PatientTelecomInformation, "PID-13", "PID-14"),
        Code(DicomTag.PatientPrimaryLanguageCodeSequence, "PID-15.1"),
        Meaning(DicomTag.PatientReligiousPreference, "PID-17"),
        Text(DicomTag.MilitaryRank, "PID-27.2"),
        Meaning(DicomTag.PatientSpeciesDescription, "PID-35"),
        Code(DicomTag.PatientSpeciesCodeSequence, "PID-35.1"),
        Meaning(DicomTag.PatientBreedDescription, "PID-36"),
        Code(DicomTag.PatientBreedCodeSequence, "PID-36.1"),
        Lines(DicomTag.PatientComments, "NTE-3"),
        AllMeanings(DicomTag.Allergies, "AL1-3", "IAM-3"),
        .. GenderFields.Rows,
    ];

    /// <summary>The patient whose ID ends.</summary>
    public static IReadOnlyList<FieldRow> Merged { get; } =
        [new(DicomTag.PatientID, PatientIdentifiers.Put, ["MRG-1"])];

    /// <summary>The visit.</summary>
    public static IReadOnlyList<FieldRow> Visit { get; } =
    [
        Text(DicomTag.RouteOfAdmissions, "PV1-2"),
        Location,
        Person(DicomTag.ReferringPhysicianName, "PV1-8"),
        PersonID(DicomTag.ReferringPhysicianIdentificationSequence, "PV1-8"),
        new(DicomTag.PregnancyStatus, PutStatus, ["PV1-15"]),
        Text(DicomTag.ConfidentialityConstraintOnPatientDataDescription, "PV1-16"),
        Key(DicomTag.AdmissionID, "PV1-19.1", "PID-18.1"),
        Authority(DicomTag.IssuerOfAdmissionIDSequence, "PV1-19", "PID-18"),
        Date(DicomTag.AdmittingDate, "PV1-44.1"),
        Time(DicomTag.AdmittingTime, "PV1-44.1"),
    ];

    /// <summary>What was measured.</summary>
    public static IReadOnlyList<FieldRow> Measures { get; } =
    [
        Measure.Weight.Row(DicomTag.PatientWeight),
        Measure.Size.Row(DicomTag.PatientSize),
    ];

    // HL7 table 0009: B6 is pregnant, which PS3.3 C.2.1 numbers 3.
    private static void PutStatus(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        ILookup<bool, FieldValue> isPregnancy = values.ToLookup(value => value.Text == "B6");
        if (isPregnancy[true].Any())
        {
            target.PutTerm("3");
        }

        FieldValue[] needs = [.. isPregnancy[false]];
        if (needs.Length > 0)
        {
            target[DicomTag.SpecialNeeds].Put(needs[0], string.Join(", ", needs.Select(value => value.Text)));
        }
    }
}
