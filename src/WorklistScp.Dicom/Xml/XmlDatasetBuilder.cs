using System.Buffers;
using System.Text;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Xml;

/// <summary>
/// Makes a data set of the attributes of a document: text in its character set, private attributes in their blocks.
/// </summary>
internal sealed class XmlDatasetBuilder
{
    private const int LongestValue = 16;

    private bool _isUnicode; // text was met that needs it, and no data set around it says so

    private XmlDatasetBuilder()
    {
    }

    /// <summary>Makes the data set.</summary>
    /// <exception cref="DicomDataException">A value is none of its VR.</exception>
    public static DicomDataset Build(List<ParsedAttribute> attributes)
    {
        var builder = new XmlDatasetBuilder();
        SpecificCharacterSet? declared = FindCharacterSet(attributes);
        DicomDataset dataset = builder.BuildLevel(attributes, null, declared);
        if (declared is null && builder._isUnicode)
        {
            dataset.AddOrUpdate(
                DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, SpecificCharacterSet.Utf8.Value));
        }

        return dataset;
    }

    // An unknown one counts as the default repertoire, as in a data set.
    private static SpecificCharacterSet? FindCharacterSet(List<ParsedAttribute> attributes)
    {
        ParsedAttribute? found = attributes.Find(attribute => attribute.Tag == DicomTag.SpecificCharacterSet);
        string? terms = found is null ? null
            : found.Inline is not null ? Encoding.Latin1.GetString(found.Inline)
            : found.Values.Count > 0 ? string.Join('\\', found.Values)
            : null;
        return terms is null ? null
            : SpecificCharacterSet.TryParse(terms, out SpecificCharacterSet? set) ? set
            : SpecificCharacterSet.Default;
    }

    private DicomDataset BuildLevel(List<ParsedAttribute> attributes, XmlPlace? item, SpecificCharacterSet? declared)
    {
        var members = new List<DicomItem>(attributes.Count);
        foreach (ParsedAttribute attribute in attributes.Where(attribute => attribute.Creator is null))
        {
            members.Add(BuildMember(attribute, attribute.Tag, item, declared));
        }

        AddToBlocks(members, [.. attributes.Where(attribute => attribute.Creator is not null)], item, declared);
        return DicomDataset.TryMake(members, out DicomDataset? dataset, out DicomTag twice)
            ? dataset
            : throw XmlPlace.Failed(new XmlPlace(item, twice), "appears twice, expected once");
    }

    private void AddToBlocks(
        List<DicomItem> members, List<ParsedAttribute> attributes, XmlPlace? item, SpecificCharacterSet? declared)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        var blocks = new PrivateBlocks(members);
        foreach (ParsedAttribute attribute in attributes)
        {
            if (!blocks.TryReserve(attribute.Tag.Group, attribute.Creator!, out DicomTag creator, out bool isNew))
            {
                throw XmlPlace.Failed(
                    new XmlPlace(item, attribute.Tag),
                    "no block of its group is free, expected at most 240 private creators");
            }

            if (isNew)
            {
                members.Add(DicomElement.FromAscii(creator, DicomVR.LO, attribute.Creator!));
            }

            members.Add(BuildMember(attribute, PrivateBlocks.InBlock(attribute.Tag, creator), item, declared));
        }
    }

    private DicomItem BuildMember(
        ParsedAttribute attribute, DicomTag tag, XmlPlace? item, SpecificCharacterSet? declared)
    {
        var place = new XmlPlace(item, attribute.Tag);
        return attribute.VR == DicomVR.SQ
            ? new DicomSequence(
                tag, [.. attribute.Items.Select((attributes, i) => BuildLevel(
                    attributes, place with { Item = i + 1 }, FindCharacterSet(attributes) ?? declared))])
            : new DicomElement(tag, attribute.VR, BuildValue(attribute, place, declared));
    }

    private byte[] BuildValue(ParsedAttribute attribute, XmlPlace place, SpecificCharacterSet? declared) =>
        attribute.Inline is not null ? DicomValueText.Pad(attribute.Inline, attribute.VR)
        : attribute.Values is [] or [null or ""] ? []
        : attribute.VR.IsString ? BuildText(attribute, place, declared)
        : BuildNumbers(attribute, place);

    private byte[] BuildText(ParsedAttribute attribute, XmlPlace place, SpecificCharacterSet? declared)
    {
        SpecificCharacterSet characterSet = declared ?? SpecificCharacterSet.Utf8;
        DicomVR vr = attribute.VR;
        if (!vr.IsMultiValue && attribute.Values.Count > 1)
        {
            throw XmlPlace.Failed(place, $"{attribute.Values.Count} values, expected one, which is all that {vr} has");
        }

        if (!TextValues.TryJoin(attribute.Values, vr, characterSet, out byte[] bytes, out string? unencodable))
        {
            throw XmlPlace.Failed(
                place, $"{unencodable}, expected characters of {DicomValueText.NameOf(characterSet, vr)}");
        }

        _isUnicode |= declared is null && !Ascii.IsValid(bytes);
        return bytes;
    }

    private static byte[] BuildNumbers(ParsedAttribute attribute, XmlPlace place)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (string? value in attribute.Values)
        {
            string text = value?.Trim() ?? "";
            output.Advance(
                DicomValueText.TryReadNumber(text, attribute.VR, output.GetSpan(LongestValue), out int size)
                    ? size
                    : throw XmlPlace.Failed(place, $"'{XmlCursor.Quote(text)}', expected {Expected(attribute.VR)}"));
        }

        return output.WrittenSpan.ToArray();
    }

    private static string Expected(DicomVR vr) =>
        vr.IsOneBinaryValue ? "InlineBinary" : DicomValueText.ExpectedNumber(vr);
}
