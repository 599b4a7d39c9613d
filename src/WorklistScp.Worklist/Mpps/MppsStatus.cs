namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// The statuses of answers about performed procedure steps (PS3.7 annex C; PS3.4 annex F), with the value that Status
/// (0000,0900) has.
/// </summary>
public enum MppsStatus
{
    /// <summary>It is done.</summary>
    Success = 0x0000,

    /// <summary>Warning of N-GET: attributes that are asked for are not there.</summary>
    AttributesNotSupported = 0x0001,

    /// <summary>A value may not be, or not be set.</summary>
    InvalidAttributeValue = 0x0106,

    /// <summary>Warning: attributes were left out.</summary>
    AttributeListError = 0x0107,

    /// <summary>The step is over, and changes no more.</summary>
    ProcessingFailure = 0x0110,

    /// <summary>There is an instance of this UID.</summary>
    DuplicateSOPInstance = 0x0111,

    /// <summary>There is no instance of this UID.</summary>
    NoSuchSOPInstance = 0x0112,

    /// <summary>The SOP Instance UID is none.</summary>
    InvalidSOPInstance = 0x0117,

    /// <summary>An attribute is missing that must be there.</summary>
    MissingAttribute = 0x0120,

    /// <summary>An attribute is empty that must have a value.</summary>
    MissingAttributeValue = 0x0121,

    /// <summary>This peer may not do so.</summary>
    NotAuthorized = 0x0124,

    /// <summary>It cannot be kept now.</summary>
    ResourceLimitation = 0x0213,
}
