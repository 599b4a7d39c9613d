using WorklistScp.Hl7.Mapping;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Patients;

/// <summary>Patient IDs (CX: ID, check digit, its scheme, assigning authority, type).</summary>
internal static class PatientIdentifiers
{
    /// <summary>
    /// Puts the Patient ID and its issuer: of the site's assigning authority, else the first; and when there are several,
    /// all of them as Other Patient IDs.
    /// </summary>
    public static void Put(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        FieldValue[] ids = [.. values.Where(value => value[1].Length > 0)];
        if (ids.Length == 0)
        {
            return;
        }

        Hl7MappingOptions options = target.Mapper.Options;
        PutOne(
            target,
            ids.FirstOrDefault(id => options.PatientIDAuthority.Length > 0 && id[4, 1] == options.PatientIDAuthority)
                ?? ids[0]);
        if (ids.Length > 1)
        {
            target[DicomTag.OtherPatientIDsSequence].PutItems(ids.Select(id =>
            {
                FieldTarget item = target with { Dataset = new DicomDataset() };
                PutOne(item, id);
                item[DicomTag.TypeOfPatientID].PutTerm("TEXT");
                return item.Dataset;
            }));
        }
    }

    /// <summary>The patient that a data set is of; null: it has no Patient ID.</summary>
    public static PatientKey? KeyOf(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.PatientID, out string? id) && id.Length > 0
            ? new PatientKey(id, dataset.TryGetString(DicomTag.IssuerOfPatientID, out string? issuer) ? issuer : "")
            : null;

    private static void PutOne(FieldTarget target, FieldValue id)
    {
        target.PutKey(id, id[1]);
        string issuer = id[4, 1] is { Length: > 0 } named ? named : target.Mapper.Options.IssuerOfPatientID;
        target[DicomTag.IssuerOfPatientID].PutKey(id, issuer);

        FieldTarget qualifiers = target with { Dataset = new DicomDataset() };
        qualifiers[DicomTag.UniversalEntityID].Put(id, id[4, 2]);
        qualifiers[DicomTag.UniversalEntityIDType].Put(id, id[4, 2].Length > 0 ? id[4, 3] : "");
        qualifiers[DicomTag.IdentifierTypeCode].Put(id, id[5]);
        target[DicomTag.IssuerOfPatientIDQualifiersSequence].PutItem(qualifiers.Dataset);
    }
}
