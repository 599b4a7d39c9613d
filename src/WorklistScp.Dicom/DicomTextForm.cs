namespace WorklistScp.Dicom;

/// <summary>What a value of characters is to look like (PS3.5 table 6.2-1).</summary>
public enum DicomTextForm
{
    /// <summary>Any text; or no text at all.</summary>
    Free,

    /// <summary>An AE title.</summary>
    AETitle,

    /// <summary>An age: three digits and a unit.</summary>
    Age,

    /// <summary>Capital letters, digits, blanks and underscores.</summary>
    Code,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A date and a time.</summary>
    DateTime,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A unique identifier.</summary>
    UID,
}
