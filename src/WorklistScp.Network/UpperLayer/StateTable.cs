using System.Collections.Frozen;
using static WorklistScp.Network.UpperLayer.UpperLayerAction;
using static WorklistScp.Network.UpperLayer.UpperLayerEvent;
using static WorklistScp.Network.UpperLayer.UpperLayerState;

namespace WorklistScp.Network.UpperLayer;

/// <summary>
/// The state transition table of the upper layer (PS3.8 table 9-10), for requestor and acceptor.
/// Two actions have a choice of next state, of which the table holds the first:
/// AE-6 leads to Sta13 instead of Sta3 if the provider rejects the request,
/// AR-8 leads to Sta10 instead of Sta9 on the acceptor's side.
/// </summary>
internal static class StateTable
{
    private static readonly FrozenDictionary<
        (UpperLayerState State, UpperLayerEvent Event), (UpperLayerAction Action, UpperLayerState Next)> Rows =
        new Dictionary<(UpperLayerState, UpperLayerEvent), (UpperLayerAction, UpperLayerState)>
        {
            [(Sta1, AssociateRequest)] = (AE1, Sta4),
            [(Sta1, TransportConnectIndicated)] = (AE5, Sta2),

            [(Sta2, AssociateAcceptReceived)] = (AA1, Sta13),
            [(Sta2, AssociateRejectReceived)] = (AA1, Sta13),
            [(Sta2, AssociateRequestReceived)] = (AE6, Sta3),
            [(Sta2, DataReceived)] = (AA1, Sta13),
            [(Sta2, ReleaseRequestReceived)] = (AA1, Sta13),
            [(Sta2, ReleaseReplyReceived)] = (AA1, Sta13),
            [(Sta2, AbortReceived)] = (AA2, Sta1),
            [(Sta2, TransportClosed)] = (AA5, Sta1),
            [(Sta2, ArtimExpired)] = (AA2, Sta1),
            [(Sta2, InvalidPduReceived)] = (AA1, Sta13),

            [(Sta3, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta3, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta3, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta3, AssociateAccept)] = (AE7, Sta6),
            [(Sta3, AssociateReject)] = (AE8, Sta13),
            [(Sta3, DataReceived)] = (AA8, Sta13),
            [(Sta3, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta3, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta3, AbortRequest)] = (AA1, Sta13),
            [(Sta3, AbortReceived)] = (AA3, Sta1),
            [(Sta3, TransportClosed)] = (AA4, Sta1),
            [(Sta3, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta4, TransportConnectConfirmed)] = (AE2, Sta5),
            [(Sta4, AbortRequest)] = (AA2, Sta1),
            [(Sta4, TransportClosed)] = (AA4, Sta1),

            [(Sta5, AssociateAcceptReceived)] = (AE3, Sta6),
            [(Sta5, AssociateRejectReceived)] = (AE4, Sta1),
            [(Sta5, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta5, DataReceived)] = (AA8, Sta13),
            [(Sta5, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta5, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta5, AbortRequest)] = (AA1, Sta13),
            [(Sta5, AbortReceived)] = (AA3, Sta1),
            [(Sta5, TransportClosed)] = (AA4, Sta1),
            [(Sta5, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta6, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta6, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta6, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta6, DataRequest)] = (DT1, Sta6),
            [(Sta6, DataReceived)] = (DT2, Sta6),
            [(Sta6, ReleaseRequest)] = (AR1, Sta7),
            [(Sta6, ReleaseRequestReceived)] = (AR2, Sta8),
            [(Sta6, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta6, AbortRequest)] = (AA1, Sta13),
            [(Sta6, AbortReceived)] = (AA3, Sta1),
            [(Sta6, TransportClosed)] = (AA4, Sta1),
            [(Sta6, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta7, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta7, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta7, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta7, DataReceived)] = (AR6, Sta7),
            [(Sta7, ReleaseRequestReceived)] = (AR8, Sta9),
            [(Sta7, ReleaseReplyReceived)] = (AR3, Sta1),
            [(Sta7, AbortRequest)] = (AA1, Sta13),
            [(Sta7, AbortReceived)] = (AA3, Sta1),
            [(Sta7, TransportClosed)] = (AA4, Sta1),
            [(Sta7, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta8, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta8, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta8, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta8, DataRequest)] = (AR7, Sta8),
            [(Sta8, DataReceived)] = (AA8, Sta13),
            [(Sta8, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta8, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta8, ReleaseResponse)] = (AR4, Sta13),
            [(Sta8, AbortRequest)] = (AA1, Sta13),
            [(Sta8, AbortReceived)] = (AA3, Sta1),
            [(Sta8, TransportClosed)] = (AA4, Sta1),
            [(Sta8, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta9, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta9, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta9, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta9, DataReceived)] = (AA8, Sta13),
            [(Sta9, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta9, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta9, ReleaseResponse)] = (AR9, Sta11),
            [(Sta9, AbortRequest)] = (AA1, Sta13),
            [(Sta9, AbortReceived)] = (AA3, Sta1),
            [(Sta9, TransportClosed)] = (AA4, Sta1),
            [(Sta9, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta10, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta10, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta10, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta10, DataReceived)] = (AA8, Sta13),
            [(Sta10, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta10, ReleaseReplyReceived)] = (AR10, Sta12),
            [(Sta10, AbortRequest)] = (AA1, Sta13),
            [(Sta10, AbortReceived)] = (AA3, Sta1),
            [(Sta10, TransportClosed)] = (AA4, Sta1),
            [(Sta10, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta11, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta11, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta11, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta11, DataReceived)] = (AA8, Sta13),
            [(Sta11, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta11, ReleaseReplyReceived)] = (AR3, Sta1),
            [(Sta11, AbortRequest)] = (AA1, Sta13),
            [(Sta11, AbortReceived)] = (AA3, Sta1),
            [(Sta11, TransportClosed)] = (AA4, Sta1),
            [(Sta11, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta12, AssociateAcceptReceived)] = (AA8, Sta13),
            [(Sta12, AssociateRejectReceived)] = (AA8, Sta13),
            [(Sta12, AssociateRequestReceived)] = (AA8, Sta13),
            [(Sta12, DataReceived)] = (AA8, Sta13),
            [(Sta12, ReleaseRequestReceived)] = (AA8, Sta13),
            [(Sta12, ReleaseReplyReceived)] = (AA8, Sta13),
            [(Sta12, ReleaseResponse)] = (AR4, Sta13),
            [(Sta12, AbortRequest)] = (AA1, Sta13),
            [(Sta12, AbortReceived)] = (AA3, Sta1),
            [(Sta12, TransportClosed)] = (AA4, Sta1),
            [(Sta12, InvalidPduReceived)] = (AA8, Sta13),

            [(Sta13, AssociateAcceptReceived)] = (AA6, Sta13),
            [(Sta13, AssociateRejectReceived)] = (AA6, Sta13),
            [(Sta13, AssociateRequestReceived)] = (AA7, Sta13),
            [(Sta13, DataReceived)] = (AA6, Sta13),
            [(Sta13, ReleaseRequestReceived)] = (AA6, Sta13),
            [(Sta13, ReleaseReplyReceived)] = (AA6, Sta13),
            [(Sta13, AbortReceived)] = (AA2, Sta1),
            [(Sta13, TransportClosed)] = (AR5, Sta1),
            [(Sta13, ArtimExpired)] = (AA2, Sta1),
            [(Sta13, InvalidPduReceived)] = (AA7, Sta13),
        }.ToFrozenDictionary();

    /// <summary>Finds what to do and the state that follows.</summary>
    /// <remarks>
    /// The standard leaves combinations blank that cannot occur. A PDU that comes nevertheless aborts the association,
    /// as in the rows of AA-8; for all other events the code of this side is at fault.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// A local primitive, the transport or the timer gave an event that the state does not allow: a programming error.
    /// </exception>
    public static (UpperLayerAction Action, UpperLayerState Next) Find(UpperLayerState state, UpperLayerEvent @event)
    {
        if (Rows.TryGetValue((state, @event), out (UpperLayerAction, UpperLayerState) row))
        {
            return row;
        }

        return IsPdu(@event)
            ? (AA8, Sta13)
            : throw new InvalidOperationException($"{@event} in {state}, expected an event of PS3.8 table 9-10");
    }

    private static bool IsPdu(UpperLayerEvent @event) => @event is
        AssociateAcceptReceived or AssociateRejectReceived or AssociateRequestReceived or DataReceived or
        ReleaseRequestReceived or ReleaseReplyReceived or AbortReceived or InvalidPduReceived;
}
