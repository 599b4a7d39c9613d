namespace WorklistScp.Hl7.Messages;

/// <summary>What was wrong with a message (table 0357). The numbers are those of the table.</summary>
public enum Hl7ErrorCode
{
    /// <summary>Nothing: for warnings and information.</summary>
    MessageAccepted = 0,

    /// <summary>A segment is missing, or stands where it must not.</summary>
    SegmentSequenceError = 100,

    /// <summary>A field without which nothing can be done is missing.</summary>
    RequiredFieldMissing = 101,

    /// <summary>A value is none of its data type.</summary>
    DataTypeError = 102,

    /// <summary>A code is none of those that are known.</summary>
    TableValueNotFound = 103,

    /// <summary>MSH-9.1 is not for this receiver.</summary>
    UnsupportedMessageType = 200,

    /// <summary>MSH-9.2 is not for this receiver.</summary>
    UnsupportedEventCode = 201,

    /// <summary>MSH-11 is not for this receiver.</summary>
    UnsupportedProcessingID = 202,

    /// <summary>MSH-12 is not for this receiver.</summary>
    UnsupportedVersionID = 203,

    /// <summary>What the message is about is not there, or is more than one.</summary>
    UnknownKeyIdentifier = 204,

    /// <summary>What the message would make is there already, and is another one.</summary>
    DuplicateKeyIdentifier = 205,

    /// <summary>What the message is about is in use.</summary>
    ApplicationRecordLocked = 206,

    /// <summary>The receiver cannot, for a reason that is not the content's.</summary>
    ApplicationInternalError = 207,
}

/// <summary>What follows from an <see cref="Hl7ErrorCode"/>.</summary>
public static class Hl7ErrorCodes
{
    /// <summary>The text of table 0357.</summary>
    public static string Text(this Hl7ErrorCode code) => code switch
    {
        Hl7ErrorCode.MessageAccepted => "Message accepted",
        Hl7ErrorCode.SegmentSequenceError => "Segment sequence error",
        Hl7ErrorCode.RequiredFieldMissing => "Required field missing",
        Hl7ErrorCode.DataTypeError => "Data type error",
        Hl7ErrorCode.TableValueNotFound => "Table value not found",
        Hl7ErrorCode.UnsupportedMessageType => "Unsupported message type",
        Hl7ErrorCode.UnsupportedEventCode => "Unsupported event code",
        Hl7ErrorCode.UnsupportedProcessingID => "Unsupported processing id",
        Hl7ErrorCode.UnsupportedVersionID => "Unsupported version id",
        Hl7ErrorCode.UnknownKeyIdentifier => "Unknown key identifier",
        Hl7ErrorCode.DuplicateKeyIdentifier => "Duplicate key identifier",
        Hl7ErrorCode.ApplicationRecordLocked => "Application record locked",
        _ => "Application internal error",
    };

    /// <summary>
    /// Whether the message is rejected (AR) rather than in error (AE): it is not for this receiver, or sending it again
    /// later may help.
    /// </summary>
    public static bool IsRejection(this Hl7ErrorCode code) => code
        is >= Hl7ErrorCode.UnsupportedMessageType and <= Hl7ErrorCode.UnsupportedVersionID
        or Hl7ErrorCode.ApplicationRecordLocked
        or Hl7ErrorCode.ApplicationInternalError;
}
