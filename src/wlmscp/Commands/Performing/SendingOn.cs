using System.Globalization;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>What storage areas have to send on of performed steps, and what was given up.</summary>
internal sealed class SendingOn
{
    private readonly ILookup<string, (string Area, OutgoingFile File)> _bySubject;
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    private SendingOn(IEnumerable<(string Area, OutgoingFile File)> files) =>
        _bySubject = files.ToLookup(each => each.File.SubjectKey, StringComparer.Ordinal);

    /// <summary>Reads the names of the files.</summary>
    /// <param name="areas">The directories of the areas.</param>
    /// <exception cref="ToolException">They cannot be read.</exception>
    public static SendingOn Read(IReadOnlyList<string> areas) => new(areas.SelectMany(area => PerformedStepFiles.Try(
        area, () => new Outbox(area).ListAsync().GetAwaiter().GetResult().Select(file => (area, file)))));

    /// <summary>How many messages wait or were given up, of each target.</summary>
    /// <param name="performed">What they are about: it, or a scheduled step that it names.</param>
    public IReadOnlyList<SendingCount> Count(MppsObject performed) =>
    [
        .. FilesOf(performed).GroupBy(each => each.File.TargetKey).Select(ofTarget => new SendingCount(
            TargetOf(ofTarget.First()),
            ofTarget.Count(each => each.File.State != OutgoingState.Failed),
            ofTarget.Count(each => each.File.State == OutgoingState.Failed))),
    ];

    /// <summary>Says of each message in a line what has become of it.</summary>
    /// <inheritdoc cref="Count"/>
    public IEnumerable<string> Describe(MppsObject performed) => FilesOf(performed).Select(each =>
        $"{TargetOf(each)}: {each.File.Operation} {Describe(each.Area, each.File)}");

    private static string Describe(string area, OutgoingFile file)
    {
        if (file.State != OutgoingState.Failed)
        {
            return string.Create(CultureInfo.InvariantCulture, $"waits since {file.Came:yyyy-MM-dd HH:mm:ss} UTC");
        }

        string? why = Read(area, file)?.Failure;
        return $"failed{(why is null ? "" : $": {why}")}; {file.Path}";
    }

    private IEnumerable<(string Area, OutgoingFile File)> FilesOf(MppsObject performed) =>
        ReferencedStep.AllOf(performed)
            .Select(step => OutgoingMessage.SubjectOf(new EntryKey(step.StudyInstanceUID, step.StepID)))
            .Prepend(performed.SOPInstanceUID).Distinct()
            .SelectMany(subject => _bySubject[OutgoingFile.SubjectKeyOf(subject)]);

    // Its name has a digest only; all of one target say the same.
    private string TargetOf((string Area, OutgoingFile File) message)
    {
        string key = message.File.TargetKey;
        if (!_targets.TryGetValue(key, out string? target))
        {
            _targets[key] = target = Read(message.Area, message.File)?.Target ?? key;
        }

        return target;
    }

    private static OutgoingMessage? Read(string area, OutgoingFile file) =>
        PerformedStepFiles.Try(area, () => Outbox.ReadAsync(file).GetAwaiter().GetResult());
}

/// <summary>How many messages about a performed step are to be sent on to a target.</summary>
/// <param name="Target">Whom they are for.</param>
/// <param name="Waiting">How many were not answered yet.</param>
/// <param name="Failed">How many were given up.</param>
internal sealed record SendingCount(string Target, int Waiting, int Failed)
{
    /// <summary><c>RIS@ris:104: 2 waiting, 1 failed</c>.</summary>
    public override string ToString()
    {
        string[] counts =
        [
            .. Waiting == 0 ? Array.Empty<string>() : [$"{Waiting} waiting"],
            .. Failed == 0 ? Array.Empty<string>() : [$"{Failed} failed"],
        ];
        return $"{Target}: {string.Join(", ", counts)}";
    }
}
