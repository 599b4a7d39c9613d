using WorklistScp.Worklist.Checking;

namespace Wlmscp.Commands.Editing;

/// <summary>An entry that is to be put into a storage area.</summary>
/// <param name="Source">What it was made of, for messages.</param>
/// <param name="FileName">The name of its file.</param>
/// <param name="Dataset">What it holds.</param>
internal sealed record NewEntry(string Source, string FileName, DicomDataset Dataset)
{
    /// <summary>Looks whether the daemon would serve it, and whether its values are what their VR allows.</summary>
    /// <exception cref="ToolException">They are not, or it would not.</exception>
    public void ThrowIfWrong()
    {
        if (Completeness.FindMissing(Dataset) is { Count: > 0 } missing)
        {
            throw new ToolException(ExitCode.Negative, $"{Source}: incomplete, expected {string.Join(", ", missing)}");
        }

        if (ValueCheck.FindProblems(Dataset) is [var problem, ..])
        {
            throw new ToolException(ExitCode.Negative, $"{Source}: {problem}");
        }
    }
}
