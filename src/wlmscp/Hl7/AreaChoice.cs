using System.Collections.Concurrent;
using System.IO.Enumeration;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Completion;

namespace Wlmscp.Hl7;

/// <summary>Which storage areas the steps of a message may belong to.</summary>
/// <param name="areas">The storage areas.</param>
/// <param name="rules">What the site says.</param>
/// <param name="message">The message.</param>
/// <param name="served">The names of areas that there were up to now; receives those that there are.</param>
internal sealed class AreaChoice(
    StorageAreas areas, Hl7Rules rules, Hl7Message message, ConcurrentDictionary<string, bool> served)
{
    private readonly string[] _receivers = [message.Header[6].First[1], message.Header[5].First[1]];

    /// <summary>
    /// The names of areas that a step may belong to, the best first. There are several where the step has no modality
    /// and that decides: what ends a step need not name it.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The names, none: no area is meant; and why.</returns>
    public async Task<ChosenAreas> FindAsync(
        OrderedStep step, CancellationToken cancellationToken)
    {
        string modality = EntryCompletion.TextOf(step.NewEntry, "Modality").Trim(' ');
        string[] locations =
        [
            EntryCompletion.TextOf(step.NewEntry, "ScheduledProcedureStepLocation").Trim(' '),
            .. message.Find("PV1") is { } visit ? new[] { visit[3].First[1], visit[3].First[4] } : [],
        ];
        var found = new List<string>();
        foreach (AreaRule rule in rules.Areas.Where(
            rule => FitsAny(rule.Receiver, _receivers) && FitsAny(rule.Location, locations)))
        {
            if (rule.Modality.Length == 0 || rule.Modality == modality)
            {
                return new ChosenAreas([.. found, rule.Area], AreaReason.Rule) { AreCertain = found.Count == 0 };
            }

            if (modality.Length == 0)
            {
                found.Add(rule.Area);
            }
        }

        ChosenAreas ofReceiver = await FindOfReceiverAsync(cancellationToken);
        return found.Count == 0 ? ofReceiver
            : new ChosenAreas([.. found.Union(ofReceiver.Names)], AreaReason.Rule) { AreCertain = false };
    }

    /// <summary>
    /// The names of other areas that a step may have been put into before, where rules decide by what a message says of it.
    /// </summary>
    public async Task<IEnumerable<string>> FindOthersAsync(ChosenAreas chosen, CancellationToken cancellationToken) =>
        rules.Areas.Count == 0 ? [] : (await areas.ListAsync(cancellationToken)).Except(chosen.Names);

    /// <summary>What a sender is told when no area is meant.</summary>
    public async Task<Hl7Fault> NoneAsync(CancellationToken cancellationToken) =>
        Array.Exists(_receivers, served.ContainsKey) ? PassingFaults.AreaIsAway : new(
        message.Header.PathOf(6), Hl7ErrorCode.ApplicationInternalError, "No storage area for this receiver",
        await areas.ListAsync(cancellationToken) is { Count: > 0 } names
            ? $"expected one of {string.Join(", ", names)} in MSH-6 or MSH-5"
            : "there is no storage area, expected a directory with a lockfile in --dir");

    /// <summary>Whether a name fits a pattern; an empty one fits all.</summary>
    public static bool Fits(string pattern, string name) =>
        pattern.Length == 0 || FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static bool FitsAny(string pattern, string[] names) =>
        pattern.Length == 0 || Array.Exists(names, name => Fits(pattern, name));

    // The receiver's facility or application, where an area is named so; else the only area. What is meant for an area that
    // is away, such as a file system that is not mounted, waits for it.
    private async Task<ChosenAreas> FindOfReceiverAsync(
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = await areas.ListAsync(cancellationToken);
        foreach (string name in names)
        {
            served.TryAdd(name, true);
        }

        return Array.FindIndex(_receivers, names.Contains) is var index and >= 0
                ? new ChosenAreas([_receivers[index]], index == 0 ? AreaReason.Facility : AreaReason.Application)
            : new ChosenAreas(names is [_] && !Array.Exists(_receivers, served.ContainsKey) ? names : [], AreaReason.Only);
    }
}
