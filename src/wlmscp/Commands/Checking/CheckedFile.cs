using Spectre.Console;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Interpretation;

namespace Wlmscp.Commands.Checking;

/// <summary>A file or an area, and what is wrong with it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Faults">Why the daemon does not serve it; empty: it does.</param>
/// <param name="Doubts">What is wrong although it is served.</param>
internal sealed record CheckedFile(string Path, IReadOnlyList<string> Faults, IReadOnlyList<string> Doubts)
{
    /// <summary>Why a device does not show it; null: it does, or that is not looked at.</summary>
    public string? NotShown { get; init; }

    /// <summary>Whether it is served, and shown.</summary>
    public bool IsFine => Faults.Count == 0 && NotShown is null;

    /// <summary>Checks a worklist file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">What it holds.</param>
    /// <param name="access">Who has to be able to read it; null: that is looked at elsewhere.</param>
    /// <param name="doubts">What is wrong with it among others.</param>
    /// <param name="device">Says whether a device shows it; null: that is not looked at.</param>
    public static CheckedFile Of(
        string path, AreaFile file, ReadAccess? access, IReadOnlyList<string> doubts, DeviceCheck? device)
    {
        string[] faults = [.. FindFaults(path, file, access)];
        return new(path, faults, [.. FindDoubts(file), .. doubts])
        {
            NotShown = faults.Length == 0 ? device?.FindFault(file) : null,
        };
    }

    /// <summary>Checks a data set that is in no file yet.</summary>
    /// <param name="place">Where it comes from.</param>
    /// <param name="dataset">What it holds.</param>
    public static CheckedFile Of(string place, DicomDataset dataset)
    {
        var interpreted = InterpretedDataset.Of(dataset);
        return new(
            place, [.. Incompleteness.FindFaults(place, interpreted.Dataset)],
            [.. FindDoubts(dataset, [], interpreted.Finding)]);
    }

    /// <summary>Says what is wrong with the name of a worklist file; null if nothing.</summary>
    public static string? FindNameFault(string path)
    {
        string extension = System.IO.Path.GetExtension(path);
        string problem = extension.Length == 0 ? "has no ending" : $"ends in {extension}";
        return extension == AreaFile.Extension ? null : $"its name {problem}, expected {AreaFile.Extension}; rename it";
    }

    /// <summary>Prints a line for each fault and doubt.</summary>
    public void Print()
    {
        foreach (string fault in Faults)
        {
            CheckLine.Print(Path, "not served", Color.Red, fault);
        }

        foreach (string doubt in Doubts)
        {
            CheckLine.Print(Path, "served, but", Color.Yellow, doubt);
        }

        if (NotShown is not null)
        {
            CheckLine.Print(Path, "not shown", Color.Red, NotShown);
        }
    }

    private static IEnumerable<string> FindFaults(string path, AreaFile file, ReadAccess? access)
    {
        if (FindNameFault(path) is { } nameFault)
        {
            yield return nameFault;
        }

        if (access?.FindFault(path) is { } accessFault)
        {
            yield return accessFault;
        }
        else if (file.Skipped is { } skipped)
        {
            yield return $"{skipped}, expected a DICOM file that can be read";
        }

        foreach (string fault in file.Dataset is null ? [] : Incompleteness.FindFaults(path, file.Dataset))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FindDoubts(AreaFile file) =>
        file.AsWritten is null ? [] : FindDoubts(file.AsWritten, file.Oddities, file.CharacterSet);

    private static IEnumerable<string> FindDoubts(
        DicomDataset dataset, IEnumerable<DicomOddity> oddities, CharacterSetFinding? finding)
    {
        string? characterSet = finding is null ? null : Describe(dataset, finding);
        return
        [
            .. oddities.Select(oddity => oddity.ToString()),
            .. characterSet is null ? Array.Empty<string>() : [characterSet],
            .. ValueCheck.FindProblems(dataset, characterSet is null ? null : finding)
                .Select(problem => problem.ToString()),
        ];
    }

    // Null where it is not known what was meant: the values tell.
    private static string? Describe(DicomDataset dataset, CharacterSetFinding finding)
    {
        if (finding.Taken is null)
        {
            return null;
        }

        string advice = EntryRepair.CanMend(dataset, finding) ? "--fix mends it" : "but the text is not in that set";
        return finding.Problem switch
        {
            CharacterSetProblem.Misspelt =>
                $"(0008,0005) SpecificCharacterSet: '{finding.Given}', expected {finding.Taken}; {advice}",
            CharacterSetProblem.Missing =>
                $"looks like {finding.ReadAs}, (0008,0005) is missing, expected {finding.Taken}; --fix adds it",
            _ => $"looks like {finding.ReadAs}, (0008,0005) is '{finding.Given}', expected {finding.Taken}; {advice}",
        };
    }
}
