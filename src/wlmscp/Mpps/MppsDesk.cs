using WorklistScp.Storage;
using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Mpps;

/// <summary>
/// Carries out messages about performed procedure steps, and answers when what they change is on the disk.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="rules">What the site says; asked for each message.</param>
/// <param name="options">How strict to be.</param>
/// <param name="forwarding">To whom they are sent on.</param>
internal sealed class MppsDesk(MppsStore store, Func<MppsRules> rules, MppsOptions options, MppsForwarding forwarding)
{
    // Nobody sends two messages about one performed step at once, but through two daemons.
    private const int MostAttempts = 5;

    private static readonly MppsAnswer NotAccepted =
        new(MppsStatus.NotAuthorized) { ErrorComment = "Performed steps of this device are not accepted" };

    /// <summary>Is told that areas were in use, so that their entries are to be looked for later; null: nobody is.</summary>
    public Action? LeftOut { get; init; }

    /// <summary>Carries out a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    public async Task<MppsReport> HandleAsync(MppsMessage message, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (await TryHandleAsync(message, cancellationToken) is { } report)
                {
                    return report;
                }
            }

            return Fail(message, "The performed step changes all the time", "it was changed by others again and again");
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException or DicomDataException)
        {
            return Fail(
                message,
                e is StorageAreaException area ? area.ErrorComment
                : e is DicomDataException || message.Kind == MppsOperation.Get ? "The performed step cannot be read"
                : "The storage area cannot be written",
                SystemMessage.Of(e));
        }
    }

    // Null: somebody else has changed the performed step meanwhile.
    private async Task<MppsReport?> TryHandleAsync(MppsMessage message, CancellationToken cancellationToken)
    {
        MppsRules now = rules();
        DeviceProfile? profile = now.Devices.Find(message.Device);
        if (profile?.PerformedSteps is { Accepts: false } && message.Kind != MppsOperation.Get)
        {
            return new MppsReport(message, NotAccepted) { RefusedBy = profile };
        }

        MppsOptions strictness = profile?.PerformedSteps?.Of(options) ?? options;
        string area = now.AreaOf(message.CalledAETitle);
        string uid = message.SOPInstanceUID;
        (string Area, KeptMpps Kept)? found =
            MppsObject.IsUID(uid) ? await store.FindAsync(uid, area, cancellationToken) : null;
        MppsObject? known = found?.Kept.Object;
        MppsAnswer answer = message.Kind switch
        {
            MppsOperation.Create => MppsCreation.Answer(uid, message.Dataset, known, strictness),
            MppsOperation.Set => MppsModification.Answer(known, message.Dataset, strictness),
            _ => MppsRetrieval.Answer(known, message.Attributes),
        };
        var report = new MppsReport(message, answer) { Area = found?.Area };
        if (answer.Object is null || message.Kind == MppsOperation.Get)
        {
            return report;
        }

        // A step that another device finishes is still that of the one that began it.
        string modality = found?.Kept.CallingAETitle is { Length: > 0 } title ? title : message.CallingAETitle;
        area = found?.Area ?? area;
        MppsSettings settings = modality == message.CallingAETitle
            ? now.SettingsOf(message.Device)
            : now.SettingsOf(modality, area);
        var change = new MppsChange(area, found?.Kept, answer.Object, modality, settings)
        {
            Outgoing = forwarding.MessagesOf(message),
            Announce = forwarding.Announcer,
        };
        if (await store.KeepAsync(change, cancellationToken) is not { } effects)
        {
            return null;
        }

        if (effects.LeftOut.Count > 0)
        {
            LeftOut?.Invoke();
        }

        forwarding.Tell(effects.Outcomes.Select(outcome => outcome.Area).Prepend(change.Area));
        return report with { Area = change.Area, Effects = effects };
    }

    private static MppsReport Fail(MppsMessage message, string comment, string problem) =>
        new(message, new MppsAnswer(MppsStatus.ResourceLimitation) { ErrorComment = comment }) { Problem = problem };
}
