using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using WorklistScp.Network;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Server;

namespace Wlmscp.Audit;

/// <summary>
/// The file that tells who asked for what: a line of JSON for each association, its end, and each query, each HL7 message; and
/// for peers that got none. Any thread may call; a thread of its own writes, all that waits at a time. Where the file cannot be
/// written, or hangs, lines are lost and counted; only where the audit is required does somebody wait: queries and messages.
/// </summary>
internal sealed class AuditLog : IAssociationObserver, IDisposable
{
    // What devices propose fits; a crafted list does not.
    private const int MaxSyntaxes = 20;

    private const long MaxWaiting = 16 * 1024 * 1024;

    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(10);

    private readonly AuditSettings _settings;
    private readonly TimeProvider _time;
    private readonly AuditState _state;
    private readonly BoundedQueue<AuditLine> _queue;
    private readonly HangGuard _guard = new(HangLimit);
    private readonly AuditFile _file;
    private readonly AuditRefusals _refusals;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _opened = new();
    private volatile bool _reopens;
    private long _lost;

    private AuditLog(AuditSettings settings, ILogger logger, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _state = new AuditState(settings.File, logger);
        _file = new AuditFile(settings);
        _refusals = new AuditRefusals(record => Add(record), time);
        _queue = new BoundedQueue<AuditLine>(MaxWaiting, isAwaited: settings.IsRequired);
        _thread = OwnThread.Start("audit log", Run);
    }

    /// <summary>How many lines wait to be written.</summary>
    public int Waiting => _queue.Count;

    /// <summary>How many lines are lost since the start.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Opens the audit log.</summary>
    /// <exception cref="StartException">The file cannot be written.</exception>
    public static AuditLog Open(AuditSettings settings, ILogger logger, TimeProvider time)
    {
        var log = new AuditLog(settings, logger, time);
        try
        {
            log._opened.Task.WaitAsync(HangLimit).GetAwaiter().GetResult();
            return log;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            string problem = e is IOException ? e.Message : $"not open after {HangLimit.TotalSeconds} s";
            throw new StartException(
                $"--audit-log {settings.File}: {problem}, expected a file that can be written", e);
        }
    }

    /// <inheritdoc/>
    public void OnHostRefused(string id, EndPoint peer, string reason) => _refusals.Add(
        AuditRecord.Of(AuditEvent.Host, id, peer, _time.GetUtcNow()) with
        {
            Outcome = AuditOutcome.Refused,
            Comment = reason,
        },
        peer);

    /// <inheritdoc/>
    public void OnTlsFailed(string id, EndPoint? peer, string problem) => _refusals.Add(
        AuditRecord.Of(AuditEvent.Tls, id, peer, _time.GetUtcNow()) with
        {
            Outcome = AuditOutcome.Failed,
            Comment = problem,
        },
        peer);

    /// <inheritdoc/>
    public void OnAccepted(DicomAssociation association, NegotiatedAssociation negotiated)
    {
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        string[] proposed =
            [.. negotiated.ProposedTransferSyntaxes(worklist).Take(MaxSyntaxes).Select(syntax => syntax.UID)];
        Add(AuditRecord.Of(AuditEvent.Association, association, _time.GetUtcNow()) with
        {
            Implementation = negotiated.PeerImplementationClassUID?.UID,
            Version = negotiated.PeerImplementationVersionName,
            MaxPdu = negotiated.PeerMaxPduLength,
            Proposed = proposed.Length > 0 ? proposed : null,
            Accepted = negotiated.Find(worklist)?.TransferSyntax.UID.UID,
            Outcome = AuditOutcome.Accepted,
        });
    }

    /// <inheritdoc/>
    public void OnRejected(DicomAssociation association, AssociationRejection rejection) => _refusals.Add(
        AuditRecord.Of(AuditEvent.Association, association, _time.GetUtcNow()) with
        {
            Outcome = AuditOutcome.Rejected,
            Result = rejection.Result,
            Source = rejection.Source,
            Reason = rejection.Reason,
            Comment = rejection.Words,
        },
        association.RemoteEndPoint);

    /// <inheritdoc/>
    public void OnFindRefused(DicomAssociation association, ushort messageID, DicomStatus status, string comment) =>
        _refusals.Add(
            AuditRecord.Of(AuditEvent.Query, association, _time.GetUtcNow()) with
            {
                MessageID = messageID,
                Outcome = AuditOutcome.Refused,
                Status = status.ToString(),
                Comment = comment,
            },
            association.RemoteEndPoint);

    /// <inheritdoc/>
    public void OnEnded(DicomAssociation association, AssociationEnd how) => Add(
        AuditRecord.Of(AuditEvent.End, association, _time.GetUtcNow()) with
        {
            Outcome = how.Kind switch
            {
                AssociationEndKind.Released => AuditOutcome.Released,
                AssociationEndKind.Aborted => AuditOutcome.Aborted,
                _ => AuditOutcome.Lost,
            },
            By = how.IsByPeer is { } isByPeer ? ByOf(isByPeer) : null,
            Comment = how.Comment,
            Queries = how.Queries,
            DurationMs = AuditRecord.Milliseconds(how.Duration),
        });

