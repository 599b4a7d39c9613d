using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>An entry that is to be put into a storage area.</summary>
/// <param name="Source">What it was made of, for messages.</param>
/// <param name="FileName">The name of its file.</param>
/// <param name="Dataset">What it holds.</param>
internal sealed record NewEntry(string Source, string FileName, DicomDataset Dataset)
{
    /// <summary>What tells entries of an area apart.</summary>
    public (string StudyInstanceUID, string StepID) Key => KeyOf(Dataset);

    /// <inheritdoc cref="Key"/>
    public static (string StudyInstanceUID, string StepID) KeyOf(DicomDataset dataset) => (
        EntryCompletion.TextOf(dataset, "StudyInstanceUID"),
        EntryCompletion.TextOf(dataset, "ScheduledProcedureStepID"));

    /// <summary>Looks whether the daemon would serve it, and whether its values are what their VR allows.</summary>
    /// <param name="known">What was wrong with its values before, and may stay so.</param>
    /// <exception cref="ToolException">They are not, or it would not.</exception>
    public void ThrowIfWrong(IReadOnlyList<ValueProblem> known)
    {
        if (Completeness.FindMissing(Dataset) is { Count: > 0 } missing)
        {
            throw new ToolException(ExitCode.Negative, $"{Source}: incomplete, expected {string.Join(", ", missing)}");
        }

        if (ValueCheck.FindProblems(Dataset).Except(known).FirstOrDefault() is { } problem)
        {
            throw new ToolException(ExitCode.Negative, $"{Source}: {problem}");
        }
    }

    /// <summary>The bytes of its file.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        new DicomFile(Dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
        return output.WrittenSpan.ToArray();
    }
}
