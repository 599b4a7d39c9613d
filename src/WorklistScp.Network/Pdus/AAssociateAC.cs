namespace WorklistScp.Network.Pdus;

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
