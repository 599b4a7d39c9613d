using System.Buffers;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>What became of the messages of a file.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Refused">How many of them were refused.</param>
/// <param name="Answers">What they are answered, one after the other.</param>
internal sealed record FileRun(int Count, int Refused, ReadOnlyMemory<byte> Answers)
{
    /// <summary>Carries out the messages of a file, one after the other.</summary>
    /// <param name="desk">Carries out each.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="cancellationToken">The program ends.</param>
    /// <returns>What became of them; null: one of them could not be carried out now.</returns>
    public static async Task<FileRun?> RunAsync(
        OrderDesk desk, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var answers = new ArrayBufferWriter<byte>();
        var count = 0;
        var refused = 0;
        foreach (Hl7BatchMessage message in Hl7Batch.Split(bytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sender = new Hl7Sender($"{name}:{message.Line}") { Door = Hl7Door.Folder };
            MessageReport report = await desk.HandleAsync(message.Bytes, sender, cancellationToken);
            if (PassingFaults.AreIn(report.Faults))
            {
                return null;
            }

            count++;
            refused += report.Faults.Any(fault => fault.IsError) ? 1 : 0;
            foreach (Hl7Acknowledgement answer in report.Answers)
            {
                answers.Write(answer.Bytes.Span);
            }
        }

        return new FileRun(count, refused, answers.WrittenMemory);
    }
}
