namespace Wlmscp.Commands.Querying;

/// <summary>How matches are shown.</summary>
internal enum QueryFormat
{
    /// <summary>A table of what people look for first.</summary>
    Table,

    /// <summary>The data sets as dump text.</summary>
    Dump,

    /// <summary>The data sets in the DICOM JSON model.</summary>
    Json,
}
