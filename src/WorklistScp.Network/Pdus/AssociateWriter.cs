namespace WorklistScp.Network.Pdus;

/// <summary>Writes the bodies of A-ASSOCIATE-RQ and A-ASSOCIATE-AC (PS3.8 9.3.2 and 9.3.3).</summary>
internal static class AssociateWriter
{
    /// <summary>Writes the body of an A-ASSOCIATE-RQ.</summary>
    public static void Write(AAssociateRQ request, ItemWriter body)
    {
        WriteVersion(body, request.ProtocolVersion);
        if (request.FieldsAsReceived.IsEmpty)
        {
            body.WriteText(request.CalledAETitle, PduText.AETitleLength);
            body.WriteText(request.CallingAETitle, PduText.AETitleLength);
            body.WriteReserved(PduText.ReservedLength);
        }
        else
        {
            body.WriteBytes(request.FieldsAsReceived.Span);
        }

        body.WriteUIDItem(ItemType.ApplicationContext, request.ApplicationContextName);
        foreach (ProposedPresentationContext context in request.PresentationContexts)
        {
            Write(context, body);
        }

        Write(request.UserInformation, body);
    }

    /// <summary>Writes the body of an A-ASSOCIATE-AC.</summary>
    /// <exception cref="ArgumentException">The reserved fields are not as long as they have to be.</exception>
    public static void Write(AAssociateAC accept, ItemWriter body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(accept.ReservedFields.Length, PduText.FieldsLength);
        WriteVersion(body, AAssociateRQ.Version1);
        body.WriteBytes(accept.ReservedFields.Span);
        body.WriteUIDItem(ItemType.ApplicationContext, accept.ApplicationContextName);
        foreach (NegotiatedPresentationContext context in accept.PresentationContexts)
        {
            Write(context, body);
        }

        Write(accept.UserInformation, body);
    }

    // PS3.8 tables 9-11 and 9-17: 7-8 protocol version | 9-10 reserved | 11-26 called AE title |
    // 27-42 calling AE title | 43-74 reserved
    private static void WriteVersion(ItemWriter body, ushort version)
    {
        body.WriteUInt16(version);
        body.WriteReserved(2);
    }

    private static void Write(ProposedPresentationContext context, ItemWriter body)
    {
        // PS3.8 table 9-13: 5 presentation context ID | 6-8 reserved | 9- sub-items
        int start = body.BeginItem(ItemType.ProposedPresentationContext);
        body.WriteByte(context.ID);
        body.WriteReserved(3);
        body.WriteUIDItem(ItemType.AbstractSyntax, context.AbstractSyntax);
        foreach (DicomUID transferSyntax in context.TransferSyntaxes)
        {
            body.WriteUIDItem(ItemType.TransferSyntax, transferSyntax);
        }

        body.EndItem(start);
    }

    private static void Write(NegotiatedPresentationContext context, ItemWriter body)
    {
        // PS3.8 table 9-18: 5 presentation context ID | 6 reserved | 7 result | 8 reserved | 9- transfer syntax
        int start = body.BeginItem(ItemType.NegotiatedPresentationContext);
        body.WriteByte(context.ID);
        body.WriteReserved(1);
        body.WriteByte((byte)context.Result);
        body.WriteReserved(1);
        body.WriteUIDItem(ItemType.TransferSyntax, context.TransferSyntax);
        body.EndItem(start);
    }

    private static void Write(UserInformation information, ItemWriter body)
    {
        int start = body.BeginItem(ItemType.UserInformation);
        int maximumLength = body.BeginItem(ItemType.MaximumLength);
        body.WriteUInt32(information.MaxPduLength);
        body.EndItem(maximumLength);
        if (information.ImplementationClassUID is { } implementationClass)
        {
            body.WriteUIDItem(ItemType.ImplementationClassUID, implementationClass);
        }

        if (information.ImplementationVersionName is { } version)
        {
            int versionName = body.BeginItem(ItemType.ImplementationVersionName);
            body.WriteText(version);
            body.EndItem(versionName);
        }

        foreach ((DicomUID sopClass, ReadOnlyMemory<byte> application) in information.ExtendedNegotiation)
        {
            // PS3.7 table D.3-11: 5-6 length of the UID | 7- SOP class UID | service class application information
            int further = body.BeginItem(ItemType.ExtendedNegotiation);
            body.WriteUInt16((ushort)sopClass.UID.Length);
            body.WriteText(sopClass.UID);
            body.WriteBytes(application.Span);
            body.EndItem(further);
        }

        if (information.AcknowledgesUserIdentity)
        {
            // PS3.7 D.3.3.7.2: 5-6 length | 7- server response, which is empty for user names
            int response = body.BeginItem(ItemType.UserIdentityResponse);
            body.WriteUInt16(0);
            body.EndItem(response);
        }

        body.EndItem(start);
    }
}
