namespace WorklistScp.Dicom.IO;

/// <summary>How sequences and items are delimited (PS3.5 7.5).</summary>
public enum DicomLengthEncoding
{
    /// <summary>By their lengths.</summary>
    Defined,

    /// <summary>By delimitation items.</summary>
    Undefined,
}
