using WorklistScp.Network;

namespace Wlmscp.Commands.Performing;

/// <summary>What PS3.7 annex C calls the statuses of services for instances.</summary>
internal static class StatusName
{
    /// <summary>The name of a status.</summary>
    public static string Of(DicomStatus status) => status.Code switch
    {
        0x0000 => "success",
        0x0105 => "no such attribute",
        0x0106 => "invalid attribute value",
        0x0107 => "attribute list error",
        0x0110 => "processing failure",
        0x0111 => "duplicate SOP instance",
        0x0112 => "no such SOP instance",
        0x0114 => "no such argument",
        0x0115 => "invalid argument value",
        0x0116 => "attribute value out of range",
        0x0117 => "invalid SOP instance",
        0x0118 => "no such SOP class",
        0x0119 => "class-instance conflict",
        0x0120 => "missing attribute",
        0x0121 => "missing attribute value",
        0x0122 => "SOP class not supported",
        0x0124 => "not authorized",
        0x0210 => "duplicate invocation",
        0x0211 => "unrecognized operation",
        0x0212 => "mistyped argument",
        0x0213 => "resource limitation",
        _ => "a status of the peer's own",
    };
}
