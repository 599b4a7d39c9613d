namespace WorklistScp.Worklist.Matching;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    // The first bytes tell numbers apart.
    private const int MaxBytes = 16;

    /// <summary>
    /// The decoded text, without padding; hexadecimal bytes of numbers; null when the data set has no such element.
    /// </summary>
    public static string? Of(DicomDataset level, DicomTag tag)
    {
        if (level.TryGetString(tag, out string? text))
        {
            return text.Trim(' ', '\0');
        }

        return level.TryGetElement(tag, out DicomElement? element)
            ? Convert.ToHexString(element.Value.Span[..Math.Min(MaxBytes, element.Value.Length)])
            : null;
    }
}
