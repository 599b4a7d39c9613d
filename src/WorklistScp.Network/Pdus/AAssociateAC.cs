namespace WorklistScp.Network.Pdus;

/// <summary>A-ASSOCIATE-AC (PS3.8 9.3.3); the AE titles are those of the request.</summary>
/// <param name="CalledAETitle">The called AE title of the request.</param>
/// <param name="CallingAETitle">The calling AE title of the request.</param>
/// <param name="ApplicationContextName">The application context.</param>
/// <param name="PresentationContexts">The answer to each proposed presentation context.</param>
/// <param name="UserInformation">The user information item.</param>
internal sealed record AAssociateAC(
    string CalledAETitle,
    string CallingAETitle,
    DicomUID ApplicationContextName,
    IReadOnlyList<NegotiatedPresentationContext> PresentationContexts,
    UserInformation UserInformation) : Pdu;
