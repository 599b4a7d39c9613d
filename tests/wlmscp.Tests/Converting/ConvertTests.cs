using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Converting;

/// <summary><c>wlmscp convert</c>.</summary>
public sealed class ConvertTests : IDisposable
{
    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "wlistdb", "AETITLE_1");

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Samples_ThereAndBack_StayTheSameByteForByte()
    {
        foreach (string format in new[] { "json", "xml", "dump", "dcm", "wl" })
        {
            string there = Directory.CreateDirectory(_directory.Combine(format)).FullName;
            string back = Directory.CreateDirectory(_directory.Combine($"{format}-back")).FullName;

            await ConvertAsync([.. Directory.GetFiles(Samples, "*.wl"), there, "--to", format]);
            await ConvertAsync([there, back]);

            foreach (string original in Directory.GetFiles(Samples, "*.wl"))
            {
                Assert.Equal(Bytes(original), Bytes(Path.Join(back, Path.GetFileName(original))));
            }
        }
    }

    [Fact]
    public async Task DumpText_OfASample_IsTheFileOfTheSample()
    {
        string file = _directory.Combine("1.wl");

        await ConvertAsync(Path.Join(Samples, "wklist01.dump"), file);

        Assert.Equal(Bytes(Path.Join(Samples, "wklist01.wl")), Bytes(file));
    }

    [Fact]
    public async Task Fifo_IsReadToItsEnd()
    {
        string fifo = _directory.Combine("fifo.dump");
        string file = _directory.Combine("1.wl");
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", fifo)).ExitCode);

        Task writing = ProgramRun.RunAsync("cp", Path.Join(Samples, "wklist01.dump"), fifo);
        await ConvertAsync(fifo, file);
        await writing;

        Assert.Equal(Bytes(Path.Join(Samples, "wklist01.wl")), Bytes(file));
    }

    [Fact]
    public async Task Table_HasADataSetInEachRow()
    {
        string table = await WriteAsync(
            "new.csv",
            "\ufeffPatientName;PatientID;Modality;RequestedProcedureCodeSequence.CodeValue;\"0032,1060\"\r\n"
            + "Doe^Jane;4711;CT;X1;\"Head; \"\"plain\"\"\"\r\n"
            + "Müller^Max=;;MR;;\n");

        await ConvertAsync(table, _directory.Path);

        Assert.Equal(
            """
            (0010,0010) PN [Doe^Jane]
            (0010,0020) LO [4711]
            (0032,1060) LO [Head; "plain"]
            (0032,1064) SQ
              (0008,0100) SH [X1]
            (0040,0100) SQ
              (0008,0060) CS [CT]
            """,
            Text(_directory.Combine("new-1.wl")));
        Assert.Equal(
            """
            (0008,0005) CS [ISO_IR 192]
            (0010,0010) PN [Müller^Max=]
            (0010,0020) LO []
            (0032,1060) LO []
            (0032,1064) SQ
              (0008,0100) SH []
            (0040,0100) SQ
              (0008,0060) CS [MR]
            """,
            Text(_directory.Combine("new-2.wl")));
    }

    [Theory]
    [InlineData("a.csv", "PatientName,Patient\n", "a.csv: line 1, cell 2: expected a keyword such as PatientID")]
    [InlineData("a.csv", "PatientID.Modality\n", "a.csv: line 1, cell 1: expected a sequence before")]
    [InlineData("a.csv", "PatientID,PregnancyStatus\n1,2\n3,x\n",
        "a.csv: line 3, PregnancyStatus: 'x', expected an integer of 16 bits")]
    [InlineData("a.csv", "PatientID,PatientName\n1,2\n\n3\n", "a.csv: line 4: 1 cells, expected 2 as in line 1")]
    [InlineData("a.csv", "PatientID,0010 0020\n", "a.csv: line 1, cell 2: expected a keyword")]
    [InlineData("a.csv", "PatientID,\"0010,0020\"\n1,2\n", "a.csv: line 1: '0010,0020' twice, expected each")]
    [InlineData("a.csv", "\"PatientID\nX\"\n", "a.csv: line 1, cell 1: expected a keyword")]
    [InlineData("a.csv", "PatientID\n", "a.csv: no data set, expected one at least")]
    [InlineData("a.csv", "", "a.csv: no data set, expected one at least")]
    [InlineData("a.json", "[]", "a.json: no data set, expected one at least")]
    [InlineData("a.dump", "(0010,0020) LO [1]\n(0010,0020 LO [1]\n", "a.dump: line 2: ")]
    [InlineData("a.json", "{\"00100020\":{\"vr\":\"LO\",\"Value\":[7.5,true]}}",
        "a.json: 00100020: 'true', expected a string")]
    [InlineData("a.wl", "no file", "a.wl: no DICOM file")]
    [InlineData("a.xml", "", "a.xml: line 1: no XML at character 1, expected a document as PS3.19 A.1 has it")]
    [InlineData("a.xml", "<NativeDicomModel>\n<DicomAttribute tag='00280010' vr='US'><Value>x</Value></DicomAttribute>\n</NativeDicomModel>",
        "a.xml: 00280010: 'x', expected an integer of 16 bits")]
    [InlineData("a.txt", "", "a.txt: unknown kind of file, expected a name that ends in .wl, .dcm, .dump, .json, .xml, .csv")]
    public async Task Input_ThatIsWrong_IsOneLine_AndNothingIsWritten(string name, string text, string message)
    {
        string good = await WriteAsync("0.dump", "(0010,0020) LO [1]\n");
        string bad = await WriteAsync(name, text);
        string output = Directory.CreateDirectory(_directory.Combine("out")).FullName;

        ProgramRun run = await ProgramRun.WlmscpAsync("convert", good, bad, output);

        Assert.Equal(name == "a.txt" ? 2 : 3, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp convert: {_directory.Path}/{message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(output));
    }

    [Fact]
    public async Task Value_ThatDumpTextDoesNotHold_IsOneLine()
    {
        string json = await WriteAsync("a.json", """{"00104000":{"vr":"LT","Value":["one\r\ntwo"]}}""");

        await AssertFailsAsync(
            3, $"{json}: (0010,4000): dump text does not hold this value, expected .wl, .json or .xml",
            json, _directory.Combine("a.dump"));
    }

    [Theory]
    [InlineData(2, "convert: too few words, expected IN... OUT, as in: wlmscp convert tomorrow.csv entries", "a.wl")]
    [InlineData(2, "convert: unknown option '-x', expected one", "-x", "a.wl", "b.wl")]
    [InlineData(2, "--to: 'csv', expected wl, dcm, dump, json or xml", "--to", "csv", "a.wl", "b.wl")]
    public async Task CommandLine_ThatIsWrong_IsOneLine(int exitCode, string message, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["convert", .. words]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith($"wlmscp: {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatCannotBe_IsOneLine()
    {
        string input = Path.Join(Samples, "wklist01.wl");
        await AssertFailsAsync(
            2, $"{_directory.Path}/a.pdf: no directory, and no kind", input, _directory.Combine("a.pdf"));
        await AssertFailsAsync(
            3, $"{_directory.Path}/none/a.wl: no such directory", input, _directory.Combine("none/a.wl"));
        await AssertFailsAsync(
            2, $"{Samples}/wklist02.wl: {_directory.Path}/a.wl is made of {Samples}/wklist01.wl already",
            input, Path.Join(Samples, "wklist02.wl"), _directory.Combine("a.wl"));
        await AssertFailsAsync(
            3, $"{_directory.Path}/none.wl: no such file", _directory.Combine("none.wl"), _directory.Path);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    // All that is wrong in a table, with what was expected; the area gets nothing of it.
    [Fact]
    public async Task Table_WithValuesOfAnotherKind_IsRefused_WithEachOfThem()
    {
        string table = _directory.Combine("a.csv");
        await File.WriteAllTextAsync(
            table, "PatientID,PatientSex,PatientBirthDate\n1,W,19800101\n2,M,1980-01-01\n", Cancelled);

        ProgramRun run = await ProgramRun.WlmscpAsync("convert", table, _directory.Path);

        Assert.Equal(5, run.ExitCode);
        Assert.Equal(
            [
                $"wlmscp convert: {table}: line 2: (0010,0040) PatientSex: expected M, F, O",
                $"wlmscp convert: {table}: line 3: (0010,0030) PatientBirthDate: no date, expected YYYYMMDD",
            ],
            run.ErrorLines);
        Assert.Equal([table], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public async Task Help_SaysWhatItDoesAndItsExitCodes()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("convert", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("usage: wlmscp convert [--to FORMAT] [--dry-run] IN... OUT\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("exit code: 0 done, 1 ", run.Output, StringComparison.Ordinal);
    }

    private static async Task ConvertAsync(params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["convert", .. words]);

        Assert.Equal("", run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    private static async Task AssertFailsAsync(int exitCode, string message, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["convert", .. words]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith($"wlmscp convert: {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string path)
    {
        var output = new ByteBuffer();
        DicomDatasetWriter.Write(
            DicomFile.Read(File.ReadAllBytes(path)).Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.Written.ToArray();
    }

    // Elements alone: tags, VRs and values.
    private static string Text(string path)
    {
        var output = new ByteBuffer();
        DicomDumpWriter.Write(
            DicomFile.Read(File.ReadAllBytes(path)).Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return string.Join('\n', System.Text.Encoding.UTF8.GetString(output.Written).Split('\n')
            .Where(line => line.TrimStart().StartsWith('(') && !line.Contains("(fffe", StringComparison.Ordinal))
            .Select(line => line.Split('#')[0].Replace("    ", "  ", StringComparison.Ordinal))
            .Select(line => line.Replace("(no value available)", "[]", StringComparison.Ordinal).TrimEnd())
            .Select(line => line.Split(" SQ (")[0] + (line.Contains(" SQ (", StringComparison.Ordinal) ? " SQ" : "")));
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = _directory.Combine(name);
        await File.WriteAllTextAsync(path, text, Cancelled);
        return path;
    }
}
