using System.Buffers;
using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>dcmdump reads what <c>wlmscp convert</c> writes, and prints what this project's dump text says.</summary>
[Collection(ConvertedCasesCollection.Name)]
public sealed class DcmdumpTests(ConvertedCases converted)
{
    private static readonly DicomDumpOptions AsDcmdump = DicomDumpOptions.ForReading with { KeepPadding = false };

    public static TheoryData<string> Printed => RoundTripCases.Where(each => !KnownDeviations.OfDcmdump(each));

    [Theory]
    [MemberData(nameof(Printed))]
    public async Task File_MadeOfJson_IsPrintedByDcmdump(string name)
    {
        string path = converted.PathOf("wl-of-json", name, "wl");
        var expected = new ArrayBufferWriter<byte>();
        byte[] bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        DicomDumpWriter.Write(DicomFile.Read(bytes), expected, AsDcmdump);

        ProgramRun run = await ProgramRun.RunAsync("dcmdump", "+L", path);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Encoding.Latin1.GetString(expected.WrittenSpan), run.Output);
    }
}
