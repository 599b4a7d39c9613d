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
