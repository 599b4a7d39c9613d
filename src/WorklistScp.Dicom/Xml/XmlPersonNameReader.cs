namespace WorklistScp.Dicom.Xml;

/// <summary>Puts person names together of their elements.</summary>
internal static class XmlPersonNameReader
{
    private const string Delimiters = "=^\\"; // PS3.5 6.2.1.1 and 6.4

    /// <summary>Reads the element of a name, and goes behind its end.</summary>
    public static string Read(XmlCursor cursor, XmlPlace place) => ReadParts(
        cursor, place, XmlPersonName.Groups, XmlPersonName.GroupDelimiter, () => ReadParts(
            cursor, place, XmlPersonName.Components, XmlPersonName.ComponentDelimiter,
            () => ReadComponent(cursor, place)));

    private static string ReadParts(XmlCursor cursor, XmlPlace place, string[] names, char delimiter, Func<string> read)
    {
        var parts = new string?[names.Length];
        var count = 0;
        cursor.ReadChildren(place, names, index =>
        {
            parts[index] = parts[index] is null
                ? read()
                : throw XmlPlace.Failed(place, $"<{names[index]}> twice in a name, expected once");
            count = Math.Max(count, index + 1);
        });
        return string.Join(delimiter, parts.AsSpan(0, count));
    }

    private static string ReadComponent(XmlCursor cursor, XmlPlace place)
    {
        string text = cursor.ReadText(place);
        return text.AsSpan().ContainsAny(Delimiters)
            ? throw XmlPlace.Failed(
                place, "=, ^ or \\ within a component of a name, expected an element for each component")
            : text;
    }
}
