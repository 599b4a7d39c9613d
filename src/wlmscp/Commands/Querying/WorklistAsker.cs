using Wlmscp.Terminal;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Querying;

/// <summary>A modality that asks for its worklist, in one association.</summary>
/// <param name="client">The association.</param>
/// <param name="settings">What is asked for.</param>
internal sealed class WorklistAsker(DicomClient client, QuerySettings settings)
{
    /// <summary>Asks, as often as the settings say; if they do, tells on standard error how long it took.</summary>
    /// <param name="identifier">The query.</param>
    /// <returns>The last answer.</returns>
    /// <exception cref="ToolException">The peer refuses.</exception>
    public async Task<QueryAnswer> FindAsync(DicomDataset identifier)
    {
        AcceptedPresentationContext context =
            client.Association.Find(DicomUID.ModalityWorklistInformationModelFind)
            ?? throw settings.Peer.Failed("no presentation context for worklists accepted, expected a worklist SCP");
        if (settings.Extensions.HasFlag(QueryExtensions.TimezoneAdjustment)
            && !identifier.TryGetString(DicomTag.TimezoneOffsetFromUTC, out _))
        {
            Warn("no key TimezoneOffsetFromUTC, such as +0100: times match as they stand");
        }

        WarnOfMissing(settings.Extensions & ~ExtendedNegotiation.Read(context.ApplicationInformation.Span));
        List<DicomDataset> matches = await Repetition.AskAsync(settings, () => FindOnceAsync(identifier), Tell);
        return new QueryAnswer(matches, context.TransferSyntax);
    }

    private void WarnOfMissing(QueryExtensions missing)
    {
        if (missing.HasFlag(QueryExtensions.FuzzyNames))
        {
            Warn("fuzzy matching of names is not agreed on, names match literally");
        }

        if (missing.HasFlag(QueryExtensions.TimezoneAdjustment))
        {
            Warn("the adjustment of time zones is not agreed on, times match as they stand");
        }
    }

    private void Warn(string problem) =>
        StandardStreams.WriteError($"wlmscp query: {settings.Peer.Place}: warning: {problem}");

    private void Tell(int number, List<DicomDataset> matches, string time)
    {
        if (settings.Repeat is not null)
        {
            string count = matches.Count == 1 ? "1 match" : $"{matches.Count} matches";
            StandardStreams.WriteError($"{number}: {count}, {time}");
        }
    }

    private async Task<List<DicomDataset>> FindOnceAsync(DicomDataset identifier)
    {
        using var progress = new ProgressLine("receiving");
        var matches = new List<DicomDataset>();
        await foreach (DicomCFindResponse response in client.CFindAsync(
            DicomUID.ModalityWorklistInformationModelFind, identifier))
        {
            if (response.Status.IsPending)
            {
                matches.Add(response.Identifier ?? []);
                progress.Report(settings.Peer.Place);
                if (matches.Count == settings.CancelAfter)
                {
                    client.CCancel();
                }
            }
            else if (response.Status != DicomStatus.Success && response.Status != DicomStatus.Cancel)
            {
                throw settings.Peer.Failed($"status {Describe(response)}, expected success");
            }
        }

        return matches;
    }

    private static string Describe(DicomCFindResponse response)
    {
        string comment = response.ErrorComment ?? "no Error Comment";
        return response.OffendingElements is { Count: > 0 } tags
            ? $"{response.Status}, {string.Join(", ", tags)}: {comment}"
            : $"{response.Status}: {comment}";
    }
}
