using WorklistScp.Dicom.Json;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>pydicom reads the values that were meant, of files and of JSON, and its JSON is read.</summary>
[Collection(ConvertedCasesCollection.Name)]
public sealed class PydicomTests(ConvertedCases converted)
{
    public static TheoryData<string> Files => RoundTripCases.Where(each => !KnownDeviations.OfPydicom(each));

    public static TheoryData<string> Json => RoundTripCases.Where(each => !KnownDeviations.OfPydicomReadingJson(each));

    public static TheoryData<string> JsonOfPydicom =>
        RoundTripCases.Where(each => !KnownDeviations.OfPydicomWritingJson(each));

    [Theory]
    [MemberData(nameof(Files))]
    public void File_ReadByPydicom_HoldsTheValues(string name) =>
        Assert.Equal(Expected(name), converted.PydicomOfFiles[name]);

    [Theory]
    [MemberData(nameof(Json))]
    public void Json_ReadByPydicom_HoldsTheValues(string name) =>
        Assert.Equal(Expected(name), converted.PydicomOfJson[name]);

    [Theory]
    [MemberData(nameof(JsonOfPydicom))]
    public void JsonOfPydicom_Read_HoldsTheValues(string name)
    {
        byte[] json = File.ReadAllBytes(converted.PathOf("pydicom-json", name, "json"));

        Assert.Equal(Expected(name), SampleText.LinesOf(Assert.Single(DicomJsonReader.Read(json))));
    }

    private static IEnumerable<string> Expected(string name) =>
        SampleText.LinesOf(RoundTripCases.All.Single(each => each.Name == name).Samples);
}
