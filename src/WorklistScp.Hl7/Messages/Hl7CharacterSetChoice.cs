namespace WorklistScp.Hl7.Messages;

/// <summary>What a site says about the character set of a sender, by names as MSH-18 has them (table 0211).</summary>
/// <param name="Instead">The set of the message, whatever MSH-18 says; null: what MSH-18 says.</param>
/// <param name="Otherwise">
/// The set where MSH-18 is empty, ASCII, or none that is known, and the bytes are neither ASCII nor UTF-8.
/// </param>
public sealed record Hl7CharacterSetChoice(string? Instead = null, string Otherwise = "8859/1")
{
    /// <summary>MSH-18, else ASCII, else UTF-8, else ISO 8859-1.</summary>
    public static Hl7CharacterSetChoice Default { get; } = new();
}
