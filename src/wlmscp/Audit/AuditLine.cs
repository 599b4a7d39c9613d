namespace Wlmscp.Audit;

/// <summary>A line of the audit log that waits to be written.</summary>
/// <param name="json">The line, without its end.</param>
internal sealed class AuditLine(byte[] json)
{
    // Who waits for it goes on elsewhere: not on the thread that writes.
    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The line, without its end.</summary>
    public byte[] Json => json;

    /// <summary>Ends when it is known whether the line is written.</summary>
    public Task<bool> Written => _written.Task;

    /// <summary>Whether it is known to be written.</summary>
    public bool IsWritten => Written is { IsCompleted: true, Result: true };

    /// <summary>It is known whether the line is written.</summary>
    public void End(bool isWritten) => _written.TrySetResult(isWritten);
}
