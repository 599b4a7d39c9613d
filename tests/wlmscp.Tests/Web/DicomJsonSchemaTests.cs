namespace Wlmscp.Tests.Web;

/// <summary>The schema that answers are held to takes what PS3.18 annex F.2 allows, and nothing else.</summary>
public sealed class DicomJsonSchemaTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{ "00080005": { "vr": "CS", "Value": ["ISO_IR 192"] } }]""")]
    [InlineData("""{ "00100010": { "vr": "PN", "Value": [{ "Alphabetic": "A^B", "Ideographic": "C" }, null] } }""")]
    [InlineData("""{ "00100020": { "vr": "LO" } }""")]
    [InlineData("""{ "00101030": { "vr": "DS", "Value": [70.5, "1e2", null] } }""")]
    [InlineData("""{ "00200013": { "vr": "IS", "Value": [1, "-2"] } }""")]
    [InlineData("""{ "00089459": { "vr": "FL", "Value": [1.5, "NaN"] } }""")]
    [InlineData("""{ "00400100": { "vr": "SQ", "Value": [{}, { "00080060": { "vr": "CS", "Value": ["CT"] } }] } }""")]
    [InlineData("""{ "00720026": { "vr": "AT", "Value": ["00100010"] } }""")]
    [InlineData("""{ "00420011": { "vr": "OB", "InlineBinary": "AQI=" } }""")]
    public void Schema_TakesWhatMayBe(string json) => Assert.True(DicomJsonSchema.IsValid(json));

    [Theory]
    [InlineData("1")]
    [InlineData("[[]]")]
    [InlineData("""{ "0010001": { "vr": "LO" } }""")]
    [InlineData("""{ "0020000d": { "vr": "UI" } }""")]
    [InlineData("""{ "PatientID": { "vr": "LO" } }""")]
    [InlineData("""{ "00100000": { "vr": "UL", "Value": [1] } }""")]
    [InlineData("""{ "00100020": { "Value": ["1"] } }""")]
    [InlineData("""{ "00100020": { "vr": "XX" } }""")]
    [InlineData("""{ "00100020": { "vr": "LO", "Value": [] } }""")]
    [InlineData("""{ "00100020": { "vr": "LO", "Value": "1" } }""")]
    [InlineData("""{ "00100020": { "vr": "LO", "Value": [1] } }""")]
    [InlineData("""{ "00100020": { "vr": "LO", "Value": [""] } }""")]
    [InlineData("""{ "00100020": { "vr": "LO", "value": ["1"] } }""")]
    [InlineData("""{ "00100010": { "vr": "PN", "Value": ["A^B"] } }""")]
    [InlineData("""{ "00100010": { "vr": "PN", "Value": [{ "alphabetic": "A" }] } }""")]
    [InlineData("""{ "00080005": { "vr": "CS", "Value": ["ISO_IR 100"] } }""")]
    [InlineData("""{ "00280010": { "vr": "US", "Value": ["1"] } }""")]
    [InlineData("""{ "00280010": { "vr": "US", "Value": [-1] } }""")]
    [InlineData("""{ "00101030": { "vr": "DS", "Value": ["heavy"] } }""")]
    [InlineData("""{ "00200013": { "vr": "IS", "Value": [1.5] } }""")]
    [InlineData("""{ "00089459": { "vr": "FL", "Value": ["1.5"] } }""")]
    [InlineData("""{ "00720026": { "vr": "AT", "Value": ["0010,0010"] } }""")]
    [InlineData("""{ "00420011": { "vr": "OB", "Value": ["AQI="] } }""")]
    [InlineData("""{ "00420011": { "vr": "OB", "InlineBinary": "AQI=", "BulkDataURI": "/1" } }""")]
    [InlineData("""{ "00400100": { "vr": "SQ", "Value": ["CT"] } }""")]
    [InlineData("""{ "00400100": { "vr": "SQ", "Value": [{ "00080060": { "vr": "CS", "Value": [1] } }] } }""")]
    public void Schema_RefusesWhatMayNot(string json) => Assert.False(DicomJsonSchema.IsValid(json));
}
