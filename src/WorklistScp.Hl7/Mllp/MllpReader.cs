using System.Buffers;

namespace WorklistScp.Hl7.Mllp;

/// <summary>What <see cref="MllpReader.Read"/> has found.</summary>
public enum MllpReading
{
    /// <summary>Neither a message nor a fault: more bytes are needed.</summary>
    NeedMore,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message longer than the limit: the connection cannot go on.</summary>
    TooLong,

    /// <summary>More bytes than the limit before a message: the peer does not speak MLLP.</summary>
    Noise,
}

/// <summary>
/// Reads messages out of the bytes of a connection (MLLP release 1): <c>0x0B message 0x1C 0x0D</c>. No I/O; it
/// remembers what it has looked at, so that a message byte by byte costs no more than one at once.
/// </summary>
/// <param name="maxLength">The longest message in bytes.</param>
/// <param name="maxNoise">How many bytes before a message are skipped; blanks and ends of lines do not count.</param>
public sealed class MllpReader(int maxLength, int maxNoise = MllpReader.DefaultMaxNoise)
{
    /// <summary>How many bytes before a message are skipped unless another number is given.</summary>
    public const int DefaultMaxNoise = 1024;

    // Senders that stay connected for days send such bytes to be seen.
    private static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\r\n\t \x1c"u8);

    private const byte LineFeed = (byte)'\n';

    private long _scanned;
    private long _noise;

    /// <summary>Whether a message has begun that has not ended.</summary>
    public bool IsWithinMessage { get; private set; }

    /// <summary>Whether bytes have come that are of no message, since the last one.</summary>
    public bool HasNoise => _noise > 0;

    /// <summary>Reads the next message, and moves the buffer behind what is done with.</summary>
    /// <param name="buffer">The bytes received: those that the last call has left, and more.</param>
    /// <param name="message">
    /// The message, good as long as the buffer; of one that is too long, its first bytes, by which the sender can be
    /// answered.
    /// </param>
    public MllpReading Read(ref ReadOnlySequence<byte> buffer, out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (!IsWithinMessage)
        {
            SkipNoise(ref buffer);
            if (_noise > maxNoise)
            {
                return MllpReading.Noise;
            }
        }

        return IsWithinMessage ? ReadMessage(ref buffer, out message) : MllpReading.NeedMore;
    }

    private void SkipNoise(ref ReadOnlySequence<byte> buffer)
    {
        SequencePosition? start = buffer.PositionOf(MllpWriter.Start);
        ReadOnlySequence<byte> noise = buffer.Slice(0, start ?? buffer.End);
        foreach (ReadOnlyMemory<byte> piece in noise)
        {
            _noise += piece.Length - piece.Span.CountAny(Blanks);
        }

        buffer = buffer.Slice(noise.End);
        if (start is not null && _noise <= maxNoise)
        {
            buffer = buffer.Slice(1);
            IsWithinMessage = true;
            _noise = 0;
            _scanned = 0;
        }
    }

    private MllpReading ReadMessage(ref ReadOnlySequence<byte> buffer, out ReadOnlyMemory<byte> message)
    {
        bool hasEnd = TryFindEnd(buffer, out long length, out int endLength);
        if (length > maxLength)
        {
            message = buffer.Slice(0, maxLength + 1L).ToArray();
            return MllpReading.TooLong;
        }

        message = default;
        if (!hasEnd)
        {
            return MllpReading.NeedMore;
        }

        ReadOnlySequence<byte> found = buffer.Slice(0, length);
        message = found.IsSingleSegment ? found.First : found.ToArray();
        buffer = buffer.Slice(length + endLength);
        IsWithinMessage = false;
        return MllpReading.Message;
    }

    // Some senders end with LF, or leave out the last byte: there, the next message begins. Alone, the byte before it is text.
    private bool TryFindEnd(ReadOnlySequence<byte> buffer, out long length, out int endLength)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.Advance(_scanned);
        endLength = 0;
        while (reader.TryAdvanceTo(MllpWriter.End, advancePastDelimiter: true))
        {
            length = _scanned = reader.Consumed - 1;
            if (!reader.TryPeek(out byte next))
            {
                return false;
            }

            if (next is MllpWriter.Last or LineFeed or MllpWriter.Start)
            {
                endLength = next == MllpWriter.Start ? 1 : 2;
                return true;
            }
        }

        length = _scanned = buffer.Length;
        return false;
    }
}
