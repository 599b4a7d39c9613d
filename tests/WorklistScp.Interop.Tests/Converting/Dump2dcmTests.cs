using WorklistScp.Dicom.IO;

namespace WorklistScp.Interop.Tests.Converting;

/// <summary>What <c>wlmscp convert</c> makes of dump text is what <c>dump2dcm</c> makes of it.</summary>
public sealed class Dump2dcmTests : IDisposable
{
    private static readonly string[] Directories =
    [
        "/usr/share/doc/dcmtk/examples/wlistdb/OFFIS",
        Path.Join(WlmscpProgram.RepositoryRoot, "samples", "wlistdb", "AETITLE_1"),
    ];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Dumps =>
        [.. Directories.SelectMany(directory => Directory.GetFiles(directory, "*.dump"))];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task DumpText_Converted_IsTheDataSetOfDump2dcm(string dump)
    {
        string ours = _directory.Combine("ours.wl");
        string theirs = _directory.Combine("theirs.wl");
        string json = _directory.Combine("ours.json");
        string back = _directory.Combine("back.wl");

        AssertRuns(await ProgramRun.WlmscpAsync("convert", dump, ours));
        AssertRuns(await ProgramRun.RunAsync("dump2dcm", dump, theirs));
        AssertRuns(await ProgramRun.WlmscpAsync("convert", ours, json));
        AssertRuns(await ProgramRun.WlmscpAsync("convert", json, back));

        Assert.Equal(Bytes(theirs), Bytes(ours));
        Assert.Equal(Bytes(theirs), Bytes(back));
        AssertRuns(await ProgramRun.RunAsync("dcmdump", "-q", ours));
    }

    private static void AssertRuns(ProgramRun run) => Assert.True(run.ExitCode == 0, run.Error);

    private static byte[] Bytes(string path)
    {
        var output = new ByteBuffer();
        DicomFile file = DicomFile.Read(File.ReadAllBytes(path));
        DicomDatasetWriter.Write(file.Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.Written.ToArray();
    }
}
