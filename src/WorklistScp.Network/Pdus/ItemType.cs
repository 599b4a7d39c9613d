namespace WorklistScp.Network.Pdus;

/// <summary>
/// The first byte of an item or sub-item of an A-ASSOCIATE PDU (PS3.8 9.3.2, 9.3.3 and annex D; PS3.7 annex D.3.3).
/// </summary>
internal enum ItemType : byte
{
    /// <summary>Application context item.</summary>
    ApplicationContext = 0x10,

    /// <summary>Presentation context item of an A-ASSOCIATE-RQ.</summary>
    ProposedPresentationContext = 0x20,

    /// <summary>Presentation context item of an A-ASSOCIATE-AC.</summary>
    NegotiatedPresentationContext = 0x21,

    /// <summary>Abstract syntax sub-item.</summary>
    AbstractSyntax = 0x30,

    /// <summary>Transfer syntax sub-item.</summary>
    TransferSyntax = 0x40,

    /// <summary>User information item.</summary>
    UserInformation = 0x50,

    /// <summary>Maximum length sub-item.</summary>
    MaximumLength = 0x51,

    /// <summary>Implementation class UID sub-item.</summary>
    ImplementationClassUID = 0x52,

    /// <summary>Implementation version name sub-item.</summary>
    ImplementationVersionName = 0x55,

    /// <summary>SOP Class Extended Negotiation sub-item.</summary>
    ExtendedNegotiation = 0x56,

    /// <summary>User identity sub-item of an A-ASSOCIATE-RQ.</summary>
    UserIdentity = 0x58,

    /// <summary>User identity sub-item of an A-ASSOCIATE-AC.</summary>
    UserIdentityResponse = 0x59,
}

/// <summary>The names of item types in messages.</summary>
internal static class ItemTypeNames
{
    /// <summary>The name as PS3.8 writes it.</summary>
    public static string ToStandardName(this ItemType type) => type switch
    {
        ItemType.ApplicationContext => "application context",
        ItemType.ProposedPresentationContext or ItemType.NegotiatedPresentationContext => "presentation context",
        ItemType.AbstractSyntax => "abstract syntax",
        ItemType.TransferSyntax => "transfer syntax",
        ItemType.UserInformation => "user information",
        ItemType.MaximumLength => "maximum length",
        ItemType.ImplementationClassUID => "implementation class UID",
        ItemType.ImplementationVersionName => "implementation version name",
        ItemType.ExtendedNegotiation => "SOP class extended negotiation",
        ItemType.UserIdentity or ItemType.UserIdentityResponse => "user identity",
        _ => $"item {(byte)type:X2}H",
    };
}
