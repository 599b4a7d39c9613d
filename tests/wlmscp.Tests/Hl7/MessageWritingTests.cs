using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;

namespace Wlmscp.Tests.Hl7;

/// <summary>However a message is written, and whichever way it comes, it leads to the same entries.</summary>
public sealed partial class MessageWritingTests : IDisposable
{
    private static readonly string[] Examples =
    [
        .. Directory.GetFiles(
            Path.Join(WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Hl7.Tests", "Examples"), "*.hl7")
            .Order(StringComparer.Ordinal),
    ];

    private static readonly string[] Answers =
        ["AA M0001", "AA M0002", "AA M0003", "AA M0004", "AA M0005", "AA M0006", "AA M0007", "AE M0008"];

    private static readonly Lazy<Task<string>> Expected = new(async () =>
    {
        using var directory = new TemporaryDirectory();
        return await TakeFilesAsync(directory, new MessageWriting());
    });

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string, string> Writings { get; } = new(
        from writing in (MessageWriting[])
        [
            new("\n"), new("\r\n"), new(Separators: "#*~!&"), new("\r\n", "!*%$#"),
            new(CharacterSet: "8859/1"), new(CharacterSet: "UNICODE UTF-8"), new(CharacterSet: "ISO IR87"),
            new("\n", "#*~!&", "8859/1"), new("\r\n", "#*~!&", "UNICODE UTF-8"), new("\r\n", "#*~!&", "~ISO IR87"),
        ]
        select (writing.SegmentEnd, writing.Separators, writing.CharacterSet));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task Files_WrittenOtherwise_LeadToTheSame(string segmentEnd, string separators, string characterSet) =>
        Assert.Equal(
            await Expected.Value,
            await TakeFilesAsync(_directory, new MessageWriting(segmentEnd, separators, characterSet)));

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task Port_WrittenOtherwise_LeadsToTheSame(string segmentEnd, string separators, string characterSet)
    {
        var writing = new MessageWriting(segmentEnd, separators, characterSet);
        var area = new WorklistArea(_directory.Path, "RADIOLOGY");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _directory.Path, "--hl7-port", "0");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        foreach ((string example, string answer) in Examples.Zip(Answers))
        {
            await peer.SendAsync(Hl7Messages.Framed(writing.Rewrite(await File.ReadAllBytesAsync(example, Cancelled))));
            Assert.Equal(answer, await peer.ReceiveAsync());
        }

        Assert.Equal(await Expected.Value, EntriesOf(area));
    }

    private static async Task<string> TakeFilesAsync(TemporaryDirectory directory, MessageWriting writing)
    {
        var area = new WorklistArea(directory.Path, "RADIOLOGY");
        var files = new List<string>();
        foreach (string example in Examples)
        {
            files.Add(directory.Combine(Path.GetFileName(example)));
            await File.WriteAllBytesAsync(
                files[^1], writing.Rewrite(await File.ReadAllBytesAsync(example, Cancelled)), Cancelled);
        }

        ProgramRun run = await ProgramRun.WlmscpAsync(["hl7", "--dir", directory.Path, .. files]);
        char separator = writing.Separators[0];
        Assert.Equal(
            Answers,
            run.Output.Split('\n').Where(line => line.StartsWith($"MSA{separator}", StringComparison.Ordinal))
                .Select(line => string.Join(' ', line.Split(separator)[1..3])));
        return EntriesOf(area);
    }

    // What is offered, and what is done.
    private static string EntriesOf(WorklistArea area)
    {
        var text = new StringBuilder();
        foreach (string file in Directory.GetFiles(area.Path, "*.wl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var json = new ArrayBufferWriter<byte>();
            DicomJsonWriter.Write(DicomFile.Read(File.ReadAllBytes(file)).Dataset, json);
            text.Append(Path.GetRelativePath(area.Path, file)).Append(' ').Append(Encoding.UTF8.GetString(json.WrittenSpan));
        }

        return TimeOfReceipt().Replace($"{text}", "");
    }

    // An order without a start begins when it comes.
    [GeneratedRegex("""(?<="Roe\^Rita".*)"0040000[23]": \{[^}]*\}""", RegexOptions.Singleline)]
    private static partial Regex TimeOfReceipt();
}
