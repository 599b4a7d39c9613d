namespace WorklistScp.Hl7.Acknowledgements;

/// <summary>How a message was taken (table 0008, MSA-1): A what became of it, C whether it was taken at all.</summary>
public enum Hl7AcknowledgementCode
{
    /// <summary>Done.</summary>
    AA,

    /// <summary>Its content is at fault: sending it again does not help.</summary>
    AE,

    /// <summary>It is not for this receiver, or may be sent again later.</summary>
    AR,

    /// <summary>Enhanced mode: it is kept safely.</summary>
    CA,

    /// <summary>Enhanced mode: as AE.</summary>
    CE,

    /// <summary>Enhanced mode: as AR.</summary>
    CR,
}

/// <summary>What a sender is answered.</summary>
/// <param name="Code">MSA-1.</param>
/// <param name="Bytes">The message, without the framing of MLLP.</param>
public sealed record Hl7Acknowledgement(Hl7AcknowledgementCode Code, ReadOnlyMemory<byte> Bytes);
