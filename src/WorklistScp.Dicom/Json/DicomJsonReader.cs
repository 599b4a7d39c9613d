using System.Text.Json;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Reads data sets in the DICOM JSON model (PS3.18 annex F).</summary>
/// <remarks>
/// Text goes into the character set that Specific Character Set names; where there is none, text that is not ASCII
/// makes it ISO_IR 192. A member <c>vr</c> that is left out is that of the data dictionary. Values that stand
/// elsewhere, <c>BulkDataURI</c>, are refused.
/// </remarks>
public static class DicomJsonReader
{
    /// <summary>The deepest nesting of sequences that is read.</summary>
    public const int MaxDepth = 64;

    private const int LevelsOfSequence = 3; // attribute, Value, item
    private const int LevelsAround = 5; // array of objects, object, data set, Value of an element, person name

    private static ReadOnlySpan<byte> ByteOrderMark => "\ufeff"u8;

    /// <summary>Reads an object, or an array of objects.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="member">Where an object has a member of this name, that is the data set; null: it is itself.</param>
    /// <exception cref="DicomDataException">
    /// It is no JSON, the message has the line; or none of a data set, the message has the tag.
    /// </exception>
    public static IReadOnlyList<DicomDataset> Read(ReadOnlyMemory<byte> json, string? member = null)
    {
        using JsonDocument document = Parse(json);
        try
        {
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select((dataset, i) => ReadDataset(DatasetOf(dataset, member), $"[{i + 1}]"))]
                : [ReadDataset(DatasetOf(document.RootElement, member), "")];
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair passes the syntax, and fails as soon as somebody wants the string.
            throw new DicomDataException("a string that is no Unicode text, expected UTF-8 and whole escapes", e);
        }
    }

    private static JsonElement DatasetOf(JsonElement json, string? member) =>
        member is not null && json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out JsonElement inner)
            ? inner
            : json;

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(
                json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json,
                new JsonDocumentOptions { MaxDepth = (MaxDepth * LevelsOfSequence) + LevelsAround });
        }
        catch (JsonException e)
        {
            // It counts from 0, and only its words tell of depth.
            string problem = e.Message.Contains("depth", StringComparison.Ordinal)
                ? $": nested too deep, expected at most {MaxDepth} sequences"
                : $": no JSON at byte {e.BytePositionInLine + 1}, expected data sets as PS3.18 annex F writes them";
            throw new DicomDataException($"line {e.LineNumber + 1}{problem}", e);
        }
    }

    private static DicomDataset ReadDataset(JsonElement json, string path) => new JsonDatasetReader(json).Read(path);
}
