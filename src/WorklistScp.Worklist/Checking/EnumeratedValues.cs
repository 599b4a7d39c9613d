namespace WorklistScp.Worklist.Checking;

/// <summary>The values that PS3.3 enumerates: an attribute of a worklist entry may have no others.</summary>
internal static class EnumeratedValues
{
    private static readonly Dictionary<DicomTag, string[]> Values = new()
    {
        [DicomTag.PatientSex] = ["M", "F", "O"], // C.7.1.1
        [DicomTag.PatientSexNeutered] = ["ALTERED", "UNALTERED"], // C.2.3
        [DicomTag.SmokingStatus] = ["YES", "NO", "UNKNOWN"], // C.2.4
        [DicomTag.Laterality] = ["R", "L"], // C.7.3.1
    };

    /// <summary>Those of an attribute; none where any value may be.</summary>
    public static IReadOnlyList<string> Of(DicomTag tag) => Values.GetValueOrDefault(tag, []);
}
