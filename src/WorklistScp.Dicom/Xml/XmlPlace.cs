namespace WorklistScp.Dicom.Xml;

/// <summary>A place in a data set, for messages: <c>00400100[1].00080060</c>.</summary>
/// <param name="Around">The attribute whose item it is in; null: the data set itself.</param>
/// <param name="Tag">The tag as the document has it.</param>
/// <param name="Item">The number of the item, for what stands in it; 0: the attribute itself.</param>
internal sealed record XmlPlace(XmlPlace? Around, DicomTag Tag, int Item = 0)
{
    /// <summary>Makes the exception for what is wrong there; null: at the top.</summary>
    public static DicomDataException Failed(XmlPlace? place, string problem) =>
        new(place is null ? problem : $"{place}: {problem}");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Around is null ? "" : $"{Around}.")}{Tag.Value:X8}{(Item > 0 ? $"[{Item}]" : "")}";
}
