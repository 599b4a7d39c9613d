namespace WorklistScp.Network.Dimse;

/// <summary>A command set (PS3.7 6.3.1), in the fields that this implementation uses.</summary>
/// <param name="Field">The kind of message.</param>
/// <param name="HasDataSet">Whether a data set follows (Command Data Set Type is not 0101).</param>
internal abstract record DimseCommand(CommandField Field, bool HasDataSet);

/// <summary>A request (PS3.7 9.3 and 10.3); its priority is not used.</summary>
/// <param name="Field">The kind of message.</param>
/// <param name="MessageID">The message ID.</param>
/// <param name="SOPClass">The affected or requested SOP class; empty when the peer named none.</param>
/// <param name="HasDataSet">Whether a data set follows.</param>
internal sealed record DimseRequest(CommandField Field, ushort MessageID, DicomUID SOPClass, bool HasDataSet = false)
    : DimseCommand(Field, HasDataSet)
{
    /// <summary>The affected or requested SOP instance; null when the peer named none.</summary>
    public DicomUID? SOPInstance { get; init; }

    /// <summary>The attributes that N-GET asks for; empty: all.</summary>
    public IReadOnlyList<DicomTag> AttributeIdentifiers { get; init; } = [];

    /// <summary>C-ECHO-RQ (PS3.7 9.3.5.1).</summary>
    public static DimseRequest CEcho(ushort messageID) => new(CommandField.CEchoRQ, messageID, DicomUID.Verification);

    /// <summary>C-FIND-RQ (PS3.7 9.3.2.1).</summary>
    public static DimseRequest CFind(ushort messageID, DicomUID sopClass, bool hasIdentifier) =>
        new(CommandField.CFindRQ, messageID, sopClass, hasIdentifier);

    /// <summary>N-CREATE-RQ (PS3.7 10.3.5.1).</summary>
    public static DimseRequest NCreate(ushort messageID, DicomUID sopClass, DicomUID? instance) =>
        new(CommandField.NCreateRQ, messageID, sopClass, HasDataSet: true) { SOPInstance = instance };

    /// <summary>N-SET-RQ (PS3.7 10.3.3.1).</summary>
    public static DimseRequest NSet(ushort messageID, DicomUID sopClass, DicomUID instance) =>
        new(CommandField.NSetRQ, messageID, sopClass, HasDataSet: true) { SOPInstance = instance };

    /// <summary>N-GET-RQ (PS3.7 10.3.2.1); without attributes, all are asked for.</summary>
    public static DimseRequest NGet(
        ushort messageID, DicomUID sopClass, DicomUID instance, IReadOnlyList<DicomTag> attributes) =>
        new(CommandField.NGetRQ, messageID, sopClass) { SOPInstance = instance, AttributeIdentifiers = attributes };
}

/// <summary>C-CANCEL-RQ (PS3.7 9.3.2.3).</summary>
/// <param name="MessageID">The message ID of the request to cancel.</param>
internal sealed record DimseCancel(ushort MessageID) : DimseCommand(CommandField.CCancelRQ, HasDataSet: false);

/// <summary>A response (PS3.7 9.3 and 10.3), with the fields of PS3.7 annex C.</summary>
/// <param name="Field">The kind of message.</param>
/// <param name="MessageID">The message ID of the request.</param>
/// <param name="SOPClass">The affected SOP class; empty when the peer named none.</param>
/// <param name="Status">The status.</param>
/// <param name="HasDataSet">Whether a data set follows.</param>
internal sealed record DimseResponse(
    CommandField Field, ushort MessageID, DicomUID SOPClass, DicomStatus Status, bool HasDataSet = false)
    : DimseCommand(Field, HasDataSet)
{
    /// <summary>The affected SOP instance; null for none.</summary>
    public DicomUID? SOPInstance { get; init; }

    /// <summary>The attributes that caused the failure.</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];

    /// <summary>The attributes that the status is about.</summary>
    public IReadOnlyList<DicomTag> AttributeIdentifiers { get; init; } = [];

    /// <summary>What the SOP class calls the failure; null for nothing.</summary>
    public ushort? ErrorID { get; init; }

    /// <summary>What went wrong; null when there is nothing to say.</summary>
    public string? ErrorComment { get; init; }

    /// <summary>Makes the response to a request.</summary>
    public static DimseResponse To(DimseRequest request, DicomUID sopClass, DicomStatus status, bool hasDataSet = false) =>
        new(CommandFields.ResponseTo(request.Field), request.MessageID, sopClass, status, hasDataSet);
}
