using System.Diagnostics.CodeAnalysis;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>How messages are read, by whom they come from.</summary>
internal static class Understanding
{
    private const int SendingApplication = 3;
    private const int SendingFacility = 4;

    /// <summary>Reads a message as the site says of its sender.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="sender">Where it comes from.</param>
    /// <param name="rules">What the site says.</param>
    /// <param name="message">The message; where it is refused, its MSH, or null where that cannot be read.</param>
    /// <param name="options">How it is to be understood.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, Hl7Sender sender, Hl7Rules rules, out Hl7Message? message,
        out Hl7MappingOptions options, [NotNullWhen(false)] out Hl7Fault? fault)
    {
        Hl7Message.TryParse(bytes, Hl7Limits.Default, rules.CharacterSet, out message, out fault);
        options = rules.Mapping;
        if (message is null || rules.Senders.Count == 0)
        {
            return fault is null;
        }

        Hl7Segment header = message.Header;
        if (rules.Senders.FirstOrDefault(rule => Fits(rule, header, sender)) is not { } rule)
        {
            fault = new Hl7Fault(
                header.PathOf(SendingApplication), Hl7ErrorCode.ApplicationInternalError, "The sender is not known here",
                Array.Exists([.. rules.Senders], rule => Fits(rule with { Address = null }, header, sender))
                    ? sender.Remote is null
                        ? "the configuration's senders of this name have an address, and a file has none"
                        : "expected one of the configuration's senders; the one of this name has another address"
                    : "expected one of the configuration's senders");
            return false;
        }

        options = rule.Mapping;
        if (rule.CharacterSet != rules.CharacterSet)
        {
            Hl7Message.TryParse(bytes, Hl7Limits.Default, rule.CharacterSet, out message, out fault);
        }

        return fault is null;
    }

    private static bool Fits(SenderRule rule, Hl7Segment header, Hl7Sender sender) =>
        AreaChoice.Fits(rule.Application, header[SendingApplication].First[1])
        && AreaChoice.Fits(rule.Facility, header[SendingFacility].First[1])
        && (rule.Address is not { } range || (sender.Remote is { } peer && range.Contains(peer.Address)));
}
