namespace WorklistScp.Dicom;

/// <summary>How the values of a <see cref="DicomVR"/> are made up.</summary>
public enum DicomVRKind
{
    /// <summary>Numbers or bytes.</summary>
    Binary,

    /// <summary>Values in the default repertoire, separated by backslashes.</summary>
    String,

    /// <summary>One text in the default repertoire; a backslash is a character like any other.</summary>
    Text,

    /// <summary>Values in the Specific Character Set, separated by backslashes.</summary>
    EncodedString,

    /// <summary>One text in the Specific Character Set; a backslash is a character like any other.</summary>
    EncodedText,

    /// <summary>Items.</summary>
    Sequence,
}
