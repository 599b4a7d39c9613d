using System.Text.RegularExpressions;
using WorklistScp.Dicom.IO;
using WorklistScp.Interop.Tests.DumpText;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>What <c>wlmscp convert</c> writes in one format is the same data set, byte for byte, in the next.</summary>
[Collection(ConvertedCasesCollection.Name)]
public sealed partial class ByteForByteTests(ConvertedCases converted)
{
    public static TheoryData<string> All => RoundTripCases.Where(_ => true);

    public static TheoryData<string> InDumpText => RoundTripCases.Where(each => each.NotInDumpText is null);

    public static TheoryData<string> NotInDumpText => RoundTripCases.Where(each => each.NotInDumpText is not null);

    public static TheoryData<string> ForDump2dcm => RoundTripCases.Where(
        each => each.NotInDumpText is null && !KnownDeviations.OfDump2dcm(each));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public void File_ToJsonAndBack_IsTheSame(string name) =>
        Assert.Equal(Bytes("wl", name), Bytes("wl-of-json", name));

    [Theory]
    [MemberData(nameof(All))]
    public void File_ToXmlAndBack_IsTheSame(string name) =>
        Assert.Equal(Bytes("wl", name), Bytes("wl-of-xml", name));

    [Theory]
    [MemberData(nameof(InDumpText))]
    public void File_ToDumpTextAndBack_IsTheSame(string name) =>
        Assert.Equal(Bytes("wl", name), Bytes("wl-of-dump", name));

    [Theory]
    [MemberData(nameof(InDumpText))]
    public async Task DumpText_ByFileAndJsonAndFile_IsTheSame(string name) =>
        Assert.Equal(await ElementsAsync("dump", name), await ElementsAsync("dump-again", name));

    [Theory]
    [MemberData(nameof(ForDump2dcm))]
    public async Task DumpText_ReadByDump2dcm_IsTheSame(string name) =>
        Assert.Equal(
            Bytes("wl", name),
            await Dcmtk.ReadDumpAsync(await File.ReadAllBytesAsync(converted.PathOf("dump", name, "dump"), Cancelled)));

    [Theory]
    [MemberData(nameof(NotInDumpText))]
    public async Task Value_ThatDumpTextDoesNotHold_IsNamed(string name)
    {
        string file = converted.PathOf("wl", name, "wl");
        string dump = Path.ChangeExtension(file, "dump");
        DicomTag tag = RoundTripCases.All.Single(each => each.Name == name).NotInDumpText!.Value;

        ProgramRun run = await ProgramRun.WlmscpAsync("convert", file, dump);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            $"wlmscp convert: {file}: {tag}: dump text does not hold this value, expected .wl, .json or .xml\n", run.Error);
        Assert.False(File.Exists(dump));
    }

    [Fact]
    public void Cases_HoldEveryVR() => Assert.Equal(
        DicomVR.All.Select(vr => vr.Code).Order(),
        SelectorValues.All.Select(sample => sample.VR.Code).Append("SQ").Order());

    // The data set in explicit VR little endian, whatever the file is in.
    private byte[] Bytes(string step, string name)
    {
        var output = new ByteBuffer();
        DicomFile file = DicomFile.Read(File.ReadAllBytes(converted.PathOf(step, name, "wl")));
        DicomDatasetWriter.Write(file.Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.Written.ToArray();
    }

    // Without the file meta information and comments, as JSON names no transfer syntax, on which lengths depend.
    private async Task<string[]> ElementsAsync(string step, string name)
    {
        string[] lines = await File.ReadAllLinesAsync(
            converted.PathOf(step, name, "dump"), System.Text.Encoding.Latin1, Cancelled);
        return
        [
            .. lines.SkipWhile(line => line != "# Dicom-Data-Set").Where(line => !line.StartsWith('#'))
                .Select(line => Comment().Replace(line, "")),
        ];
    }

    [GeneratedRegex(" +# +[0-9]+, *[0-9]+ [^ ]+$")]
    private static partial Regex Comment();
}
