using WorklistScp.Hl7.Acknowledgements;

namespace Wlmscp.Commands.Receiving;

/// <summary>Prints what senders are answered.</summary>
internal static class AnswerOutput
{
    /// <summary>Prints answers, segments in lines, in the character set of the message, which MSH-18 names.</summary>
    public static void Write(IEnumerable<Hl7Acknowledgement> answers)
    {
        using Stream output = Console.OpenStandardOutput();
        foreach (Hl7Acknowledgement answer in answers)
        {
            byte[] lines = answer.Bytes.ToArray();
            lines.AsSpan().Replace((byte)'\r', (byte)'\n');
            output.Write(lines);
        }
    }
}
