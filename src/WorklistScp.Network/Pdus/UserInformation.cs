namespace WorklistScp.Network.Pdus;

/// <summary>The user information item (PS3.8 9.3.2.3): those sub-items that this implementation uses.</summary>
/// <param name="MaxPduLength">
/// The longest P-DATA-TF the sender accepts, in bytes after the PDU header; 0: no limit (PS3.8 annex D.1).
/// </param>
/// <param name="ImplementationClassUID">The implementation class (PS3.7 annex D.3.3.2); null when absent.</param>
/// <param name="ImplementationVersionName">The implementation version; null when absent.</param>
internal sealed record UserInformation(
    uint MaxPduLength, DicomUID? ImplementationClassUID, string? ImplementationVersionName)
{
    /// <summary>The maximum length that stands for no limit; also the meaning of an absent sub-item.</summary>
    public const uint NoMaxPduLength = 0;

    /// <summary>The least maximum length with which data gets through: one value with two bytes of data.</summary>
    public const uint SmallestMaxPduLength = PresentationDataValue.Overhead + 2;

    /// <summary>What stands for an item that is not there.</summary>
    public static UserInformation Default { get; } = new(NoMaxPduLength, null, null);

    /// <summary>Who the requestor says that its user is; null when absent. It is read only, never proposed.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>Whether the acceptor gives a positive response to the user identity (PS3.7 annex D.3.3.7.2).</summary>
    public bool AcknowledgesUserIdentity { get; init; }
}
