using Microsoft.Extensions.Logging;

namespace Wlmscp.Audit;

/// <summary>Whether the audit log can be written, which the log is told when it changes. Any thread may stop it.</summary>
internal sealed class AuditState(string file, ILogger logger)
{
    private int _hasStopped;

    /// <summary>How many lines are lost since it last went on. Of the thread that writes.</summary>
    public long Lost { get; private set; }

    /// <summary>Some lines are lost.</summary>
    public void Lose(long lines) => Lost += lines;

    /// <summary>It cannot be written.</summary>
    public void Stop(string reason)
    {
        if (Interlocked.Exchange(ref _hasStopped, 1) == 0)
        {
            AuditEvents.Stopped(logger, file, reason);
        }
    }

    /// <summary>It can be written again.</summary>
    public void GoOn()
    {
        if (Interlocked.Exchange(ref _hasStopped, 0) == 1)
        {
            AuditEvents.Resumed(logger, file, Lost);
        }

        Lost = 0;
    }
}
