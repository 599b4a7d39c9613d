using System.Buffers;
using WorklistScp.Hl7.Mllp;

namespace WorklistScp.Fuzz.Targets;

/// <summary>Frames of MLLP one after the other: those that come byte by byte are those that come at once.</summary>
internal sealed class MllpTarget : FuzzTarget
{
    private const int MaxLength = 200;
    private const int MaxNoise = 20;
    private const int MaxInput = 2000; // byte by byte takes the square of it

    /// <inheritdoc/>
    public override string Name => "mllp";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        "\vMSH|^~\\&|A\rPID|||1\r\x1c\r\vMSH|^~\\&|B\r\x1c\r"u8.ToArray(),
        "\r\n\vMSH|^~\\&|A\x1c\vMSH|^~\\&|B\x1c C\x1c\x1c\r\n"u8.ToArray(),
        "\v\x1c\r\v\x06\x1c\r\v\x15\x1c\r"u8.ToArray(),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        byte[] bytes = input.Length > MaxInput ? input[..MaxInput] : input;
        List<string> atOnce = Feed(bytes, Math.Max(bytes.Length, 1));
        foreach (int step in new[] { 1, 5, 64 })
        {
            if (!Feed(bytes, step).SequenceEqual(atOnce))
            {
                throw new FindingException($"in steps of {step} bytes other messages are read");
            }
        }

        return atOnce.All(each => each.StartsWith(nameof(MllpReading.Message), StringComparison.Ordinal));
    }

    private static List<string> Feed(byte[] bytes, int step)
    {
        var reader = new MllpReader(MaxLength, MaxNoise);
        var found = new List<string>();
        var start = 0;
        for (var end = 0; end < bytes.Length;)
        {
            end = Math.Min(end + step, bytes.Length);
            var buffer = new ReadOnlySequence<byte>(bytes, start, end - start);
            MllpReading reading;
            while ((reading = reader.Read(ref buffer, out ReadOnlyMemory<byte> message)) != MllpReading.NeedMore)
            {
                if (message.Length > MaxLength + 1)
                {
                    throw new FindingException($"{reading} of {message.Length} bytes");
                }

                found.Add($"{reading} {Convert.ToHexString(message.Span)}");
                if (reading != MllpReading.Message)
                {
                    return found;
                }
            }

            start = end - (int)buffer.Length;
        }

        return found;
    }
}
