using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Checking;

/// <summary>
/// Entries of an area that share identifiers which are to tell them apart. Steps of one requested procedure share its
/// Study Instance UID (PS3.4 table K.6-1); a step and a patient have one study each.
/// </summary>
internal sealed class Twins
{
    private readonly Dictionary<(string Study, string Step), string> _entries = [];
    private readonly Dictionary<string, (string Name, string Patient)> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _steps = new(StringComparer.Ordinal);

    /// <summary>Takes an entry, and says which of its identifiers one before it has, if any.</summary>
    /// <param name="name">The name of its file.</param>
    /// <param name="dataset">What it holds.</param>
    public IReadOnlyList<string> Add(string name, DicomDataset dataset)
    {
        (string study, string step) = EntryKey.Of(dataset);
        string patient = EntryCompletion.TextOf(dataset, "PatientID");
        if (study.Length == 0 || step.Length == 0 || patient.Length == 0)
        {
            return []; // incomplete
        }

        if (!_entries.TryAdd((study, step), name))
        {
            return
            [
                $"has Study Instance UID and Scheduled Procedure Step ID of {_entries[(study, step)]}, "
                + "expected its own",
            ];
        }

        return [.. FindStudy(name, study, patient), .. FindStep(name, step)];
    }

    private IEnumerable<string> FindStudy(string name, string study, string patient)
    {
        if (!_studies.TryAdd(study, (name, patient)) && _studies[study].Patient != patient)
        {
            yield return $"has Study Instance UID of {_studies[study].Name}, which is of another Patient ID, "
                + "expected its own";
        }
    }

    // Had they the study in common, they were one entry.
    private IEnumerable<string> FindStep(string name, string step)
    {
        if (!_steps.TryAdd(step, name))
        {
            yield return $"has Scheduled Procedure Step ID of {_steps[step]}, which is of another study, "
                + "expected its own";
        }
    }
}
