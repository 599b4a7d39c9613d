namespace WorklistScp.Dicom.Xml;

/// <summary>An attribute as the document has it, before its text is put into a character set.</summary>
/// <param name="Tag">The tag; with a creator it has no block.</param>
/// <param name="VR">The VR.</param>
/// <param name="Creator">The name of its private creator.</param>
internal sealed record ParsedAttribute(DicomTag Tag, DicomVR VR, string? Creator)
{
    /// <summary>The values in their order, person names put together; null: an empty one.</summary>
    public List<string?> Values { get; } = [];

    /// <summary>The value field; null: it is not given as bytes.</summary>
    public byte[]? Inline { get; set; }

    /// <summary>The items of a sequence.</summary>
    public List<List<ParsedAttribute>> Items { get; } = [];
}
