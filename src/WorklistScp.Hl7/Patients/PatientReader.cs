using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Patients;

/// <summary>Reads patients, and messages that tell of them (ADT).</summary>
internal static class PatientReader
{
    /// <summary>Without it nobody knows whose a message is.</summary>
    public static Hl7Fault MissingID { get; } = new(
        new Hl7Path("PID", Field: 3), Hl7ErrorCode.RequiredFieldMissing, "Patient ID is missing", "PID-3 has no value");

    /// <summary>Without it there is no entry.</summary>
    public static Hl7Fault MissingName { get; } = new(
        new Hl7Path("PID", Field: 5), Hl7ErrorCode.RequiredFieldMissing, "Patient's name is missing", "PID-5 has no value");

    /// <summary>Makes a data set of what a message says of the patient.</summary>
    public static DicomDataset ReadPatient(SegmentScope patient, FieldMapper mapper)
    {
        DicomDataset dataset = mapper.Map(PatientFields.Patient, patient);
        if (!patient.Has("PID"))
        {
            mapper.Refuse(new Hl7Fault(
                new Hl7Path("PID"), Hl7ErrorCode.SegmentSequenceError, "There is no PID segment"));
        }
        else if (PatientIdentifiers.KeyOf(dataset) is null)
        {
            mapper.Refuse(MissingID);
        }
        else if (dataset.TryGetElement(DicomTag.PatientName, out DicomElement? name) && name.IsEmpty)
        {
            mapper.Refuse(MissingName);
        }

        return dataset;
    }

    /// <summary>Reads a message that tells more of a patient, or of the visit.</summary>
    public static Hl7Meaning ReadUpdate(Hl7Message message, FieldMapper mapper)
    {
        SegmentScope segments = PatientSegments.Of(message).Patient;
        DicomDataset patient = ReadPatient(segments, mapper);
        mapper.Map(PatientFields.Measures, segments, patient);
        return UpdateOf(patient, mapper.Map(PatientFields.Visit, segments), mapper);
    }

    /// <summary>Reads a message that tells where a patient is.</summary>
    public static Hl7Meaning ReadTransfer(Hl7Message message, FieldMapper mapper)
    {
        SegmentScope segments = PatientSegments.Of(message).Patient;
        DicomDataset patient = ReadPatient(segments, mapper);
        DicomDataset visit = mapper.Map(PatientFields.Visit, segments);
        DicomDataset location = mapper.Map([PatientFields.Location], segments);
        return UpdateOf(patient, visit, mapper) is Hl7Meaning.PatientUpdate update
            ? update with { PatientValues = mapper.NewDataset(), VisitValues = location }
            : UpdateOf(patient, visit, mapper);
    }

    /// <summary>Reads pairs of PID and MRG: that of MRG-1 becomes that of PID-3.</summary>
    public static Hl7Meaning ReadMerge(Hl7Message message, FieldMapper mapper)
    {
        var merged = new List<MergedPatient>();
        var segments = new List<Hl7Segment>();
        foreach (Hl7Segment segment in message.Segments)
        {
            if (segment.Name == "PID")
            {
                segments.Clear();
            }

            segments.Add(segment);
            if (segment.Name == "MRG")
            {
                merged.Add(ReadPair(segment, new SegmentScope([.. segments]), mapper));
            }
        }

        if (merged.Count == 0)
        {
            mapper.Refuse(new Hl7Fault(
                new Hl7Path("MRG"), Hl7ErrorCode.SegmentSequenceError, "There is no MRG segment"));
        }

        return mapper.Fault is { } fault ? new Hl7Meaning.Refused(fault) : new Hl7Meaning.PatientMerge(merged);
    }

    private static Hl7Meaning UpdateOf(DicomDataset patient, DicomDataset visit, FieldMapper mapper) =>
        mapper.Fault is { } fault ? new Hl7Meaning.Refused(fault)
        : new Hl7Meaning.PatientUpdate(
            PatientIdentifiers.KeyOf(patient)!.Value, patient, visit,
            visit.TryGetString(DicomTag.AdmissionID, out string? admission) && admission.Length > 0 ? admission : null);

    private static MergedPatient ReadPair(Hl7Segment merge, SegmentScope segments, FieldMapper mapper)
    {
        DicomDataset patient = ReadPatient(segments, mapper);
        PatientKey? from = PatientIdentifiers.KeyOf(mapper.Map(PatientFields.Merged, segments));
        if (from is null)
        {
            mapper.Refuse(new Hl7Fault(
                merge.PathOf(1), Hl7ErrorCode.RequiredFieldMissing, "Patient ID that ends is missing",
                "MRG-1 has no value"));
        }

        return new MergedPatient(from ?? default, PatientIdentifiers.KeyOf(patient) ?? default, patient);
    }
}
