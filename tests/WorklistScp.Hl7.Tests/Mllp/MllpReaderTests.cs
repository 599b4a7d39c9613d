using System.Buffers;
using System.Text;
using WorklistScp.Hl7.Mllp;

namespace WorklistScp.Hl7.Tests.Mllp;

public sealed class MllpReaderTests
{
    private const int MaxLength = 20;
    private const int MaxNoise = 5;

    [Theory]
    [InlineData("\vMSH|a\r\x1c\r", "MSH|a\r")]
    [InlineData("\vone\x1c\r\vtwo\x1c\r", "one,two")]
    [InlineData("\vone\x1c\vtwo\x1c\r", "one,two")]
    [InlineData("\vone\x1c\n\vtwo\x1c\n", "one,two")]
    [InlineData("\r\n\vone\x1c\r\r\n\vtwo\x1c\r\n", "one,two")]
    [InlineData("\va\x1c b\x1c\x1c\r", "a\x1c b\x1c")]
    [InlineData("\v\x1c\r", "")]
    [InlineData("\vone\x1c\r\vtw", "one,more within")]
    [InlineData("\vone\x1c", "more within")]
    [InlineData("\v12345678901234567890\x1c\r", "12345678901234567890")]
    [InlineData("\v123456789012345678901", "TooLong 123456789012345678901")]
    [InlineData("\v1234567890123456789012345\x1c\r", "TooLong 123456789012345678901")]
    [InlineData("12345", "more")]
    [InlineData("1\r\n\0\r\n\0\r\n\0\va\x1c\r", "a")]
    [InlineData("12345\va\x1c\r", "a")]
    [InlineData("123456", "Noise")]
    [InlineData("123456\va\x1c\r", "Noise")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "Noise")]
    [InlineData("12345\va\x1c\r12345\vb\x1c\r", "a,b")]
    public void Read_HoweverTheBytesCome_FindsTheSame(string bytes, string expected)
    {
        byte[] all = Encoding.Latin1.GetBytes(bytes);

        Assert.All([1, 2, 3, 7, 100], step => Assert.Equal(expected, Feed(all, step)));
    }

    [Fact]
    public void Write_Message_IsReadAsItWas()
    {
        var output = new ArrayBufferWriter<byte>();
        MllpWriter.Write(output, "MSH|a\r"u8);

        Assert.Equal("\vMSH|a\r\x1c\r", Encoding.Latin1.GetString(output.WrittenSpan));
        Assert.Equal("MSH|a\r", Feed(output.WrittenSpan.ToArray(), 3));
    }

    private static string Feed(byte[] bytes, int step)
    {
        var reader = new MllpReader(MaxLength, MaxNoise);
        var found = new List<string>();
        ReadOnlySequence<byte> buffer = ReadOnlySequence<byte>.Empty;
        for (var at = 0; at < bytes.Length; at += step)
        {
            buffer = Pieces([.. buffer.ToArray(), .. bytes[at..Math.Min(at + step, bytes.Length)]]);
            MllpReading reading;
            while ((reading = reader.Read(ref buffer, out ReadOnlyMemory<byte> message)) != MllpReading.NeedMore)
            {
                string text = Encoding.Latin1.GetString(message.Span);
                if (reading != MllpReading.Message)
                {
                    return string.Join(',', [.. found, $"{reading} {text}".TrimEnd()]);
                }

                found.Add(text);
            }
        }

        bool isAtRest = found.Count > 0 && !reader.IsWithinMessage;
        return string.Join(',', isAtRest ? found : [.. found, reader.IsWithinMessage ? "more within" : "more"]);
    }

    // A buffer in segments of one or two bytes.
    private static ReadOnlySequence<byte> Pieces(byte[] bytes)
    {
        var first = new Piece(default, 0);
        Piece last = first;
        for (var at = 0; at < bytes.Length; at += 2)
        {
            last = last.Append(bytes.AsMemory(at, Math.Min(2, bytes.Length - at)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
