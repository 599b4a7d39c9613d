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
    UserInformation UserInformation) : Pdu;
