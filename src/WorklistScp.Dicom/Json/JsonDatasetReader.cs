using System.Buffers;
using System.Globalization;
using System.Text.Json;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Json;

/// <summary>Reads one data set with its nested items. Paths are for messages: <c>00400100[1].00080060</c>.</summary>
internal sealed class JsonDatasetReader(JsonElement root)
{
    private const int LongestQuote = 40;

    private const string SpecificCharacterSetName = "00080005";
    private const int LongestValue = 16;

    private bool _isUnicode; // text was met that needs it, and no data set around it says so

    /// <summary>Reads the data set.</summary>
    /// <exception cref="DicomDataException">It is none.</exception>
    public DicomDataset Read(string path)
    {
        SpecificCharacterSet? declared = FindCharacterSet(root);
        DicomDataset dataset = ReadItem(root, path, declared);
        if (declared is null && _isUnicode)
        {
            dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, SpecificCharacterSet.Utf8.Value));
        }

        return dataset;
    }

    // An unknown one counts as the default repertoire, as in a data set.
    private static SpecificCharacterSet? FindCharacterSet(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty(SpecificCharacterSetName, out JsonElement attribute)
            || attribute.ValueKind != JsonValueKind.Object
            || !attribute.TryGetProperty("Value"u8, out JsonElement values)
            || values.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        string terms = string.Join(
            '\\', values.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() : ""));
        return SpecificCharacterSet.TryParse(terms, out SpecificCharacterSet? set) ? set : SpecificCharacterSet.Default;
    }

    private static DicomDataException Failed(string path, string problem) =>
        new(path.Length == 0 ? problem : $"{path}: {problem}");

    private DicomDataset ReadItem(JsonElement json, string path, SpecificCharacterSet? declared)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Failed(path, "no object, expected a data set in the DICOM JSON model");
        }

        var members = new List<DicomItem>();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string place = PlaceIn(path, member.Name);
            members.Add(ReadAttribute(ReadTag(member.Name, path), member.Value, place, declared));
        }

        return DicomDataset.TryMake(members, out DicomDataset? dataset, out DicomTag twice)
            ? dataset
            : throw Failed(PlaceIn(path, $"{twice.Value:X8}"), "appears twice, expected once");
    }

    private static string PlaceIn(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static DicomTag ReadTag(string name, string path) =>
        name.Length == 8 && uint.TryParse(
            name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint tag)
        && new DicomTag(tag) is { Group: > 2 and < 0xfffe, IsGroupLength: false } found
            ? found
            : throw Failed(path, $"'{Quote(name)}', expected a tag of a data set, 8 hexadecimal digits");

    private DicomItem ReadAttribute(DicomTag tag, JsonElement json, string place, SpecificCharacterSet? declared)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Failed(place, "no object, expected one with vr and Value");
        }

        DicomVR vr = ReadVR(tag, json, place);
        bool hasValue = json.TryGetProperty("Value"u8, out JsonElement values);
        bool isInline = json.TryGetProperty("InlineBinary"u8, out JsonElement inline);
        if (json.TryGetProperty("BulkDataURI"u8, out _) || (hasValue && isInline))
        {
            throw Failed(place, "has its value elsewhere, or twice; expected Value or InlineBinary");
        }

        if (hasValue && values.ValueKind != JsonValueKind.Array)
        {
            throw Failed(place, "Value is no array, expected one");
        }

        JsonElement[] array = hasValue ? [.. values.EnumerateArray()] : [];
        return vr != DicomVR.SQ ? new DicomElement(tag, vr, isInline ? ReadInline(inline, vr, place)
                : array.Length == 0 ? ReadOnlyMemory<byte>.Empty
                : vr.IsString ? ReadText(array, vr, place, declared) : ReadNumbers(array, vr, place))
            : isInline ? throw Failed(place, "is a sequence with InlineBinary, expected Value")
            : new DicomSequence(tag, ReadItems(array, place, declared));
    }

    private static DicomVR ReadVR(DicomTag tag, JsonElement json, string place)
    {
        if (!json.TryGetProperty("vr"u8, out JsonElement name))
        {
            return DicomDictionary.GetVR(tag);
        }

        return name.ValueKind == JsonValueKind.String && DicomVR.TryParse(name.GetString(), out DicomVR vr)
            ? vr
            : throw Failed(place, $"vr {Quote(name.GetRawText())}, expected one of PS3.5 table 6.2-1");
    }

    private static byte[] ReadInline(JsonElement inline, DicomVR vr, string place) =>
        inline.ValueKind == JsonValueKind.String && inline.TryGetBytesFromBase64(out byte[]? bytes)
            ? DicomValueText.Pad(bytes, vr)
            : throw Failed(place, "InlineBinary is no base64 (RFC 4648), expected it");

    private List<DicomDataset> ReadItems(JsonElement[] array, string place, SpecificCharacterSet? declared)
    {
        var items = new List<DicomDataset>();
        foreach (JsonElement item in array)
        {
            string itemPlace = $"{place}[{items.Count + 1}]";
            items.Add(ReadItem(item, itemPlace, FindCharacterSet(item) ?? declared));
        }

        return items;
    }

    private byte[] ReadText(JsonElement[] array, DicomVR vr, string place, SpecificCharacterSet? declared)
    {
        SpecificCharacterSet characterSet = declared ?? SpecificCharacterSet.Utf8;
        if (!vr.IsMultiValue && array.Length > 1)
        {
            throw Failed(place, $"{array.Length} values, expected one, which is all that {vr} has");
        }

        string?[] values = [.. array.Select(value => ReadString(value, vr, place))];
        if (!TextValues.TryJoin(values, vr, characterSet, out byte[] bytes, out string? unencodable))
        {
            throw Failed(place, $"{unencodable}, expected characters of {DicomValueText.NameOf(characterSet, vr)}");
        }

        _isUnicode |= declared is null && bytes.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)0x7f);
        return bytes;
    }

    private static string? ReadString(JsonElement value, DicomVR vr, string place)
    {
        if (vr == DicomVR.PN && value.ValueKind != JsonValueKind.Null)
        {
            return JsonPersonName.TryRead(value, out string name)
                ? name
                : throw Failed(place, "no person name, expected Alphabetic, Ideographic, Phonetic");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Failed(place, $"'{Quote(value.GetRawText())}', expected a string"),
        };
    }

    private static byte[] ReadNumbers(JsonElement[] array, DicomVR vr, string place)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (JsonElement value in array)
        {
            output.Advance(JsonNumberReader.TryRead(value, vr, output.GetSpan(LongestValue), out int size)
                ? size
                : throw Failed(
                    place, $"'{Quote(value.GetRawText())}', expected {JsonNumberReader.Expected(vr)}"));
        }

        return output.WrittenSpan.ToArray();
    }

    private static string Quote(string text) => PrintableText.Start(text, LongestQuote);
}
