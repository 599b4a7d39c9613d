using System.Buffers;

namespace Wlmscp.Audit;

/// <summary>
/// Writes lines to the file of the audit log, many at a time. Where the audit is required they are on the disk then, not
/// only in the system's memory.
/// </summary>
internal sealed class AuditFile(AuditSettings settings)
{
    private AppendFile? _file;

    /// <summary>Opens the file unless it is open.</summary>
    /// <exception cref="IOException">It cannot be opened; the message has no path.</exception>
    public void Open() => _file ??= AppendFile.Open(settings.File);

    /// <summary>Closes the file; the next line opens it again.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Writes lines, and tells each whether it was written.</summary>
    /// <returns>Why one of them was not; null if all were.</returns>
    public string? Write(IReadOnlyList<AuditLine> lines)
    {
        string? problem = TryAppend(lines);
        IReadOnlyList<AuditLine> written = problem is null ? lines : AppendEach(lines);
        string? syncProblem = written.Count > 0 ? TrySync() : null;
        End(written, isWritten: syncProblem is null);
        End(lines, isWritten: false); // all others
        return written.Count < lines.Count ? problem : syncProblem;
    }

    // A disk that has no room for all may have some for a few.
    private List<AuditLine> AppendEach(IReadOnlyList<AuditLine> lines) =>
        lines.Count == 1 ? [] : [.. lines.Where(line => TryAppend([line]) is null)];

    private static void End(IReadOnlyList<AuditLine> lines, bool isWritten)
    {
        foreach (AuditLine line in lines)
        {
            line.End(isWritten);
        }
    }

    private string? TryAppend(IReadOnlyList<AuditLine> lines)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (AuditLine line in lines)
        {
            text.Write(line.Json);
            text.Write("\n"u8);
        }

        try
        {
            Open();
            _file!.Append(text.WrittenSpan);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    private string? TrySync()
    {
        try
        {
            if (settings.IsRequired)
            {
                _file!.Sync();
            }

            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
