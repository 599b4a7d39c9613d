using System.Buffers;
using Wlmscp.Tests.Faults;
using WorklistScp.Dicom.IO;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Hostile;

/// <summary>Queries that are made to cost much time or memory.</summary>
public sealed class CostlyQueryTests : IDisposable
{
    private const int CostlyPeers = 8;
    private const int Entries = 500;

    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    public static TheoryData<bool, string, string> TooMuch => new()
    {
        { true, Many(12_000, i => $"{i % 100}*"), "More than 10000 values" },
        { true, Many(9_000, i => $"{i % 100}*"), "More than 1000 values with wild cards" },
        { false, Many(10_001, i => $"{i}"), "More than 10000 values" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Query_ForMoreThanMayBe_IsA900WithCommentAndTag(bool isName, string value, string comment)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--no-fail");
        DicomTag key = isName ? DicomTag.PatientName : DicomTag.PatientID;

        DicomCFindResponse response = Assert.Single(await daemon.FindAsync(Keys.Key(key, value)));

        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Equal(comment, response.ErrorComment);
        Assert.Equal([key], response.OffendingElements);
    }

    // 6,000 keys with a value, in 60 items one in the other, whose names alone would be 10 MB.
    [Fact]
    public async Task Query_ForThousandsOfKeys_IsA900_AndLittleIsKeptOfIt()
    {
        string audit = Path.Join(_scene.Root.Path, "audit");
        await using WlmscpProcess daemon = await _scene.StartAsync("--audit-log", audit);
        DicomItem key = new DicomSequence(
            DicomTag.ReferencedStudySequence,
            new DicomDataset(Enumerable.Range(1, 6_000).Select(i =>
                new DicomElement(new DicomTag(0x0042, (ushort)i), DicomVR.LO, "A "u8.ToArray()))));
        for (var i = 0; i < 60; i++)
        {
            key = new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(key));
        }

        DicomCFindResponse response = Assert.Single(await daemon.FindAsync(key));

        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Equal("More than 128 keys with a value", response.ErrorComment);
        Assert.Equal(0, await daemon.StopAsync());
        Assert.InRange(new FileInfo(audit).Length, 1, 10_000);
    }

    [Fact]
    public async Task Queries_ThatCostMuch_AreAnswered_AndKeepNobodyWaiting()
    {
        for (var i = 0; i < Entries; i++)
        {
            _scene.Area.Write($"{i}.wl", new Entry { PatientID = $"P{i}" });
        }

        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var stop = new CancellationTokenSource();
        Task<int>[] costly = [.. Enumerable.Range(0, CostlyPeers).Select(_ => LoopAsync(daemon, stop.Token))];

        await bystander.GetAnswersAsync(50);
        for (var i = 0; i < 20; i++)
        {
            await daemon.AssertServesAsync();
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(costly), answers => Assert.True(answers > 0));
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    // 60 KB of pattern against 60 KB of text would be four thousand million comparisons.
    [Fact]
    public async Task Entry_ThatTakesMillionsOfComparisons_IsA900()
    {
        DicomDataset entry = new Entry { PatientID = "LONG" }.ToDataset();
        entry.AddOrUpdate(Keys.Key(DicomTag.PatientComments, new string('a', 60_000)));
        _scene.Area.Write("long.wl", entry);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        string pattern = string.Concat(Enumerable.Repeat("*a", 30_000)) + "b";

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.PatientComments, pattern)))[^1];

        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Equal("Too many comparisons for one entry", response.ErrorComment);
        await daemon.AssertServesAsync();
    }

    // 15 MB of single letters.
    [Fact]
    public async Task Entry_WithMillionsOfValues_IsAnsweredLikeOthers()
    {
        DicomDataset entry = new Entry { PatientID = "CRAFTED" }.ToDataset();
        var letters = new byte[15_000_000];
        letters.AsSpan().Fill((byte)'\\');
        for (var i = 0; i < letters.Length; i += 2)
        {
            letters[i] = (byte)('A' + (i % 26));
        }

        entry.AddOrUpdate(Code(
            Keys.Key(DicomTag.CodeValue, "C"), Keys.Key(DicomTag.CodingSchemeDesignator, "99X"),
            Keys.Key(DicomTag.CodeMeaning, "crafted"), new DicomElement(LongCodeValue, DicomVR.UC, letters)));
        _scene.Area.Write("crafted.wl", entry);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        string[] found = await daemon.FindPatientIDsAsync(
            Code(Keys.Key(LongCodeValue, Many(9_000, i => $"b{i}"))));

        Assert.Equal(["CRAFTED", "FIRST"], found.Order(StringComparer.Ordinal));
        await bystander.FinishAsync();
    }

    // A thousand patterns against the names of all entries, again and again; at least once.
    private static async Task<int> LoopAsync(WlmscpProcess daemon, CancellationToken stop)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(
            new DicomDataset(Keys.Key(DicomTag.PatientName, Many(1_000, i => $"*{i}*z*{i}"))),
            DicomTransferSyntax.ImplicitVRLittleEndian, output);
        var answers = 0;
        do
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.AssociateAsync();
            await peer.SendFindAsync(3, output.WrittenSpan.ToArray());
            byte[] answer = (await peer.ReceiveAsync())!;
            Assert.Equal(4, answer[0]); // the final response: no entry matches
            await peer.ReleaseAsync();
            answers++;
        }
        while (!stop.IsCancellationRequested);

        return answers;
    }

    private static DicomSequence Code(params DicomItem[] items) =>
        new(DicomTag.RequestedProcedureCodeSequence, new DicomDataset(items));

    private static string Many(int count, Func<int, string> value) =>
        string.Join('\\', Enumerable.Range(0, count).Select(value));
}
