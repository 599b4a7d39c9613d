using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Interop.Tests.Wlmscpfs;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>
/// Commands that change an area, many of them killed, while wlmscpfs and wlmscp serve it: whoever asks gets each entry
/// whole, and none is missed.
/// </summary>
public sealed class KilledEditorTests : IDisposable
{
    private const string SecondsVariable = "WLMSCP_TEST_CONSISTENCY_SECONDS";
    private const string AETitle = "EDITED";
    private const int ReadersOfEach = 2;

    private static readonly string[] Kinds =
    [
        "add", "archive", "expire", "finish", "merge", "put", "refused add", "remove", "restore", "update",
    ];

    private static readonly TimeSpan Duration = RandomCases.Times * TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable(SecondsVariable) ?? "10", CultureInfo.InvariantCulture));

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    // Nobody touches the first; two editors share the others.
    private readonly EntryGroup _untouched = new("TABLE-STAY", 20) { Stays = true };
    private readonly EntryGroup[] _ofFirst =
        [new("TABLE-RENEWED", 20) { Stays = true }, new("OLD", 8) { IsOld = true }, new("TABLE-SHELF", 12) { IsShelved = true }];
    private readonly EntryGroup[] _ofSecond =
        [new("MERGED", 8), new("TABLE-NEW", 24), new("FILES", 6), new("WORDS", 1)];

    public KilledEditorTests()
    {
        _area = new WorklistArea(_root.Path, AETitle);
    }

    private EntryGroup[] AllGroups => [_untouched, .. _ofFirst, .. _ofSecond];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Answers_OfBothServersWhileEditorsAreKilled_HoldEveryEntryWholeAndOnce()
    {
        int seed = await Seed.ChooseAsync();
        var counts = new EditorCounts();
        using var first = new Editor(_area.Path, _ofFirst, new Random(seed), counts);
        using var second = new Editor(_area.Path, _ofSecond, new Random(seed + 1), counts);
        await first.AddAsync(_untouched, Cancelled);
        await first.AddAsync(_ofFirst[0], Cancelled);
        await second.AddAsync(_ofSecond[0], Cancelled);
        await using WlmscpfsProcess theirs = await WlmscpfsProcess.StartAsync(_root.Path);
        await using WlmscpProcess ours = await WlmscpProcess.StartAsync("--dir", _root.Path);
        GroupReader[] readers =
        [
            .. Enumerable.Repeat(("wlmscpfs", theirs.Port), ReadersOfEach)
                .Concat(Enumerable.Repeat(("wlmscp", ours.Port), ReadersOfEach))
                .Select(server => new GroupReader(server.Item1, server.Port, AETitle, AllGroups)),
        ];

        await RunAsync(readers, first, second, counts);

        await AssertNothingIsLeftAsync(first);
        await Task.WhenAll(readers.Select(reader => reader.AskAsync(Cancelled)));
        await Console.Out.WriteLineAsync(
            $"{counts}; answers, all right: "
            + string.Join(", ", readers.Select(reader => $"{reader.Server} {reader.Answers}")));
    }

    // The first that fails ends all.
    private static async Task RunAsync(GroupReader[] readers, Editor first, Editor second, EditorCounts counts)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task[] editing = [EditAsync(first, counts, stop.Token), EditAsync(second, counts, stop.Token)];
        var edited = Task.WhenAll(editing);
        Task[] all = [.. editing, .. readers.Select(reader => reader.RunAsync(edited, stop.Token))];
        await foreach (Task ended in Task.WhenEach(all))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(all);
    }

    private static async Task EditAsync(Editor editor, EditorCounts counts, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration || !counts.HasBoth(Kinds))
        {
            await editor.RunNextAsync(cancellationToken);
        }
    }

    private async Task AssertNothingIsLeftAsync(Editor editor)
    {
        // The next editor clears away what killed ones left.
        await editor.UpdateAsync(_ofFirst[0], Cancelled);
        string[] files = Directory.GetFiles(_area.Path, "*.wl");
        string[] known = [_area.LockFile, .. files];
        Assert.Equal(known.Order(StringComparer.Ordinal), Directory.GetFiles(_area.Path).Order(StringComparer.Ordinal));

        using (SafeFileHandle? record = LockFiles.TryLockRecord(_area.LockFile))
        using (SafeFileHandle? whole = LockFiles.TryFlock(_area.LockFile))
        {
            Assert.NotNull(record);
            Assert.NotNull(whole);
        }

        ProgramRun dump = await ProgramRun.RunAsync("dcmdump", ["-q", .. files]);
        Assert.True(dump.ExitCode == 0, dump.Error);
        ProgramRun check = await ProgramRun.WlmscpAsync("check", _area.Path);
        Assert.True(check.ExitCode == 0, check.Output);
    }
}
