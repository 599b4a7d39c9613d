using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Meanings;

/// <summary>Something that a sender should know of a message that was taken. It names no patient's data.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">Where in the message; of a missing value, where it would have been looked for.</param>
/// <param name="Tag">The attribute; null: there is none for it.</param>
/// <param name="Text">What was done, for people.</param>
public sealed record Hl7Note(Hl7NoteKind Kind, Hl7Path Path, DicomTag? Tag, string Text)
{
    /// <summary>Whether the sender should mend it: W of table 0516, else I.</summary>
    public bool IsWarning => Kind is Hl7NoteKind.Cut or Hl7NoteKind.Dropped;

    /// <summary>As the sender is told in an acknowledgement.</summary>
    public Hl7Fault ToFault() => new(Path, Hl7ErrorCode.MessageAccepted, ToString())
    {
        Severity = IsWarning ? Hl7Severity.Warning : Hl7Severity.Information,
    };

    /// <inheritdoc/>
    public override string ToString() => Tag is { } tag ? $"{Path} {tag}: {Text}" : $"{Path}: {Text}";
}

/// <summary>What a note is about.</summary>
public enum Hl7NoteKind
{
    /// <summary>A value that the message lacks was made up.</summary>
    MadeUp,

    /// <summary>A value that the message lacks is by the site's settings.</summary>
    Configured,

    /// <summary>A value was too long and has been cut.</summary>
    Cut,

    /// <summary>A value could not be used.</summary>
    Dropped,

    /// <summary>A value was brought into the form that DICOM wants.</summary>
    Adapted,
}
