using System.Text;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A file of HL7 messages: each is read, all of it is decoded, and answered.</summary>
internal sealed class Hl7Target : FuzzTarget
{
    private static readonly Hl7Fault Refusal =
        new(new Hl7Path("PID", Field: 3), Hl7ErrorCode.RequiredFieldMissing, "a|b^c&d~e\\f\ng");

    private static readonly Hl7Acknowledger Acknowledger = new(TimeProvider.System);

    /// <inheritdoc/>
    public override string Name => "hl7";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.Latin1.GetBytes(
            "MSH|^~\\&|RIS|CLINIC|WLMSCP|RAD|20261201||ORM^O01|M1|P|2.3.1|||AL|NE||8859/1\r"
            + "PID|||4711^^^CLINIC&1.2&ISO^PI~12||M\u00fcller^Anna^\"\"|\"\"\rORC|NW\r"
            + "OBR|1||FI|CTAB^CT \\T\\ \\F\\\\S\\\\R\\\\E\\^L\rNTE|1||a\\.br\\b\\X0D0A\\c\\H\\d\\N\\\\Zx\\"),
        Encoding.UTF8.GetBytes(
            "FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&#|||||||OMI^O23^OMI_O23|M2|P|2.5.1||||||UNICODE UTF-8\r\n"
            + "PID|||1||山田^X\\XE5B1B1\\\r\nMSH#*%!$#A#B#C#D###ADT*A08#M3#P#2.5###AL#AL\nPID###1$2*3%4##M!S!\nBTS|2\nFTS|1\n"),
        Encoding.Latin1.GetBytes(
            "\vMSH|^~\\&|||||||ADT^A40|M4|P|2.4||||||ASCII~ISO IR87\r"
            + "PID|||1||\u001b$B;3ED\u001b(B^\\M2442\\;3\\C2842\\^X\rMRG|1\r\u001c\r"),
        Encoding.Latin1.GetBytes(
            "MSH|^~\\&||||||||M5|P|2.1||||||ISO IR14~ISO IR87\rPID|||\u00d4\u00cf\rNTE|||x\ny\rPID|2"),
        Encoding.Latin1.GetBytes("MSH|^~\\&||||||||M6|P|2.6||||||BIG-5\rPID|||\u00a4s\u00a5|\r"),
        Encoding.Unicode.GetBytes("MSH|^~\\&||||||||M7|P|2.6\rPID|||山田\r"),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        var isGood = true;
        foreach (Hl7BatchMessage each in Hl7Batch.Split(input))
        {
            isGood &= RunMessage(each.Bytes.Span);
        }

        return isGood;
    }

    private static bool RunMessage(ReadOnlySpan<byte> bytes)
    {
        bool isRead = Hl7Message.TryParse(bytes, Hl7Limits.Default, out Hl7Message? message, out Hl7Fault? fault);
        if (isRead != (fault is null) || fault?.ToString().Any(char.IsControl) == true)
        {
            throw new FindingException($"read: {isRead}, fault: {fault}");
        }

        CheckAnswer(message, fault ?? Refusal);
        if (isRead)
        {
            CheckTexts(message!);
        }

        return isRead;
    }

    private static void CheckAnswer(Hl7Message? message, Hl7Fault fault)
    {
        foreach (Hl7Acknowledgement answer in Acknowledger.Answer(message, [fault]))
        {
            bool isRead = Hl7Message.TryParse(
                answer.Bytes.Span, Hl7Limits.Default, out Hl7Message? read, out Hl7Fault? refused);
            string segments = answer.Code == Hl7AcknowledgementCode.CA ? "MSH MSA" : "MSH MSA ERR";
            if (!isRead || string.Join(' ', read!.Segments.Select(segment => segment.Name)) != segments
                || read.Segments[1][1].First.Text != answer.Code.ToString())
            {
                throw new FindingException($"an answer that cannot be read: {refused}");
            }
        }
    }

    private static void CheckTexts(Hl7Message message)
    {
        int undecodable = message.FindUndecodable().Count();
        foreach (Hl7Segment segment in message.Segments)
        {
            for (var number = 1; number <= segment.Count; number++)
            {
                Hl7Field field = segment[number];
                for (var repetition = 0; repetition < field.Count; repetition++)
                {
                    CheckValue(field[repetition], undecodable);
                }
            }
        }
    }

    private static void CheckValue(Hl7Value value, int undecodable)
    {
        CheckText(value.Text, undecodable);
        for (var component = 1; component <= Math.Min(value.Count, 20); component++)
        {
            CheckText(value[component], undecodable);
            CheckText(value[component, 2], undecodable);
        }
    }

    // What is written reads as it was, but for control characters.
    private static void CheckText(string text, int undecodable)
    {
        if (text.Contains('\r') || text.Contains('\ufffd') || (undecodable > 0 && text.Contains('\uffff')))
        {
            throw new FindingException("a text with characters that it must not have");
        }

        var writer = new Hl7Writer(Hl7Separators.Usual);
        writer.Segment("MSH").Skip(15).Field("UNICODE UTF-8").Segment("NTE").Components("x", text);
        byte[] bytes = Encoding.UTF8.GetBytes(writer.ToString());
        string kept = string.Concat(text.Where(c => !char.IsControl(c) || c == '\n'));
        bool isRead = Hl7Message.TryParse(bytes, Hl7Limits.Default, out Hl7Message? message, out _);
        string read = isRead ? message!.TextAt(new Hl7Path("NTE", Field: 1, Component: 2)) : "";
        if (read != kept && kept != "\"\"")
        {
            throw new FindingException($"'{text}' is read back as '{read}'");
        }
    }
}
