using WorklistScp.Hl7.Mapping;

namespace WorklistScp.Hl7.Patients;

/// <summary>
/// Names of patients (XPN): component 7 is the type (table 0200), component 8 the writing (table 0465).
/// </summary>
internal static class PatientNames
{
    private const int TypeComponent = 7;
    private const int WritingComponent = 8;

    // Birth and maiden names, aliases, pseudonyms, and the name to use.
    private static readonly string[] Birth = ["B", "M"];
    private static readonly string[] Others = ["A", "S"];
    private const string ToUse = "N";

    /// <summary>Puts the legal name in its writings, the name at birth, and the name to use.</summary>
    public static void Put(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        // PS3.5 6.2.1.1: alphabetic, ideographic, phonetic.
        FieldValue?[] writings = [Find(values, "A") ?? values[0], Find(values, "I"), Find(values, "P")];
        target.Put(
            values[0],
            string.Join('=', writings.Select(name => name is null ? "" : PersonName.OfPatient(name))).TrimEnd('='));

        if (values.FirstOrDefault(name => Birth.Contains(name[TypeComponent]) && name != writings[0]) is { } birth)
        {
            target[DicomTag.PatientBirthName].Put(birth, PersonName.OfPatient(birth));
        }

        if (values.FirstOrDefault(name => name[TypeComponent] == ToUse) is { } used)
        {
            FieldTarget item = target with { Dataset = new DicomDataset(), Tag = DicomTag.NameToUse };
            item.Put(used, PersonName.OfPatient(used).Replace('^', ' '));
            target[DicomTag.PersonNamesToUseSequence].PutItem(item.Dataset);
        }
    }

    /// <summary>
    /// Puts aliases of PID-5 and PID-9. PID-9 of an animal, which PID-35 makes it, is who is responsible for it.
    /// </summary>
    public static void PutOthers(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        ILookup<bool, FieldValue> isOwner = values
            .Where(value => value.Source.Field == 9 || Others.Contains(value[TypeComponent]))
            .ToLookup(value => value.Source.Field == 9 && !value.Segment[35].IsEmpty);
        target.PutAll(isOwner[false].Select(value => (value, PersonName.OfPatient(value))));
        if (isOwner[true].FirstOrDefault() is { } owner)
        {
            target[DicomTag.ResponsiblePerson].Put(owner, PersonName.OfPatient(owner));
            target[DicomTag.ResponsiblePersonRole].PutTerm("OWNER");
        }
    }

    /// <summary>Puts the first name.</summary>
    public static void PutFirst(FieldTarget target, IReadOnlyList<FieldValue> values) =>
        target.Put(values[0], PersonName.OfPatient(values[0]));

    // The first legal one, else the first of no other kind. What has no writing is alphabetic.
    private static FieldValue? Find(IReadOnlyList<FieldValue> values, string writing)
    {
        FieldValue[] written =
        [
            .. values.Where(value => (value[WritingComponent] is { Length: > 0 } said ? said : "A") == writing),
        ];
        return Array.Find(written, name => name[TypeComponent] == "L")
            ?? Array.Find(written, name => !Birth.Contains(name[TypeComponent])
                && !Others.Contains(name[TypeComponent]) && name[TypeComponent] != ToUse);
    }
}
