using System.Diagnostics;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>
/// Runs commands of <c>wlmscp</c> on groups of entries, one after the other, and kills some of them. Groups are its
/// own; other editors may change others in the same area.
/// </summary>
internal sealed class Editor(string area, IReadOnlyList<EntryGroup> groups, Random random, EditorCounts counts)
    : IDisposable
{
    private const int KilledCode = 128 + 9;

    private readonly TemporaryDirectory _sources = new();
    private readonly EntryArchive _archive = new();
    private TimeSpan _life = TimeSpan.FromMilliseconds(500);
    private int _version;
    private bool[] _shelved = [];

    private string DoneDirectory => Path.Join(area, "done");

    /// <summary>Runs one command on one of the groups.</summary>
    public Task RunNextAsync(CancellationToken cancellationToken)
    {
        EntryGroup group = groups[random.Next(groups.Count)];
        EditorCommand command = Choose(group);
        return RunAsync(group, command, counts.LacksKilled(command.Kind), cancellationToken);
    }

    /// <summary>Adds a group, and is not killed.</summary>
    public Task AddAsync(EntryGroup group, CancellationToken cancellationToken) =>
        RunAsync(group, Add(group), isKilled: false, cancellationToken);

    /// <summary>Gives a group a new version, and is not killed.</summary>
    public Task UpdateAsync(EntryGroup group, CancellationToken cancellationToken) =>
        RunAsync(group, Update(group), isKilled: false, cancellationToken);

    public void Dispose()
    {
        _sources.Dispose();
        _archive.Dispose();
    }

    private EditorCommand Choose(EntryGroup group) => group.IsShelved ? ChooseForShelf(group)
        : group.IsMerged ? EditorCommand.Merge(group, area, NextVersion())
        : ChooseForList(group);

    private EditorCommand ChooseForShelf(EntryGroup group)
    {
        IReadOnlyList<string> done = group.ReadVersions(DoneDirectory);
        return random.Next(3) switch
        {
            0 when group.History.Versions.Any(version => version.Length > 0) => EditorCommand.Finish(group, area),
            1 when done.Any(version => version.Length > 0) => EditorCommand.Restore(group, area, done),
            _ => Put(group, done),
        };
    }

    private EditorCommand Put(EntryGroup group, IReadOnlyList<string> done)
    {
        string version = NextVersion();
        return EditorCommand.Put(group, area, EntrySource.Make(group, version, _sources.Path), version, done);
    }

    private EditorCommand ChooseForList(EntryGroup group)
    {
        bool isThere = group.History.Versions.Any(version => version.Length > 0);
        return (isThere ? random.Next(6) : 0) switch
        {
            0 => Add(group),
            1 => Update(group),
            _ when group.Stays => Update(group),
            2 or 3 when group.IsOld => EditorCommand.Expire(group, area),
            _ when group.IsOld => EditorCommand.Archive(group, area, _archive.Choose(random)),
            2 or 3 => Update(group),
            _ => EditorCommand.Remove(group, area),
        };
    }

    private EditorCommand Add(EntryGroup group)
    {
        string version = NextVersion();
        return EditorCommand.Add(group, area, EntrySource.Make(group, version, _sources.Path), version);
    }

    private EditorCommand Update(EntryGroup group) => EditorCommand.Update(group, area, NextVersion());

    private string NextVersion() => $"V{++_version}";

    private async Task RunAsync(
        EntryGroup group, EditorCommand command, bool isKilled, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> before = group.History.Versions;
        group.History.Begin(command.Versions, mayMix: isKilled);
        bool wasKilled = await StartAsync(command, isKilled, cancellationToken);
        counts.Add(command.Kind, wasKilled);
        IReadOnlyList<string> after = group.ReadVersions(area);
        if (wasKilled)
        {
            Assert.All(after.Index(), each => Assert.True(
                each.Item == before[each.Index] || each.Item == command.Versions[each.Index],
                $"{command.Kind} was killed and left {group.PatientIDs[each.Index]} as {each.Item}"));
            if (!after.SequenceEqual(before) && !after.SequenceEqual(command.Versions))
            {
                counts.AddHalfway();
            }
        }
        else
        {
            Assert.Equal(command.Versions, after);
        }

        if (command.Kind == "archive")
        {
            _archive.AssertHoldsWhatWent(group, before, after, wasKilled);
        }

        if (group.IsShelved)
        {
            IReadOnlyList<string> done = group.ReadVersions(DoneDirectory);
            Assert.All(after.Zip(done), each => Assert.True(
                each.First.Length == 0 || each.Second.Length == 0, $"{command.Kind} left one on the list and off it"));
            Assert.All(_shelved.Zip(after.Zip(done)), each => Assert.True(
                !each.First || each.Second.First.Length + each.Second.Second.Length > 0, $"{command.Kind} lost one"));
            _shelved = [.. after.Zip(done, (offered, shelved) => offered.Length + shelved.Length > 0)];
        }

        group.History.Settle(after);
    }

    // True if it was killed, and not over before.
    private async Task<bool> StartAsync(EditorCommand command, bool isKilled, CancellationToken cancellationToken)
    {
        using KillMoment? moment = isKilled ? new KillMoment(random, area, _life) : null;
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(WlmscpProgram.StartInfo(command.Words))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        Task end = process.WaitForExitAsync(cancellationToken);
        if (moment is not null)
        {
            await moment.WaitAsync(end);
            process.Kill();
        }

        await end;
        await output;
        if (process.ExitCode == KilledCode && isKilled)
        {
            return true;
        }

        _life = Stopwatch.GetElapsedTime(start);
        Assert.True(
            process.ExitCode == command.ExitCode,
            $"{command.Kind} ended with {process.ExitCode}, expected {command.ExitCode}: {await error}");
        return false;
    }
}
