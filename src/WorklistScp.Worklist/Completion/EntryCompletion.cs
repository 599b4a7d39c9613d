using System.Collections.Concurrent;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Completion;

/// <summary>Makes what PS3.4 table K.6-1 asks for of what new entries have.</summary>
public static class EntryCompletion
{
    private const int MostOfID = 16; // characters of SH
    private const int NumberDigits = 12;
    private const string Description = "RequestedProcedureDescription";
    private const string Codes = "RequestedProcedureCodeSequence";
    private const string StepDescription = "ScheduledProcedureStepDescription";

    // The dictionary finds a keyword by going through it, which for thousands of entries takes seconds.
    private static readonly ConcurrentDictionary<string, AttributePath> Paths = new(StringComparer.Ordinal);

    private static readonly string[] Empty =
        ["ReferencedStudySequence", "ReferencedPatientSequence", "AccessionNumber", "PatientBirthDate", "PatientSex"];

    /// <summary>
    /// Adds what is the same for every step: a start time of midnight, descriptions - that of the procedure is the one of
    /// the step, where there is one, else they name the modality - and what may be empty but should be there.
    /// </summary>
    public static void Complete(DicomDataset dataset)
    {
        Fill(dataset, "ScheduledProcedureStepStartTime", "000000");
        if (TextOf(dataset, "Modality") is { Length: > 0 } modality)
        {
            FillDescription(dataset, Description, Codes, TextOf(dataset, StepDescription));
            FillDescription(dataset, Description, Codes, modality);
            FillDescription(dataset, StepDescription, "ScheduledProtocolCodeSequence", modality);
        }

        foreach (string keyword in Empty)
        {
            if (!PathOf(keyword).IsIn(dataset))
            {
                Set(dataset, keyword, "");
            }
        }
    }

    /// <summary>A Requested Procedure ID for an order that has none: its Accession Number, else digits of its study.</summary>
    public static string MakeProcedureID(DicomDataset dataset) =>
        TextOf(dataset, "AccessionNumber").Trim(' ') is { Length: > 0 and <= MostOfID } accession
            ? accession
            : $"RP{NumberOf(TextOf(dataset, "StudyInstanceUID"))}";

    /// <summary>
    /// IDs for the steps of an order that have none: its Requested Procedure ID, then that with a number, without end.
    /// </summary>
    public static IEnumerable<string> MakeStepIDs(DicomDataset dataset)
    {
        string id = TextOf(dataset, "RequestedProcedureID").Trim(' ');
        yield return id;
        for (var number = 2; ; number++)
        {
            string suffix = $"-{number}";
            yield return id.Length + suffix.Length <= MostOfID
                ? id + suffix
                : $"SP{NumberOf(TextOf(dataset, "StudyInstanceUID"))}"[..(MostOfID - suffix.Length)] + suffix;
        }
    }

    /// <summary>The text of an attribute; empty when it has none.</summary>
    public static string TextOf(DicomDataset dataset, string keyword) => PathOf(keyword).TextOf(dataset);

    private static void FillDescription(DicomDataset dataset, string description, string codes, string text)
    {
        // A text that cannot be read, and so not be written again, is left to who looks at values.
        if (text.Length > 0 && !PathOf(codes).IsIn(dataset) && TextOf(dataset, description).Length == 0)
        {
            Assign(description, text).TryApply(dataset, out _);
        }
    }

    /// <summary>Gives an attribute a value that it can have, where it has none.</summary>
    internal static void Fill(DicomDataset dataset, string keyword, string value)
    {
        if (TextOf(dataset, keyword).Length == 0)
        {
            Set(dataset, keyword, value);
        }
    }

    /// <summary>A value for an attribute.</summary>
    public static AttributeAssignment Assign(string keyword, string value) => new(PathOf(keyword), value);

    /// <summary>Gives an attribute a value that it can have.</summary>
    public static void Set(DicomDataset dataset, string keyword, string value)
    {
        if (!Assign(keyword, value).TryApply(dataset, out string? expected))
        {
            throw new InvalidOperationException($"{keyword}: expected {expected}");
        }
    }

    // The last digits of a UID tell studies apart.
    private static string NumberOf(string uid)
    {
        string digits = string.Concat(uid.Where(char.IsAsciiDigit));
        return digits.Length <= NumberDigits ? digits : digits[^NumberDigits..];
    }

    /// <summary>The place of an attribute in an entry, by its keyword.</summary>
    public static AttributePath PathOf(string keyword) => Paths.GetOrAdd(keyword, Find);

    private static AttributePath Find(string keyword) =>
        AttributePath.TryParse(keyword, out AttributePath? path, out string? expected)
            ? path
            : throw new ArgumentException($"{keyword}, expected {expected}", nameof(keyword));
}
