using System.Globalization;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Tests.Queries;

/// <summary>Every attribute of PS3.4 table K.6-1 that has a matching key type is matched, but numbers.</summary>
public sealed class TableK61Tests
{
    [Theory]
    [MemberData(nameof(TableK61.All), MemberType = typeof(TableK61))]
    public void Attribute_WithItsMatchingKeyType_IsMatched(string path, string type)
    {
        DicomTag[] tags = Array.ConvertAll(path.Split('>'), text =>
        {
            Assert.True(DicomTag.TryParse(text, out DicomTag tag));
            return tag;
        });
        bool isMatched = type is "R" or "O";

        if (DicomDictionary.GetVR(tags[^1]) == DicomVR.SQ)
        {
            Assert.True(isMatched);
            Assert.False(Data.Query(Item(tags, "")).HasUnusedValue);
            return;
        }

        WorklistQuery query = Data.Query(Item(tags, "1"));
        Assert.Empty(query.Problems);
        Assert.Equal(isMatched ? 1 : 0, query.ValuedKeys.Count);
        Assert.Equal(type == "-", query.HasUnusedValue);
        Assert.True(query.Matches(Data.Entry(Item(tags, "1"))));
        Assert.Equal(!isMatched, query.Matches(Data.Entry(Item(tags, "2"))));
        Assert.Equal(
            type == "R" || IsStrict(tags), isMatched && !query.Matches(Data.Entry(Data.Empty(DicomTag.PatientComments))));
    }

    private static bool IsStrict(DicomTag[] tags) =>
        WorklistAttributes.IsKeyOfWlmscpfs(tags[^1], tags.Length == 1 ? null : tags[^2]);

    private static DicomItem Item(DicomTag[] path, string value)
    {
        DicomVR vr = DicomDictionary.GetVR(path[^1]);
        DicomItem item = vr == DicomVR.SQ ? new DicomSequence(path[^1])
            : vr == DicomVR.US ? DicomElement.FromUInt16(path[^1], ushort.Parse(value, CultureInfo.InvariantCulture))
            : Data.Text(path[^1], value.Length == 0 ? "" : ValueOf(vr, value));
        return path.Reverse().Skip(1).Aggregate(item, (inner, tag) => new DicomSequence(tag, new DicomDataset(inner)));
    }

    private static string ValueOf(DicomVR vr, string value) => vr.Code switch
    {
        "DA" => $"2026010{value}",
        "TM" => $"0{value}",
        "DT" => $"2026010{value}",
        "AS" => $"00{value}Y",
        "UI" => $"1.2.{value}",
        _ => value,
    };
}
