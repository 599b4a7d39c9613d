namespace WorklistScp.Worklist.Mpps;

/// <summary>Reads what steps are compared by. Blanks around values do not count (PS3.5 6.2).</summary>
internal static class StepValues
{
    /// <summary>The text of an attribute; empty where there is none.</summary>
    public static string TextOf(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) ? text.Trim(' ') : "";

    /// <summary>The items of a sequence; none where it is not there.</summary>
    public static IReadOnlyList<DicomDataset> ItemsOf(DicomDataset level, DicomTag sequence) =>
        level.TryGetSequence(sequence, out DicomSequence? found) ? found.Items : [];

    /// <summary>Who issued the Accession Number: a local name, else an identifier; empty where nobody is named.</summary>
    public static string AccessionIssuerOf(DicomDataset level) =>
        ItemsOf(level, DicomTag.IssuerOfAccessionNumberSequence) is not [var issuer, ..] ? ""
        : TextOf(issuer, DicomTag.LocalNamespaceEntityID) is { Length: > 0 } name ? name
        : TextOf(issuer, DicomTag.UniversalEntityID);

    /// <summary>Whether two issuers may be one: where a side names none, it may be any.</summary>
    public static bool MayBeOne(string? issuer, string? other) =>
        string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(other) || issuer == other;
}
