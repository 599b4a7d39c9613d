using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>What a sender is told of a message that was taken.</summary>
internal static class Warnings
{
    /// <summary>Makes a warning.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="place">Where in the message; null: it is about the whole.</param>
    public static Hl7Fault Of(string text, Hl7Path? place = null) =>
        new(place, Hl7ErrorCode.MessageAccepted, text) { Severity = Hl7Severity.Warning };
}
