namespace WorklistScp.Network.UpperLayer;

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
