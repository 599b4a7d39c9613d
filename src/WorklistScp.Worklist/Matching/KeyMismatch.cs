namespace WorklistScp.Worklist.Matching;

/// <summary>Why an entry does not match: the first key of the query that failed (PS3.4 C.2.2.2).</summary>
/// <param name="Path">The attribute, after the sequences that it is in; of a date and time combined, the date.</param>
/// <param name="Asked">The query's value, a date and a time combined with a space between them.</param>
/// <param name="Found">The entry's value; null when it lacks the attribute.</param>
public sealed record KeyMismatch(IReadOnlyList<DicomTag> Path, string Asked, string? Found)
{
    // Enough to recognize a value; a line stays a line.
    private const int MaxLength = 64;

    /// <summary>The time that a date is combined with; null: none.</summary>
    public DicomTag? Time { get; init; }

    /// <summary>The name of the attribute, after the sequences that it is in, with dots between them.</summary>
    public string Name => KeyName.Of(Path);

    /// <summary>
    /// One line, such as <c>ScheduledProcedureStepSequence.Modality: query "CT", entry "MR"</c>. It holds patients'
    /// data.
    /// </summary>
    public override string ToString() =>
        $"{Name}: query {Quote(Asked)}, entry {(Found is null ? "has none" : Quote(Found))}";

    internal KeyMismatch In(DicomTag sequence) => this with { Path = [sequence, .. Path] };

    internal static string Quote(string value)
    {
        bool isLong = value.Length > MaxLength;
        string text = PrintableText.Of(isLong ? value[..MaxLength] : value);
        return isLong ? $"\"{text}...\"" : $"\"{text}\"";
    }
}
