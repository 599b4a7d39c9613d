using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using Wlmscp.Metrics;
using WorklistScp.Network.Services;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;

namespace Wlmscp.Mpps;

/// <summary>All by which the daemon takes performed procedure steps, and what it does about them by itself.</summary>
internal sealed class MppsDoor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LateInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    private readonly MppsForwarding _forwarding;
    private readonly IdleSteps _idleSteps;
    private readonly LateSteps _lateSteps;
    private readonly Func<MppsRules> _rules;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _closing;
    private volatile bool _isLate;

    /// <summary>Makes it.</summary>
    /// <param name="settings">How performed steps are taken.</param>
    /// <param name="editors">The storage areas.</param>
    /// <param name="rules">What the site says; asked for each message.</param>
    /// <param name="audit">Has a line for each message; null: there is none.</param>
    /// <param name="metrics">Counts messages; null: nobody does.</param>
    /// <param name="logger">Receives the events 3600 to 3699.</param>
    public MppsDoor(
        MppsServiceSettings settings, AreaEditors editors, Func<MppsRules> rules, AuditLog? audit,
        MessageMetrics? metrics, ILogger logger)
    {
        _rules = rules;
        _logger = logger;
        _forwarding = new MppsForwarding(settings, editors, TimeProvider.System, logger);
        var desk = new MppsDesk(new MppsStore(editors, TimeProvider.System), rules, settings.Options, _forwarding)
        {
            LeftOut = () => _isLate = true,
        };
        Reception = new MppsReception(desk, audit, metrics, logger);
        MaxLength = settings.MaxLength;
        _idleSteps = new IdleSteps(editors, TimeProvider.System) { Announce = _forwarding.Announcer };
        _lateSteps = new LateSteps(editors, TimeProvider.System) { Announce = _forwarding.Announcer };
        _closing = LookAfterAsync();
    }

    /// <summary>Takes messages, however they come.</summary>
    public MppsReception Reception { get; }

    /// <summary>The largest data set of a message, in bytes.</summary>
    public int MaxLength { get; }

    /// <summary>Adds the SOP classes to those of a server.</summary>
    public void AddTo(DicomServices services)
    {
        var service = new MppsService(Reception, MaxLength);
        services
            .Add(DicomUID.ModalityPerformedProcedureStep, service)
            .Add(DicomUID.ModalityPerformedProcedureStepRetrieve, service);
    }

    /// <summary>Ends what it does by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _forwarding.DisposeAsync();
        await Task.WhenAny(_closing, Task.Delay(EndLimit)); // a file system may hang
    }

    private async Task LookAfterAsync()
    {
        using var timer = new PeriodicTimer(LateInterval);
        long last = long.MinValue / 2;
        try
        {
            do
            {
                bool isTime = Environment.TickCount64 - last >= Interval.TotalMilliseconds;
                if (isTime || _isLate)
                {
                    await CatchUpAsync(_rules());
                }

                if (isTime)
                {
                    last = Environment.TickCount64;
                    await CloseIdleAsync(_rules());
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    // What is left out again is late again.
    private async Task CatchUpAsync(MppsRules rules)
    {
        try
        {
            _isLate = false;
            LateResult late = await _lateSteps.CatchUpAsync(rules.SettingsOf, _end.Token);
            _isLate |= late.IsLeft;
            _forwarding.Tell(late.Outcomes.Select(each => each.Outcome.Area));
            foreach ((string uid, StepOutcome outcome) in late.Outcomes)
            {
                MppsLog.WriteLate(_logger, uid, outcome);
            }
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException or DicomDataException)
        {
            MppsEvents.NotCaughtUpYet(_logger, SystemMessage.Of(e));
        }
    }

    private async Task CloseIdleAsync(MppsRules rules)
    {
        if (!rules.HasIdleTime)
        {
            return;
        }

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
