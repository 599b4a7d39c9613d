using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Wlmscp.Tests.Web;

/// <summary>The search of DICOM Supplement 246: C-FIND over the web.</summary>
public sealed class SearchTests
{
    private const string Path = "dicomweb/AETITLE_1/modality-scheduled-procedure-steps";

    private static readonly XNamespace Model = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    [Fact]
    public async Task Search_OfTheStandardsExample_FindsByTagsInSequences()
    {
        await using WebScene scene = await StartAsync();

        JsonNode found = await scene.As("read").GetJsonAsync(
            $"{Path}?00400100.00400001=CT1&00400100.00400002=20261201-20261207&00400100.00080060=CT&limit=20&includefield=all");

        Assert.Equal(["P1"], Ids(found));
        Assert.Equal("CT", found[0]!.ValueOf("00400100", "00080060"));
    }

    [Theory]
    [InlineData("", "P1,P2,P3")]
    [InlineData("PatientID=P2", "P2")]
    [InlineData("00100020=P2", "P2")]
    [InlineData("PatientName=vival*", "P1")]
    [InlineData("PatientName=M%C3%BCller*", "P3")]
    [InlineData("ScheduledProcedureStepSequence.Modality=MR", "P2,P3")]
    [InlineData("Modality=MR", "P2,P3")]
    [InlineData("00400100.00400002=20261204-", "P2,P3")]
    [InlineData("00400100.00400002=-20261203", "P1")]
    [InlineData("StudyInstanceUID=1.2.1,1.2.3", "P1,P3")]
    [InlineData("StudyInstanceUID=1.2.1%5C1.2.3", "P1,P3")]
    [InlineData("PatientID", "P1,P2,P3")]
    [InlineData("PatientID=", "P1,P2,P3")]
    [InlineData("PatientID=nobody", "")]
    [InlineData("limit=2", "P1,P2")]
    [InlineData("limit=2&offset=1", "P2,P3")]
    [InlineData("offset=3", "")]
    [InlineData("limit=0", "")]
    public async Task Search_ByKeys_FindsInTheOrderOfTheStart(string query, string expected)
    {
        await using WebScene scene = await StartAsync();

        JsonNode found = await scene.As("read").GetJsonAsync($"{Path}?{query}");

        Assert.Equal(expected, string.Join(',', Ids(found)));
    }

    [Fact]
    public async Task Search_WithoutFields_AnswersTheReturnKeysOfTable_K6_1()
    {
        await using WebScene scene = await StartAsync();

        JsonNode step = (await scene.As("read").GetJsonAsync($"{Path}?PatientID=P1"))[0]!;

        // Types 1 and 2 are there, with or without value; of 1C what has one; of 3 nothing.
        Assert.Equal("""{"vr":"LO"}""", step["00102000"]!.ToJsonString());
        Assert.Equal("EXAM74", step.ValueOf("00321060"));
        Assert.Null(step["00321064"]);
        Assert.Null(step["00400100"]!["Value"]![0]!["00400008"]);
        Assert.Null(step["00101020"]);
    }

    [Fact]
    public async Task Search_ForMoreFields_AnswersThemToo()
    {
        await using WebScene scene = await StartAsync();

        JsonNode step = (await scene.As("read").GetJsonAsync(
            $"{Path}?PatientID=P1&includefield=00101020,PreMedication&includefield=00400100.00400020"))[0]!;

        Assert.Equal("""{"vr":"DS"}""", step["00101020"]!.ToJsonString());
        Assert.Equal("""{"vr":"LO"}""", step["00400100"]!["Value"]![0]!["00400012"]!.ToJsonString());
        Assert.NotNull(step["00400100"]!["Value"]![0]!["00400020"]);
    }

    [Fact]
    public async Task Search_OfMoreThanTheLimit_SaysHowManyThereAre()
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync("GET", $"{Path}?limit=1&offset=1");

