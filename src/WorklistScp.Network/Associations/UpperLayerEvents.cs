using WorklistScp.Network.Pdus;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Associations;

/// <summary>Which events PDUs stand for (PS3.8 table 9-10).</summary>
internal static class UpperLayerEvents
{
    /// <summary>The event of a PDU that came from the peer.</summary>
    public static UpperLayerEvent OfReceived(Pdu pdu) => pdu switch
    {
        AAssociateRQ => UpperLayerEvent.AssociateRequestReceived,
        AAssociateAC => UpperLayerEvent.AssociateAcceptReceived,
        AAssociateRJ => UpperLayerEvent.AssociateRejectReceived,
        PDataTF => UpperLayerEvent.DataReceived,
        AReleaseRQ => UpperLayerEvent.ReleaseRequestReceived,
        AReleaseRP => UpperLayerEvent.ReleaseReplyReceived,
        AAbort => UpperLayerEvent.AbortReceived,
        _ => throw new ArgumentException($"no event is known for {pdu}", nameof(pdu)),
    };

    /// <summary>The event that has this PDU sent: a primitive of the local user, or an offence of the peer.</summary>
    public static UpperLayerEvent OfSent(Pdu pdu) => pdu switch
    {
        AAssociateRQ => UpperLayerEvent.TransportConnectConfirmed,
        AAssociateAC => UpperLayerEvent.AssociateAccept,
        AAssociateRJ => UpperLayerEvent.AssociateReject,
        PDataTF => UpperLayerEvent.DataRequest,
        AReleaseRQ => UpperLayerEvent.ReleaseRequest,
        AReleaseRP => UpperLayerEvent.ReleaseResponse,
        AAbort { Source: AbortSource.ServiceUser } => UpperLayerEvent.AbortRequest,
        AAbort => UpperLayerEvent.InvalidPduReceived,
        _ => throw new ArgumentException($"no event is known for {pdu}", nameof(pdu)),
    };
}
