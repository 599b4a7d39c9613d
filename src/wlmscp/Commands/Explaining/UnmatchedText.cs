using Wlmscp.Commands.Questioning;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>Says of keys why their value is not matched.</summary>
internal static class UnmatchedText
{
    /// <summary>A warning; null where nobody expects the value to be matched.</summary>
    public static Warning? Of(UnmatchedKey key)
    {
        string name = KeyLabel.Of(key.Path);
        return key.Reason switch
        {
            UnmatchedReason.NoMatchingKey => new Warning("unused", $"{name} is no matching key: its value does not count"),
            UnmatchedReason.Number => new Warning(
                "number", $"{name} {QuotedText.Of(key.Value)}: numbers and measurements are never matched"),
            UnmatchedReason.Malformed => new Warning(
                "malformed", $"{name} {QuotedText.Of(key.Value)}: no value of its kind, it does not count"),
            _ => null,
        };
    }
}
