namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// A performed procedure step as it is kept: what N-CREATE made, and N-SETs have changed (PS3.4 F.7.2). Never changes.
/// </summary>
/// <param name="SOPInstanceUID">Its SOP Instance UID.</param>
/// <param name="Dataset">
/// Its attributes, with the VRs of the dictionary and text in the Specific Character Set that they name; not to be
/// changed.
/// </param>
public sealed record MppsObject(string SOPInstanceUID, DicomDataset Dataset)
{
    /// <summary>Whether the step is being performed, or how it ended; it is where it does not say.</summary>
    public PerformedStatus Status { get; } =
        Dataset.TryGetString(DicomTag.PerformedProcedureStepStatus, out string? text)
        && PerformedStatusTerm.TryRead(text, out PerformedStatus status)
            ? status
            : PerformedStatus.InProgress;

    /// <summary>The term of its status, <c>IN PROGRESS</c>.</summary>
    public string StatusTerm => PerformedStatusTerm.Of(Status);

    /// <summary>
    /// Whether a text may be a SOP Instance UID: numbers and dots, which leading zeros do no harm. What is none could be
    /// anything, a path too.
    /// </summary>
    public static bool IsUID(string uid) => uid.Length is > 0 and <= DicomUID.MaxLength
        && uid.Split('.').All(component => component.Length > 0 && component.All(char.IsAsciiDigit));

    /// <summary>Whether it changes no more.</summary>
    public bool IsFinal => Status != PerformedStatus.InProgress;

    /// <inheritdoc/>
    public override string ToString() => $"{SOPInstanceUID} {PerformedStatusTerm.Of(Status)}";
}
