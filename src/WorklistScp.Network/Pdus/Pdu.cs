namespace WorklistScp.Network.Pdus;

/// <summary>A protocol data unit of the upper layer (PS3.8 9.3).</summary>
internal abstract record Pdu;

/// <summary>A-ASSOCIATE-RQ (PS3.8 9.3.2).</summary>
/// <param name="CalledAETitle">
/// The called AE title, up to the first NUL, without leading and trailing spaces, escaped (<see cref="EscapedText"/>).
/// </param>
/// <param name="CallingAETitle">The calling AE title, in the same way.</param>
/// <param name="ApplicationContextName">The application context.</param>
/// <param name="PresentationContexts">The proposed presentation contexts.</param>
/// <param name="UserInformation">The user information item; its defaults if there was none.</param>
internal sealed record AAssociateRQ(
    string CalledAETitle,
    string CallingAETitle,
    DicomUID ApplicationContextName,
    IReadOnlyList<ProposedPresentationContext> PresentationContexts,
    UserInformation UserInformation) : Pdu
{
    /// <summary>The bit of the one version that there is.</summary>
    public const ushort Version1 = 1;

    /// <summary>The protocol versions that the requestor knows, one bit each (PS3.8 table 9-11).</summary>
    public ushort ProtocolVersion { get; init; } = Version1;

    /// <summary>
    /// Bytes 11 to 74, the AE titles and what is reserved, as the peer sent them; empty in a request of one's own,
    /// which is written from its titles.
    /// </summary>
    public ReadOnlyMemory<byte> FieldsAsReceived { get; init; }

    /// <summary>What the peer did wrong; null in a request of one's own.</summary>
    public ToleratedFaults? Faults { get; init; }
}

/// <summary>A-ASSOCIATE-AC (PS3.8 9.3.3).</summary>
/// <param name="ReservedFields">
/// Bytes 11 to 74: those of the request, and not tested when received (PS3.8 table 9-17).
/// </param>
/// <param name="ApplicationContextName">The application context.</param>
/// <param name="PresentationContexts">The answer to each proposed presentation context.</param>
/// <param name="UserInformation">The user information item.</param>
internal sealed record AAssociateAC(
    ReadOnlyMemory<byte> ReservedFields,
    DicomUID ApplicationContextName,
    IReadOnlyList<NegotiatedPresentationContext> PresentationContexts,
    UserInformation UserInformation) : Pdu;

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
/// <param name="Result">1 rejected permanent, 2 rejected transient.</param>
/// <param name="Source">1 service user, 2 service provider (ACSE), 3 service provider (presentation).</param>
/// <param name="Reason">The reason, in the numbering of the source.</param>
internal sealed record AAssociateRJ(byte Result, byte Source, byte Reason) : Pdu
{
    /// <summary>The reason in the words of PS3.8 table 9-21.</summary>
    public string ReasonInWords => (Source, Reason) switch
    {
        (1 or 2, 1) => "no reason given",
        (1, 2) => "application context name not supported",
        (1, 3) => "calling AE title not recognized",
        (1, 7) => "called AE title not recognized",
        (2, 2) => "protocol version not supported",
        (3, 1) => "temporary congestion",
        (3, 2) => "local limit exceeded",
        _ => "reserved",
    };
}

/// <summary>P-DATA-TF (PS3.8 9.3.5).</summary>
/// <param name="Values">The presentation data values, at least one.</param>
internal sealed record PDataTF(IReadOnlyList<PresentationDataValue> Values) : Pdu
{
    /// <summary>The most values of one that is received. PS3.8 sets no limit; modalities send one or two.</summary>
    public const int MaxValues = 1024;
}

/// <summary>A-RELEASE-RQ (PS3.8 9.3.6).</summary>
internal sealed record AReleaseRQ : Pdu;

/// <summary>A-RELEASE-RP (PS3.8 9.3.7).</summary>
internal sealed record AReleaseRP : Pdu;
