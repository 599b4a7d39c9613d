using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using WorklistScp.Network.Services;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;

namespace Wlmscp.Mpps;

/// <summary>All by which the daemon takes performed procedure steps, and what it does about them by itself.</summary>
internal sealed class MppsDoor : IAsyncDisposable
{
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    private readonly MppsService _service;
    private readonly MppsForwarding _forwarding;
    private readonly IdleSteps _idleSteps;
    private readonly Func<MppsRules> _rules;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _closing;

    /// <summary>Makes it.</summary>
    /// <param name="settings">How performed steps are taken.</param>
    /// <param name="editors">The storage areas.</param>
    /// <param name="rules">What the site says; asked for each message.</param>
    /// <param name="audit">Has a line for each message; null: there is none.</param>
    /// <param name="logger">Receives the events 3600 to 3699.</param>
    public MppsDoor(
        MppsServiceSettings settings, AreaEditors editors, Func<MppsRules> rules, AuditLog? audit, ILogger logger)
    {
        _rules = rules;
        _logger = logger;
        _forwarding = new MppsForwarding(settings, editors, TimeProvider.System, logger);
        var desk = new MppsDesk(new MppsStore(editors, TimeProvider.System), rules, settings.Options, _forwarding);
        _service = new MppsService(desk, settings.MaxLength, audit, logger);
        _idleSteps = new IdleSteps(editors, TimeProvider.System) { Announce = _forwarding.Announcer };
        _closing = CloseIdleAsync();
    }

    /// <summary>Adds the SOP classes to those of a server.</summary>
    public void AddTo(DicomServices services) => services
        .Add(DicomUID.ModalityPerformedProcedureStep, _service)
        .Add(DicomUID.ModalityPerformedProcedureStepRetrieve, _service);

    /// <summary>Ends what it does by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _forwarding.DisposeAsync();
        await Task.WhenAny(_closing, Task.Delay(EndLimit)); // a file system may hang
    }

    private async Task CloseIdleAsync()
    {
        using var timer = new PeriodicTimer(IdleInterval);
        try
        {
            do
            {
                MppsRules now = _rules();
                if (now.HasIdleTime)
                {
                    await CloseIdleAsync(now);
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    private async Task CloseIdleAsync(MppsRules rules)
    {
        try
        {
            IReadOnlyList<StepOutcome> outcomes = await _idleSteps.EndAsync(rules.SettingsOf, _end.Token);
            _forwarding.Tell(outcomes.Select(outcome => outcome.Area));
            foreach (StepOutcome outcome in outcomes)
            {
                MppsLog.WriteIdle(_logger, outcome);
            }
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            MppsEvents.NotClosed(_logger, SystemMessage.Of(e));
        }
    }
}
