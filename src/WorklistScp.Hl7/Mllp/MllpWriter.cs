using System.Buffers;

namespace WorklistScp.Hl7.Mllp;

/// <summary>Writes messages in frames of MLLP: <c>0x0B message 0x1C 0x0D</c>.</summary>
public static class MllpWriter
{
    /// <summary>Begins a message.</summary>
    internal const byte Start = 0x0B;

    /// <summary>Ends it, with <see cref="Last"/>.</summary>
    internal const byte End = 0x1C;

    /// <summary>Follows <see cref="End"/>.</summary>
    internal const byte Last = 0x0D;

    /// <summary>Writes a message in its frame.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        output.Write([Start]);
        output.Write(message);
        output.Write([End, Last]);
    }
}
