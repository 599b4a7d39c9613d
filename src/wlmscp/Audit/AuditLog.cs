using System.Text.Json;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Server;

namespace Wlmscp.Audit;

/// <summary>
/// The file that tells who asked for what: a line of JSON for each association that was asked for, and each query. Any
/// thread may call. What cannot be written is logged once, and tried again with the next line.
/// </summary>
internal sealed class AuditLog : IAssociationObserver, IDisposable
{
    private readonly AuditSettings _settings;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private AppendFile? _file;
    private bool _hasStopped;

    private AuditLog(AuditSettings settings, ILogger logger, TimeProvider time)
    {
        _settings = settings;
        _logger = logger;
        _time = time;
        _file = AppendFile.Open(settings.File);
    }

    /// <summary>Whether the last line could not be written, and queries are to be refused for that.</summary>
    public bool RefusesQueries => _settings.IsRequired && Volatile.Read(ref _hasStopped);

    /// <summary>Opens the audit log.</summary>
    /// <exception cref="StartException">The file cannot be written.</exception>
    public static AuditLog Open(AuditSettings settings, ILogger logger, TimeProvider time)
    {
        try
        {
            return new AuditLog(settings, logger, time);
        }
        catch (IOException e)
        {
            throw new StartException(
                $"--audit-log {settings.File}: {e.Message}, expected a file that can be written", e);
        }
    }

    /// <inheritdoc/>
    public void OnAccepted(DicomAssociation association) =>
        Write(AuditRecord.Of("association", association, "accepted", _time.GetUtcNow()));

    /// <inheritdoc/>
    public void OnRejected(DicomAssociation association, string reason) =>
        Write(AuditRecord.Of("association", association, $"rejected {reason}", _time.GetUtcNow()));

    /// <summary>Writes what came of a query.</summary>
    /// <returns>Whether the query may be answered: it was written, or need not be.</returns>
    public bool Write(
        DicomAssociation association, ushort messageID, IEnumerable<string> keys, int matches, string outcome) =>
        Write(AuditRecord.Of("query", association, outcome, _time.GetUtcNow()) with
        {
            MessageID = messageID,
            Keys = [.. keys],
            Matches = matches,
        }) || !_settings.IsRequired;

    /// <summary>Opens the file again, so that one that was renamed comes to an end.</summary>
    public void Reopen()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Reopen();

    private bool Write(AuditRecord record)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(record, AuditJson.Default.AuditRecord);
        lock (_gate)
        {
            try
            {
                _file ??= AppendFile.Open(_settings.File);
                _file.Append([.. json, (byte)'\n']);
                Succeeded();
                return true;
            }
            catch (IOException e)
            {
                Failed(e);
                return false;
            }
        }
    }

    private void Succeeded()
    {
        if (_hasStopped)
        {
            AuditEvents.Resumed(_logger, _settings.File);
        }

        Volatile.Write(ref _hasStopped, false);
    }

    private void Failed(IOException e)
    {
        if (!_hasStopped)
        {
            AuditEvents.Stopped(_logger, _settings.File, e.Message);
        }

        Volatile.Write(ref _hasStopped, true);
    }
}
