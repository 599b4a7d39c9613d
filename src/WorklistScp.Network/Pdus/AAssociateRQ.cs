namespace WorklistScp.Network.Pdus;

/// <summary>A-ASSOCIATE-RQ (PS3.8 9.3.2).</summary>
/// <param name="CalledAETitle">The called AE title, without leading and trailing spaces.</param>
/// <param name="CallingAETitle">The calling AE title, without leading and trailing spaces.</param>
/// <param name="ApplicationContextName">The application context.</param>
/// <param name="PresentationContexts">The proposed presentation contexts.</param>
/// <param name="UserInformation">The user information item.</param>
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
}
