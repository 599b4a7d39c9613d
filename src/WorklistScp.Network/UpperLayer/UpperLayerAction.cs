namespace WorklistScp.Network.UpperLayer;

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
