using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Interop.Tests.DumpText;

/// <summary>Calls DCMTK's converters between dump text and DICOM files.</summary>
internal static class Dcmtk
{
    private const string LongestLine = "1000000"; // in bytes

    /// <summary>What dump2dcm makes of a text, in explicit VR little endian; null if it refuses.</summary>
    public static async Task<byte[]?> ReadDumpAsync(byte[] text)
    {
        using var directory = new TemporaryDirectory();
        string dump = directory.Combine("in.dump");
        string dicom = directory.Combine("out.dcm");
        await File.WriteAllBytesAsync(dump, text, TestContext.Current.CancellationToken);
        await ProgramRun.RunAsync("dump2dcm", "--quiet", "--write-dataset", "+te", "+l", LongestLine, dump, dicom);
        return File.Exists(dicom) ? await File.ReadAllBytesAsync(dicom, TestContext.Current.CancellationToken) : null;
    }

    /// <summary>What dcmdump prints of a file.</summary>
    public static async Task<string> DumpAsync(DicomFile file, params string[] options)
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("in.dcm");
        await File.WriteAllBytesAsync(path, Encode(file), TestContext.Current.CancellationToken);
        ProgramRun run = await ProgramRun.RunAsync("dcmdump", [.. options, path]);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }

    private static byte[] Encode(DicomFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
