namespace WorklistScp.Network.UpperLayer;

/// <summary>The states of the upper layer protocol machine (PS3.8 tables 9-1 to 9-5).</summary>
internal enum UpperLayerState
{
    /// <summary>Idle.</summary>
    Sta1 = 1,

    /// <summary>Transport connection open, awaiting A-ASSOCIATE-RQ.</summary>
    Sta2,

    /// <summary>Awaiting local A-ASSOCIATE response.</summary>
    Sta3,

    /// <summary>Awaiting transport connection opening to complete.</summary>
    Sta4,

    /// <summary>Awaiting A-ASSOCIATE-AC or A-ASSOCIATE-RJ.</summary>
    Sta5,

    /// <summary>Association established, ready for data transfer.</summary>
    Sta6,

    /// <summary>Awaiting A-RELEASE-RP.</summary>
    Sta7,

    /// <summary>Awaiting local A-RELEASE response.</summary>
    Sta8,

    /// <summary>Release collision, requestor side: awaiting local A-RELEASE response.</summary>
    Sta9,

    /// <summary>Release collision, acceptor side: awaiting A-RELEASE-RP.</summary>
    Sta10,

    /// <summary>Release collision, requestor side: awaiting A-RELEASE-RP.</summary>
    Sta11,

    /// <summary>Release collision, acceptor side: awaiting local A-RELEASE response.</summary>
    Sta12,

    /// <summary>Awaiting transport connection close; there is no association any more.</summary>
    Sta13,
}

/// <summary>The events of the upper layer protocol machine (PS3.8 table 9-10), numbered as there.</summary>
internal enum UpperLayerEvent
{
    /// <summary>Evt1: A-ASSOCIATE request of the local user.</summary>
    AssociateRequest = 1,

    /// <summary>Evt2: the transport connection is confirmed.</summary>
    TransportConnectConfirmed,

    /// <summary>Evt3: A-ASSOCIATE-AC received.</summary>
    AssociateAcceptReceived,

    /// <summary>Evt4: A-ASSOCIATE-RJ received.</summary>
    AssociateRejectReceived,

    /// <summary>Evt5: a peer opened a transport connection.</summary>
    TransportConnectIndicated,

    /// <summary>Evt6: A-ASSOCIATE-RQ received.</summary>
    AssociateRequestReceived,

    /// <summary>Evt7: A-ASSOCIATE response of the local user, accept.</summary>
    AssociateAccept,

    /// <summary>Evt8: A-ASSOCIATE response of the local user, reject.</summary>
    AssociateReject,

    /// <summary>Evt9: P-DATA request of the local user.</summary>
    DataRequest,

    /// <summary>Evt10: P-DATA-TF received.</summary>
    DataReceived,

    /// <summary>Evt11: A-RELEASE request of the local user.</summary>
    ReleaseRequest,

    /// <summary>Evt12: A-RELEASE-RQ received.</summary>
    ReleaseRequestReceived,

    /// <summary>Evt13: A-RELEASE-RP received.</summary>
    ReleaseReplyReceived,

    /// <summary>Evt14: A-RELEASE response of the local user.</summary>
    ReleaseResponse,

    /// <summary>Evt15: A-ABORT request of the local user.</summary>
    AbortRequest,

    /// <summary>Evt16: A-ABORT received.</summary>
    AbortReceived,

    /// <summary>Evt17: the transport connection was closed.</summary>
    TransportClosed,

    /// <summary>Evt18: the ARTIM timer expired.</summary>
    ArtimExpired,

    /// <summary>Evt19: an unrecognized or invalid PDU received.</summary>
    InvalidPduReceived,
}

/// <summary>The actions of the upper layer protocol machine (PS3.8 tables 9-6 to 9-9).</summary>
internal enum UpperLayerAction
{
    /// <summary>Open a transport connection.</summary>
    AE1,

    /// <summary>Send A-ASSOCIATE-RQ.</summary>
    AE2,

    /// <summary>Confirm the association to the local user: accepted.</summary>
    AE3,

    /// <summary>Confirm the association to the local user: rejected. Close the transport connection.</summary>
    AE4,

    /// <summary>Accept the transport connection, start ARTIM.</summary>
    AE5,

    /// <summary>
    /// Stop ARTIM. Indicate the association to the local user; if the provider does not accept it,
    /// send A-ASSOCIATE-RJ and start ARTIM instead.
    /// </summary>
    AE6,

    /// <summary>Send A-ASSOCIATE-AC.</summary>
    AE7,

    /// <summary>Send A-ASSOCIATE-RJ, start ARTIM.</summary>
    AE8,

    /// <summary>Send P-DATA-TF.</summary>
    DT1,

    /// <summary>Indicate P-DATA to the local user.</summary>
    DT2,

    /// <summary>Send A-RELEASE-RQ.</summary>
    AR1,

    /// <summary>Indicate A-RELEASE to the local user.</summary>
    AR2,

    /// <summary>Confirm A-RELEASE to the local user, close the transport connection.</summary>
    AR3,

    /// <summary>Send A-RELEASE-RP, start ARTIM.</summary>
    AR4,

    /// <summary>Stop ARTIM.</summary>
    AR5,

    /// <summary>Indicate P-DATA to the local user.</summary>
    AR6,

    /// <summary>Send P-DATA-TF.</summary>
    AR7,

    /// <summary>Indicate A-RELEASE to the local user: release collision.</summary>
    AR8,

    /// <summary>Send A-RELEASE-RP.</summary>
    AR9,

    /// <summary>Confirm A-RELEASE to the local user.</summary>
    AR10,

    /// <summary>Send A-ABORT of the service user, start or restart ARTIM.</summary>
    AA1,

    /// <summary>Stop ARTIM if it runs, close the transport connection.</summary>
    AA2,

    /// <summary>Indicate the abort to the local user, close the transport connection.</summary>
    AA3,

    /// <summary>Indicate A-P-ABORT to the local user.</summary>
    AA4,

    /// <summary>Stop ARTIM.</summary>
    AA5,

    /// <summary>Ignore the PDU.</summary>
    AA6,

    /// <summary>Send A-ABORT.</summary>
    AA7,

    /// <summary>Send A-ABORT of the service provider, indicate A-P-ABORT to the local user, start ARTIM.</summary>
    AA8,
}
