using Wlmscp.Formats;
using Wlmscp.Hl7;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Commands.Receiving;

/// <summary>A message of a file.</summary>
/// <param name="Sender">The file, and the line where it begins.</param>
/// <param name="Bytes">The message.</param>
internal sealed record MessageFile(Hl7Sender Sender, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Reads the messages of a file; at least one.</summary>
    /// <param name="path">The file; <c>-</c>: standard input.</param>
    /// <exception cref="ToolException">It has none, or cannot be read.</exception>
    public static IReadOnlyList<MessageFile> Read(string path)
    {
        MessageFile[] messages =
        [
            .. Hl7Batch.Split(InputFile.ReadBytes(path))
                .Select(message => new MessageFile(new Hl7Sender($"{path}:{message.Line}"), message.Bytes)),
        ];
        return messages.Length > 0
            ? messages
            : throw new ToolException(
                ExitCode.Failed, $"{path}: no HL7 message, expected one at least, which begins with MSH");
    }
}