    /// <summary>Who ended something.</summary>
    public static string ByOf(bool isPeer) => isPeer ? "peer" : "server";

    /// <summary>Where the audit is required: writes that a query was asked, before it is answered.</summary>
    /// <returns>Whether the query may be answered: that is written, or need not be.</returns>
    public async ValueTask<bool> AskedAsync(AuditedQuery query, CancellationToken cancellationToken) =>
        !_settings.IsRequired || await WriteAsync(query.ToRecord(AuditEvent.Asked, _time), cancellationToken);

    /// <summary>Writes what came of a query; where the audit is required, waits until it is written.</summary>
    /// <returns>Whether the answer may be called a success: that is written, or need not be.</returns>
    public async ValueTask<bool> EndedAsync(
        AuditedQuery query, QueryEnd end, CancellationToken cancellationToken)
    {
        AuditRecord record = query.ToRecord(end, _time);
        if (_settings.IsRequired)
        {
            return await WriteAsync(record, cancellationToken);
        }

        Add(record);
        return true;
    }

    /// <summary>Writes what came of a query that is not answered with a success; nobody waits.</summary>
    public void Ended(AuditedQuery query, QueryEnd end) => Add(query.ToRecord(end, _time));

    /// <summary>Where the audit is required: writes that a message has come, before it is carried out.</summary>
    /// <param name="record">Makes the line, at a time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the message may be carried out: that is written, or need not be.</returns>
    public async ValueTask<bool> ReceivedAsync(
        Func<DateTimeOffset, AuditRecord> record, CancellationToken cancellationToken) =>
        !_settings.IsRequired || await WriteAsync(record(_time.GetUtcNow()), cancellationToken);

    /// <summary>Writes what became of a message; nobody waits.</summary>
    /// <param name="record">Makes the line, at a time.</param>
    public void Handled(Func<DateTimeOffset, AuditRecord> record) => Add(record(_time.GetUtcNow()));

    /// <summary>Writes that somebody was not let in, or counts it: of many that are alike, few lines are written.</summary>
    /// <param name="record">Makes the line, at a time.</param>
    /// <param name="peer">Who it was.</param>
    public void Refused(Func<DateTimeOffset, AuditRecord> record, EndPoint? peer) =>
        _refusals.Add(record(_time.GetUtcNow()), peer);

    /// <summary>Opens the file again, so that one that was renamed comes to an end.</summary>
    public void Reopen()
    {
        _reopens = true;
        _queue.Wake();
    }

    /// <summary>Writes what waits, unless the file hangs.</summary>
    public void Dispose()
    {
        _refusals.Dispose();
        _queue.End();
        _thread.Join(OwnThread.EndLimit);
    }

    private async ValueTask<bool> WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        AuditLine line = Add(record);
        bool? isWritten = await _guard.WaitAsync(line.Written, cancellationToken);
        if (isWritten is null)
        {
            _state.Stop("it hangs");
        }

        return isWritten ?? false;
    }

    private AuditLine Add(AuditRecord record)
    {
        var line = new AuditLine(JsonSerializer.SerializeToUtf8Bytes(record, AuditJson.Default.AuditRecord));
        if (!_queue.TryAdd(line, line.Json.Length))
        {
            line.End(isWritten: false);
            Interlocked.Increment(ref _lost);
            _state.Stop("it hangs, no more lines can wait for it");
        }

        return line;
    }

    private void Run()
    {
        try
        {
            _file.Open();
            _opened.SetResult();
        }
        catch (IOException e)
        {
            _opened.SetException(e);
            return;
        }

        while (_queue.Take(out IReadOnlyList<AuditLine> lines, out long dropped))
        {
            if (_reopens)
            {
                _reopens = false;
                _file.Close();
            }

            Write(lines, dropped);
            _guard.ComesOn();
        }

        _file.Close();
    }

    private void Write(IReadOnlyList<AuditLine> lines, long dropped)
    {
        if (lines.Count == 0)
        {
            return;
        }

        string? problem = _file.Write(lines);
        int unwritten = lines.Count(line => !line.IsWritten);
        Interlocked.Add(ref _lost, unwritten);
        _state.Lose(dropped + unwritten);
        problem ??= WriteLoss();
        if (problem is null)
        {
            _state.GoOn();
        }
        else
        {
            _state.Stop(problem);
        }
    }

    // What is lost is told by a line too, as soon as there is room for one.
    private string? WriteLoss()
    {
        if (_state.Lost == 0)
        {
            return null;
        }

        var loss = new AuditLoss(_time.GetUtcNow(), AuditEvent.Lost, _state.Lost);
        return _file.Write([new AuditLine(JsonSerializer.SerializeToUtf8Bytes(loss, AuditJson.Default.AuditLoss))]);
    }
}
