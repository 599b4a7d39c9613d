using System.Globalization;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>
/// To whom messages are sent on: <c>AETITLE@HOST:PORT</c>, or <c>HOST:PORT</c> where there are no AE titles.
/// </summary>
/// <param name="AETitle">The called AE title; empty where there is none.</param>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
internal sealed record ForwardingTarget(string AETitle, string Host, int Port)
{
    /// <summary>Reads one with an AE title; null: it is none.</summary>
    public static ForwardingTarget? Parse(string text)
    {
        // A title may have an at sign, a host may not.
        int at = text.LastIndexOf('@');
        return at > 0 && WorklistScp.Dicom.AETitle.TryParse(text[..at], out string? title)
            && ParseHost(text[(at + 1)..]) is { } target
                ? target with { AETitle = title }
                : null;
    }

    /// <summary>Reads one without an AE title; null: it is none.</summary>
    public static ForwardingTarget? ParseHost(string text)
    {
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon] : "";
        if (host is ['[', .. var address, ']'])
        {
            host = address;
        }

        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= 65535
                ? new ForwardingTarget("", host, port)
                : null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        string title = AETitle.Length == 0 ? "" : $"{AETitle}@";
        string host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(CultureInfo.InvariantCulture, $"{title}{host}:{Port}");
    }
}
