namespace WorklistScp.Web.Media;

/// <summary>How data sets are written in an answer (PS3.18 8.7.3).</summary>
internal enum DatasetForm
{
    /// <summary>An array in the DICOM JSON model: <c>application/dicom+json</c>.</summary>
    Json,

    /// <summary>A document of the Native DICOM Model: <c>application/dicom+xml</c>.</summary>
    Xml,

    /// <summary>A part with a JSON array: <c>multipart/related; type="application/dicom+json"</c>.</summary>
    MultipartJson,

    /// <summary>A part with a document for each: <c>multipart/related; type="application/dicom+xml"</c>.</summary>
    MultipartXml,
}
