namespace WorklistScp.Dicom;

/// <summary>What the bytes of a binary value representation are (PS3.5 table 6.2-1).</summary>
public enum DicomNumberKind
{
    /// <summary>No numbers, or nobody knows.</summary>
    None,

    /// <summary>Integers in two's complement.</summary>
    Signed,

    /// <summary>Integers without a sign.</summary>
    Unsigned,

    /// <summary>IEEE 754 numbers.</summary>
    FloatingPoint,

    /// <summary>Attribute tags: two unsigned integers each.</summary>
    Tag,
}
