using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>
/// Sends what one outbox after the other has for a peer. What goes wrong with one message keeps those of its subject
/// waiting, and all others for a moment only. One flow at a time uses it.
/// </summary>
/// <param name="peer">The peer.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives the events 3620 to 3639.</param>
internal sealed class OutboxRun(IForwardingPeer peer, TimeProvider time, ILogger logger)
{
    private const int DaysToTry = 7;
    private const string All = "";

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);

    // Longer than that of the peer: others have their turn before the same message fails again.
    private static readonly TimeSpan PauseOfSubject = TimeSpan.FromSeconds(4);

    private readonly string _peerKey = OutgoingFile.KeyOf(peer.Name);
    private readonly RetryPauses _peerPauses = new(ShortPause, time);
    private readonly RetryPauses _senderPauses = new(ShortPause, time);
    private readonly RetryPauses _subjectPauses = new(PauseOfSubject, time);
    private readonly RetryPauses _turnPauses = new(ShortPause, time);

    /// <summary>How long it is until something can be tried again; null: at once.</summary>
    public TimeSpan? Pause => PauseOfPeer
        ?? new[] { _senderPauses.Next, _subjectPauses.Next, _turnPauses.Next }.Where(rest => rest is not null).Min();

    /// <summary>How long the peer is left in peace, whatever there is for it; null: it is not.</summary>
    public TimeSpan? PauseOfPeer => _peerPauses.Next;

    /// <summary>Sends all that can be sent now.</summary>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="IOException">The outbox cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public async Task<bool> SendAllAsync(Outbox outbox, CancellationToken cancellationToken)
    {
        if (!await outbox.HasAnyAsync(_peerKey))
        {
            return false;
        }

        if (_peerPauses.IsOn(All))
        {
            return true;
        }

        // Another daemon may have it: it sends this message too, or ends.
        using IDisposable? turn = await outbox.TakeTurnAsync(_peerKey);
        if (turn is null)
        {
            _turnPauses.Begin(outbox.Directory);
            return true;
        }

        _turnPauses.End(outbox.Directory);
        while (true)
        {
            OutgoingFile[] files = [.. (await outbox.ListAsync()).Where(file => file.TargetKey == _peerKey)];
            (bool wentOn, bool isLeft) = await SendAsync(files, cancellationToken);
            if (!wentOn || _peerPauses.IsOn(All))
            {
                return isLeft;
            }
        }
    }

    // Whether any file is done with, and whether any waits.
    private async Task<(bool WentOn, bool IsLeft)> SendAsync(
        OutgoingFile[] files, CancellationToken cancellationToken)
    {
        HashSet<string> waiting = new(StringComparer.Ordinal);
        HashSet<string> lost = files.Where(file => file is { State: OutgoingState.Failed, IsFirst: true })
            .Select(file => file.SubjectKey).ToHashSet(StringComparer.Ordinal);
        var wentOn = false;
        foreach (OutgoingFile file in files.Where(file => file.State != OutgoingState.Failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (waiting.Contains(file.SubjectKey))
            {
                continue;
            }

            if (!IsPaused(file) && await EndAsync(file, lost, cancellationToken))
            {
                wentOn = true;
            }
            else
            {
                waiting.Add(file.SubjectKey);
            }
        }

        return (wentOn, waiting.Count > 0);
    }

    private bool IsPaused(OutgoingFile file) =>
        _peerPauses.IsOn(All) || _senderPauses.IsOn(file.SenderKey) || _subjectPauses.IsOn(file.SubjectKey);

    // False: it is to be tried again.
    private async Task<bool> EndAsync(
        OutgoingFile file, HashSet<string> lost, CancellationToken cancellationToken)
    {
        if (await Outbox.ReadAsync(file) is not { } message)
        {
            if (_subjectPauses.Begin(file.SubjectKey))
            {
                ForwardingEvents.NoMessage(logger, file.Path);
            }

            return false;
        }

        var name = $"{message.Operation} {message.Subject}";
        string kept = file.As(OutgoingState.Failed).Path;
        if (!file.IsFirst && lost.Contains(file.SubjectKey))
        {
            await Outbox.FailAsync(file, message, $"{OutgoingMessage.FirstOperation} was not taken");
            ForwardingEvents.Skipped(logger, name, peer.Name, kept);
            return true;
        }

        bool isAgain = file.State == OutgoingState.Sent;
        var isSent = false;
        string problem;
        try
        {
            await peer.OpenAsync(message.Sender, cancellationToken);
            file = await Outbox.MarkSentAsync(file);
            isSent = true;
            ForwardingAnswer answer = await peer.SendAsync(message, cancellationToken);
            EndPauses(file);
            if (answer.Kind != AnswerKind.NotNow)
            {
                _subjectPauses.End(file.SubjectKey);
                await TakeAnswerAsync(answer);
                return true;
            }

            problem = answer.Text;
            BeginPause(_subjectPauses, file.SubjectKey);
        }
        catch (UnreachableException e)
        {
            problem = e.Message;
            BeginPause(e.IsOfSender ? _senderPauses : _peerPauses, e.IsOfSender ? file.SenderKey : All);
            if (isSent)
            {
                _subjectPauses.Begin(file.SubjectKey);
            }
        }

        if (time.GetUtcNow() - file.Came < TimeSpan.FromDays(DaysToTry))
        {
            return false;
        }

        ForwardingEvents.GivenUp(logger, peer.Name, name, DaysToTry, problem, kept);
        await FailAsync(problem);
        return true;

        void BeginPause(RetryPauses pauses, string what)
        {
            if (pauses.Begin(what))
            {
                ForwardingEvents.NotNow(logger, peer.Name, name, problem);
            }
            else
            {
                ForwardingEvents.StillNot(logger, peer.Name, name, problem);
            }
        }

        async Task TakeAnswerAsync(ForwardingAnswer answer)
        {
            if (answer.Kind == AnswerKind.Refused || (answer.Kind == AnswerKind.TakenBefore && !isAgain))
            {
                ForwardingEvents.Refused(logger, peer.Name, name, answer.Text, kept);
                await FailAsync(answer.Text);
                return;
            }

            await Outbox.RemoveAsync(file);
            if (answer.Kind == AnswerKind.TakenWithWarning)
            {
                ForwardingEvents.TakenWithWarning(logger, name, peer.Name, answer.Text);
            }
            else
            {
                ForwardingEvents.SentOn(logger, name, peer.Name, answer.Text);
            }
        }

        async Task FailAsync(string why)
        {
            await Outbox.FailAsync(file, message, why);
            if (file.IsFirst)
            {
                lost.Add(file.SubjectKey);
            }
        }
    }

    private void EndPauses(OutgoingFile file)
    {
        _peerPauses.End(All);
        _senderPauses.End(file.SenderKey);
    }
}
