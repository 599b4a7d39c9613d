using System.Collections.Concurrent;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Completion;

/// <summary>Gives new entries the identifiers that PS3.4 table K.6-1 asks for, where they have none.</summary>
public static class EntryCompletion
{
    private const int NumberDigits = 12; // of what SH holds, 16 characters

    // The dictionary finds a keyword by going through it, which for thousands of entries takes seconds.
    private static readonly ConcurrentDictionary<string, AttributePath> Paths = new(StringComparer.Ordinal);

    private static readonly string[] Empty =
        ["ReferencedStudySequence", "ReferencedPatientSequence", "AccessionNumber", "PatientBirthDate", "PatientSex"];

    /// <summary>
    /// Adds a Study Instance UID, that of <see cref="StudyUid"/> or else a random one, IDs of requested procedure and
    /// step, a start time of midnight, descriptions that name the modality, and what may be empty but should be there.
    /// </summary>
    public static void Complete(DicomDataset dataset)
    {
        Fill(dataset, "StudyInstanceUID", (StudyUid.Derive(dataset) ?? DicomUID.Generate()).UID);
        string number = NumberOf(TextOf(dataset, "StudyInstanceUID"));
        Fill(dataset, "RequestedProcedureID", $"RP{number}");
        Fill(dataset, "ScheduledProcedureStepID", $"SP{number}");
        Fill(dataset, "ScheduledProcedureStepStartTime", "000000");
        if (TextOf(dataset, "Modality") is { Length: > 0 } modality)
        {
            FillDescription(dataset, "RequestedProcedureDescription", "RequestedProcedureCodeSequence", modality);
            FillDescription(dataset, "ScheduledProcedureStepDescription", "ScheduledProtocolCodeSequence", modality);
        }

        foreach (string keyword in Empty)
        {
            if (!PathOf(keyword).IsIn(dataset))
            {
                Set(dataset, keyword, "");
            }
        }
    }

    /// <summary>The text of an attribute; empty when it has none.</summary>
    public static string TextOf(DicomDataset dataset, string keyword) => PathOf(keyword).TextOf(dataset);

    private static void FillDescription(DicomDataset dataset, string description, string codes, string text)
    {
        if (!PathOf(codes).IsIn(dataset))
        {
            Fill(dataset, description, text);
        }
    }

    private static void Fill(DicomDataset dataset, string keyword, string value)
    {
        if (TextOf(dataset, keyword).Length == 0)
        {
            Set(dataset, keyword, value);
        }
    }

    /// <summary>A value for an attribute.</summary>
    internal static AttributeAssignment Assign(string keyword, string value) => new(PathOf(keyword), value);

    /// <summary>Gives an attribute a value that it can have.</summary>
    internal static void Set(DicomDataset dataset, string keyword, string value)
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

    private static AttributePath PathOf(string keyword) => Paths.GetOrAdd(keyword, Find);

    private static AttributePath Find(string keyword) =>
        AttributePath.TryParse(keyword, out AttributePath? path, out string? expected)
            ? path
            : throw new ArgumentException($"{keyword}, expected {expected}", nameof(keyword));
}
