using System.IO.Pipelines;

namespace WorklistScp.Network.Tests.Associations;

/// <summary>
/// A connection in memory: gives what is sent to it, keeps the writes, and waits for ever in one of
/// <paramref name="stallLength"/> bytes or more.
/// </summary>
internal sealed class ScriptedStream(int stallLength) : Stream
{
    private readonly Pipe _input = new();
    private readonly TaskCompletionSource _stalled = new();

    public List<byte[]> Writes { get; } = [];

    public IEnumerable<int> WriteLengths => Writes.Select(write => write.Length);

    public Task Stalled => _stalled.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task SendAsync(byte[] bytes) => await _input.Writer.WriteAsync(bytes);

    public void EndInput() => _input.Writer.Complete();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _input.Reader.AsStream().ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes.Add(buffer.ToArray());
        if (buffer.Length >= stallLength)
        {
            _stalled.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _input.Writer.Complete();
        base.Dispose(disposing);
    }
}
