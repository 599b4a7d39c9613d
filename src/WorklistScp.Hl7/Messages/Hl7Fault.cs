namespace WorklistScp.Hl7.Messages;

/// <summary>What is wrong with a message, or was done about it, as the sender is told.</summary>
/// <param name="Path">Where; null: in the message as a whole.</param>
/// <param name="Code">What, for programs.</param>
/// <param name="Text">What, for people; in MSA-3, where the first 80 characters of it stand.</param>
/// <param name="Detail">More of it, in ERR-8; null: the text says all.</param>
public sealed record Hl7Fault(Hl7Path? Path, Hl7ErrorCode Code, string Text, string? Detail = null)
{
    /// <summary>How bad it is.</summary>
    public Hl7Severity Severity { get; init; } = Hl7Severity.Error;

    /// <summary>Whether the message is not carried out for it; else it is something to know.</summary>
    public bool IsError => Severity == Hl7Severity.Error;

    /// <summary>The same, with what else is known of it.</summary>
    public string WithDetail => Detail is null ? ToString() : $"{this}: {PrintableText.Of(Detail)}";

    /// <summary>For a line of a log: PID-3: Patient ID is missing.</summary>
    public override string ToString() => PrintableText.Of(Path is null ? Text : $"{Path}: {Text}");
}