        Assert.Matches("^299 [^ ]+: \"There are 1 additional results that can be requested\"$", answer.Headers["Warning"]);
    }

    [Fact]
    public async Task Search_WithFuzzyMatching_FindsNamesByBeginningsOfWords()
    {
        await using WebScene scene = await StartAsync();
        const string Name = "PatientName=clara%20wie";

        WebAnswer literal = await scene.As("read").SendAsync("GET", $"{Path}?{Name}&fuzzymatching=false");
        WebAnswer fuzzy = await scene.As("read").SendAsync("GET", $"{Path}?{Name}&fuzzymatching=true");

        Assert.Empty(literal.Json.AsArray());
        Assert.Single(fuzzy.Json.AsArray());
        Assert.False(fuzzy.Headers.ContainsKey("Warning"));
    }

    [Fact]
    public async Task Search_ByWrongDateAndTime_SaysOfEachWhatWasExpected()
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync(
            "GET", $"{Path}?ScheduledProcedureStepStartDate=28.11.2026&ScheduledProcedureStepStartTime=noon");

        Assert.Equal(400, answer.Status);
        Assert.Contains("expected YYYYMMDD", $"{answer.Json["detail"]}", StringComparison.Ordinal);
        Assert.Equal(
            ["00400100.00400002", "00400100.00400003"],
            answer.Json["invalid"]!.AsArray().Select(each => $"{each!["tag"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Search_ByWhatIsNotMatched_WarnsOfIt()
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync("GET", $"{Path}?Manufacturer=X");

        Assert.Contains("Manufacturer", answer.Headers["Warning"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PatientNam=X", "PatientNam")]
    [InlineData("00400100.00400002=yesterdy", "(0040,0002)")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("offset=x", "offset")]
    [InlineData("fuzzymatching=maybe", "fuzzymatching")]
    [InlineData("PatientID=1&00100020=2", "PatientID")]
    [InlineData("PatientID=1&PatientID=2", "PatientID")]
    [InlineData("includefield=Nonsense", "includefield")]
    [InlineData("PatientID.Modality=CT", "sequence")]
    public async Task Search_ThatIsWrong_IsAProblemThatNamesTheParameter(string query, string named)
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync("GET", $"{Path}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Contains(named, answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept=application/dicom%2Bxml&PatientID=P1", "application/dicom+xml", 200)]
    [InlineData("accept=application/dicom%2Bxml&PatientID=nobody", null, 204)]
    [InlineData("accept=application/dicom%2Bjson", "application/dicom+json", 200)]
    [InlineData("accept=application/json", "application/dicom+json", 200)]
    [InlineData("accept=*/*", "application/dicom+json", 200)]
    [InlineData("accept=text/html", "application/problem+json", 406)]
    [InlineData("accept-charset=utf-8", "application/dicom+json", 200)]
    [InlineData("accept-charset=ISO-8859-1", "application/problem+json", 406)]
    public async Task Search_ForAMediaType_AnswersItOrSaysThatItCannot(string query, string? type, int status)
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync("GET", $"{Path}?{query}");

        Assert.Equal((status, type), (answer.Status, answer.Headers.GetValueOrDefault("Content-Type")));
    }

    [Fact]
    public async Task Search_ForPartsOfXml_HasADocumentForEachStep()
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync(
            "GET", Path, headers: ("Accept", "multipart/related; type=\"application/dicom+xml\""));

        string[] documents = PartsOf(answer, "application/dicom+xml");
        Assert.Equal(
            ["P1", "P2", "P3"],
            documents.Select(document => XDocument.Parse(document).Root!.Elements(Model + "DicomAttribute")
                .Single(attribute => attribute.Attribute("keyword")!.Value == "PatientID").Value));
    }

    [Fact]
    public async Task Search_ForAPartOfJson_HasOneArray()
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync(
            "GET", Path, headers: ("Accept", "multipart/related; type=\"application/dicom+json\""));

        string part = Assert.Single(PartsOf(answer, "application/dicom+json"));
        Assert.Equal(["P1", "P2", "P3"], Ids(JsonNode.Parse(part)!));
    }

    [Fact]
    public async Task Text_InAnyCharacterSet_IsUtf8()
    {
        await using WebScene scene = await StartAsync();

        JsonNode step = (await scene.As("read").GetJsonAsync($"{Path}?PatientID=P3"))[0]!;

        Assert.Equal("Müller^Jörg", step.ValueOf("00100010"));
        Assert.Equal("ISO_IR 192", step.ValueOf("00080005"));
    }

    [Fact]
    public async Task Capabilities_OfAnArea_NameItsResources()
    {
        await using WebScene scene = await StartAsync("--mpps");

        WebAnswer answer = await scene.As("read").SendAsync("OPTIONS", "dicomweb/AETITLE_1/");

        XNamespace wadl = "http://wadl.dev.java.net/2009/02";
        XElement resources = XDocument.Parse(answer.Body).Root!.Element(wadl + "resources")!;
        Assert.Equal($"{scene.Address}dicomweb/AETITLE_1/", resources.Attribute("base")!.Value);
        Assert.Equal(
            ["modality-scheduled-procedure-steps", "modality-performed-procedure-steps/{uid}"],
            resources.Elements(wadl + "resource").Select(resource => resource.Attribute("path")!.Value));
    }

    [Theory]
    [InlineData("NOAREA")]
    [InlineData("%2e%2e")]
    [InlineData("..%2fAETITLE_1")]
    [InlineData("AETITLE_1%2f..")]
    [InlineData("%00")]
    [InlineData("AETITLE_1%0d%0aX-Evil:1")]
    public async Task Search_InAnAreaThatIsNone_Is404(string area)
    {
        await using WebScene scene = await StartAsync();

        WebAnswer answer = await scene.As("read").SendAsync(
            "GET", $"dicomweb/{area}/modality-scheduled-procedure-steps");

        Assert.True(answer.Status is 404 or 400, $"{answer.Status}");
        Assert.False(answer.Headers.ContainsKey("X-Evil"));
    }

    private static Task<WebScene> StartAsync(params string[] options) => WebScene.StartAsync(
        area =>
        {
            area.Write("1.wl", new Entry { PatientID = "P1", StudyInstanceUID = "1.2.1", Modality = "CT", StationAETitle = "CT1", StartDate = "20261203" });
            area.Write("2.wl", new Entry { PatientID = "P2", PatientName = "Wieck^Clara", StudyInstanceUID = "1.2.2", StartDate = "20261204" });
            area.Write("3.wl", new Entry
            {
                PatientID = "P3", PatientName = "Müller^Jörg", CharacterSet = "ISO_IR 100", StudyInstanceUID = "1.2.3",
                StartDate = "20261205",
            });
        },
        options);

    private static string[] Ids(JsonNode found) => [.. found.AsArray().Select(step => step!.ValueOf("00100020"))];

    private static string[] PartsOf(WebAnswer answer, string type)
    {
        string[] words = answer.Headers["Content-Type"].Split("; boundary=");
        Assert.Equal($"multipart/related; type=\"{type}\"", words[0]);
        string[] parts = $"\r\n{answer.Body}".Split($"\r\n--{words[1]}");
        Assert.Equal(("", "--\r\n"), (parts[0], parts[^1]));
        string header = $"\r\nContent-Type: {type}\r\n\r\n";
        return
        [
            .. parts[1..^1].Select(part =>
            {
                Assert.StartsWith(header, part, StringComparison.Ordinal);
                string body = part[header.Length..];
                WebRequests.AssertDatasets(type, body);
                return body;
            }),
        ];
    }
}
