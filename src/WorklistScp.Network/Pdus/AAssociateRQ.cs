namespace WorklistScp.Network.Pdus;

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
