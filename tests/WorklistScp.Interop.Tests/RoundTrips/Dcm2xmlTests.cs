using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>
/// The Native DICOM Model as dcm2xml writes it is read. Of numbers and private attributes it writes much otherwise than
/// PS3.19 has it; worklist entries have few of either.
/// </summary>
[Collection(ConvertedCasesCollection.Name)]
public sealed class Dcm2xmlTests(ConvertedCases converted)
{
    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "wlistdb", "AETITLE_1");

    public static TheoryData<string> CharacterSets => RoundTripCases.Where(
        each => each.Name.StartsWith("charset", StringComparison.Ordinal) && !KnownDeviations.OfDcm2xml(each));

    // 05 is Japanese, which Debian's does not know; of the name in 08 it leaves out the delimiters at the end.
    public static TheoryData<string> Entries =>
    [
        .. Directory.GetFiles(Samples, "*.wl").Select(path => Path.GetFileName(path))
            .Where(name => name is not ("wklist05.wl" or "wklist08.wl")),
    ];

    [Theory]
    [MemberData(nameof(CharacterSets))]
    public async Task Text_WrittenByDcm2xml_IsRead(string name) => Assert.Equal(
        WithoutCharacterSets(SampleText.LinesOf(RoundTripCases.All.Single(each => each.Name == name).Samples)),
        WithoutCharacterSets(SampleText.LinesOf(await ConvertAsync(converted.PathOf("wl", name, "wl"), name))));

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Entry_WrittenByDcm2xml_IsTheSame(string name)
    {
        string path = Path.Join(Samples, name);
        DicomFile file = DicomFile.Read(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

        Assert.Null(DatasetComparison.FindDifference(
            UnicodeText.Convert(file.Dataset), UnicodeText.Convert(await ConvertAsync(path, name))));
    }

    private async Task<DicomDataset> ConvertAsync(string path, string name)
    {
        string xml = converted.PathOf("dcm2xml", name, "xml");
        ProgramRun run = await ProgramRun.RunAsync(
            "dcm2xml", "--native-format", "--use-xml-namespace", "--convert-to-utf8", path, xml);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return DicomXmlReader.Read(await File.ReadAllBytesAsync(xml, TestContext.Current.CancellationToken));
    }

    // UTF-8 it is by then.
    private static IEnumerable<string> WithoutCharacterSets(IEnumerable<string> lines) =>
        lines.Where(line => !line.Contains("00080005 CS", StringComparison.Ordinal));
}
