namespace WorklistScp.Hl7.Mapping;

/// <summary>
/// Names of persons in the order of PN (PS3.5 6.2.1): family, given, middle, prefix, suffix. HL7 has the suffix before
/// the prefix, and the degree by itself.
/// </summary>
internal static class PersonName
{
    /// <summary>Of XPN: family, given, middle, suffix, prefix, degree (HL7 v2.5 2.A.88).</summary>
    public static string OfPatient(FieldValue name) => Join(name[1, 1], name[2], name[3], name[5], name[4], name[6]);

    /// <summary>
    /// Of XCN, the same behind an ID (HL7 v2.5 2.A.86); empty where there is the ID only.
    /// </summary>
    public static string OfPerson(FieldValue name) => Join(name[2, 1], name[3], name[4], name[6], name[5], name[7]);

    /// <summary>
    /// Of CNN, as NDL has it in its first component: ID, then as XCN, in subcomponents (HL7 v2.5 2.A.47).
    /// </summary>
    public static string OfResource(FieldValue name) =>
        Join(name[1, 2], name[1, 3], name[1, 4], name[1, 6], name[1, 5], name[1, 7]);

    private static string Join(
        string family, string given, string middle, string prefix, string suffix, string degree) =>
        string.Join(
            '^', Clean(family), Clean(given), Clean(middle), Clean(prefix), Clean($"{suffix} {degree}")).TrimEnd('^');

    // What parts the components and groups of PN.
    private static string Clean(string component) => component.Replace('^', ' ').Replace('=', ' ').Trim();
}
