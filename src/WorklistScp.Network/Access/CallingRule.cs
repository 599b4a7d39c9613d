using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>A calling AE title that may associate.</summary>
public sealed record CallingRule
{
    private CallingRule(string title, IPNetwork? from)
    {
        Title = title;
        From = from;
    }

    /// <summary>The AE title, in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    public string Title { get; }

    /// <summary>The addresses that the AE title may come from; null: all.</summary>
    public IPNetwork? From { get; }

    /// <summary>Reads <c>AETITLE</c> or <c>AETITLE@CIDR</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out CallingRule? rule, [NotNullWhen(false)] out string? expected)
    {
        rule = null;
        int at = text.LastIndexOf('@');
        if (!AETitle.TryParse(at < 0 ? text : text[..at], out string? title))
        {
            expected = "AETITLE or AETITLE@CIDR, the AE title of 1 to 16 characters";
            return false;
        }

        if (at < 0)
        {
            rule = new CallingRule(title, null);
            expected = null;
            return true;
        }

        if (!AddressRange.TryParse(text[(at + 1)..], out IPNetwork from, out expected))
        {
            expected = $"behind the @ {expected}; ? stands for an @ of the AE title";
            return false;
        }

        rule = new CallingRule(title, from);
        return true;
    }

    /// <summary>Whether the rule is for an AE title, but not for where it comes from.</summary>
    /// <param name="callingAETitle">The calling AE title; letter case counts.</param>
    /// <param name="address">Where it comes from; null: not known.</param>
    public bool AdmitsFromElsewhere(string callingAETitle, IPAddress? address) =>
        Wildcard.IsMatch(Title, callingAETitle) && !Admits(callingAETitle, address);

    /// <summary>The rule as it was given.</summary>
    public override string ToString() => From is null ? Title : $"{Title}@{From}";

    /// <summary>Whether the rule admits an AE title.</summary>
    /// <param name="callingAETitle">The calling AE title; letter case counts.</param>
    /// <param name="address">Where it comes from; null: not known.</param>
    public bool Admits(string callingAETitle, IPAddress? address) =>
        Wildcard.IsMatch(Title, callingAETitle)
        && (From is not { } from || (address is not null && from.Contains(address)));
}
