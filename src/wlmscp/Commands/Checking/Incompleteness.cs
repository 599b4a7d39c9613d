using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Completion;

namespace Wlmscp.Commands.Checking;

/// <summary>Why a worklist entry is incomplete, and what to do about it.</summary>
internal static class Incompleteness
{
    private static readonly MissingAttribute Study = new(new AttributePath(DicomTag.StudyInstanceUID));

    /// <summary>Finds the faults.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dataset">What it holds.</param>
    public static IEnumerable<string> FindFaults(string path, DicomDataset dataset) =>
        Completeness.FindMissing(dataset).Select(missing => missing == Study && !Fixer.IsLink(path)
            ? $"incomplete, expected {missing}; {AdviseStudy(dataset)}"
            : $"incomplete, expected {missing}");

    private static string AdviseStudy(DicomDataset dataset) =>
        OrderKey.Of(dataset) is null ? "--fix adds it to a file that has PatientID" : "--fix adds it";
}
