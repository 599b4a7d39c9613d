using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>Writes a PDU with all of its fields as text: records compare lists and memory by reference.</summary>
internal static class PduDescription
{
    public static string Of(Pdu pdu) => pdu switch
    {
        AAssociateRQ rq =>
            $"RQ v{rq.ProtocolVersion} '{rq.CalledAETitle}' '{rq.CallingAETitle}' {rq.ApplicationContextName}" +
            string.Concat(rq.PresentationContexts.Select(
                c => $" [{c.ID} {c.AbstractSyntax}: {string.Join(' ', c.TransferSyntaxes)}]")) +
            Of(rq.UserInformation),
        AAssociateAC ac =>
            $"AC {Convert.ToHexString(ac.ReservedFields.Span)} {ac.ApplicationContextName}" +
            string.Concat(ac.PresentationContexts.Select(c => $" {c}")) +
            Of(ac.UserInformation),
        PDataTF data => "DATA" + string.Concat(data.Values.Select(
            v => $" [{v.PresentationContextID} {v.IsCommand} {v.IsLast} {Convert.ToHexString(v.Data.Span)}]")),
        _ => pdu.ToString(),
    };

    private static string Of(UserInformation information) =>
        $" {information with { ExtendedNegotiation = UserInformation.Default.ExtendedNegotiation }}" + string.Concat(
            information.ExtendedNegotiation.Select(each => $" [{each.Key} {Convert.ToHexString(each.Value.Span)}]"));
}
