using WorklistScp.Dicom.IO;
using WorklistScp.Interop.Tests.Wlmscpfs;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>Entries that a command changes together. Each carries its version in several attributes.</summary>
/// <param name="Name">What their patient IDs begin with, and the names of their files.</param>
/// <param name="Size">How many they are.</param>
internal sealed record EntryGroup(string Name, int Size)
{
    private const string FirstVersion = "V0";
    private const int CommentLength = 1000; // so that a file is not written at once by chance

    private const string Merged = "MERGED";

    private static readonly string[] VersionKeywords =
    [
        "AccessionNumber", "RequestedProcedureID", "AdmittingDiagnosesDescription", "RequestedProcedureDescription",
        "ScheduledProcedureStepDescription",
    ];

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.Now);

    /// <summary>Whether no command takes them away.</summary>
    public bool Stays { get; init; }

    /// <summary>Whether their steps lie in the past, so that they expire.</summary>
    public bool IsOld { get; init; }

    /// <summary>Whether they are put, taken off the list, and brought back.</summary>
    public bool IsShelved { get; init; }

    /// <summary>Whether they go from one patient to the next, whose ID is their version.</summary>
    public bool IsMerged => Name.StartsWith(Merged, StringComparison.Ordinal);

    /// <summary>What is known of their versions.</summary>
    public GroupHistory History { get; } = new([.. Enumerable.Repeat("", Size)]);

    /// <summary>The patient IDs, unless they are merged; they are the names of the files too.</summary>
    public IReadOnlyList<string> PatientIDs { get; } =
        Size == 1 ? [Name] : [.. Enumerable.Range(1, Size).Select(i => $"{Name}-{i}")];

    /// <summary>The words with which commands find the group.</summary>
    public string Key => $"PatientID={Name}*";

    /// <summary>The attributes that hold a version.</summary>
    public static IEnumerable<string> WordsOf(string version) =>
        [.. VersionKeywords.Select(keyword => $"{keyword}={version}"), $"PatientComments={CommentOf(version)}"];

    /// <summary>All attributes of an entry.</summary>
    public IEnumerable<string> WordsOf(string patientID, string version) =>
    [
        $"PatientName={(IsMerged ? "Doe" : patientID)}^{Name}", $"PatientID={(IsMerged ? version : patientID)}",
        $"StudyInstanceUID={UidOf(patientID)}",
        "Modality=CT", "ScheduledStationAETitle=CT1",
        $"ScheduledProcedureStepStartDate={Today.AddDays(IsOld ? -3 : 30):yyyyMMdd}",
        "ScheduledProcedureStepStartTime=1030", $"ScheduledProcedureStepID={patientID}", .. WordsOf(IsMerged ? FirstVersion : version)
            .SkipLast(1), $"PatientComments={CommentOf(version)}",
    ];

    /// <summary>An entry.</summary>
    public DicomDataset ToDataset(string patientID, string version)
    {
        var dataset = new DicomDataset();
        foreach (string word in WordsOf(patientID, version))
        {
            Assert.True(AttributeAssignment.TryParse(
                word, Today.ToDateTime(default), out AttributeAssignment? assignment, out string? expected), expected);
            Assert.True(assignment.TryApply(dataset, out expected), expected);
        }

        return dataset;
    }

    /// <summary>
    /// The version of an entry: of a file, or of a response. Fails unless it is whole, all of one version and of one
    /// patient.
    /// </summary>
    public static string VersionOf(DicomDataset entry, string where)
    {
        string id = IdOf(entry);
        string patient = EntryCompletion.TextOf(entry, "PatientID");
        bool isMerged = id.StartsWith(Merged, StringComparison.Ordinal);
        string[] versions = isMerged
            ? [patient]
            : [.. VersionKeywords.Select(word => EntryCompletion.TextOf(entry, word)).Distinct()];
        Assert.True(
            versions.Length == 1 && versions[0].Length > 0
            && EntryCompletion.TextOf(entry, "PatientComments") == CommentOf(versions[0])
            && EntryCompletion.TextOf(entry, "StudyInstanceUID") == UidOf(id)
            && (isMerged || patient == id),
            $"{where}: {id} is not of one version and patient:\n{Answer.Dump(entry)}");
        return versions[0];
    }

    /// <summary>The name of an entry in its group: of all groups, only one has it.</summary>
    public static string IdOf(DicomDataset entry) => EntryCompletion.TextOf(entry, "ScheduledProcedureStepID");

    /// <summary>The versions in the files of a directory.</summary>
    public IReadOnlyList<string> ReadVersions(string directory) =>
        [.. PatientIDs.Select(id => ReadVersion(Path.Join(directory, $"{id}.wl")))];

    private static string ReadVersion(string path) =>
        File.Exists(path) ? VersionOf(DicomFile.Read(File.ReadAllBytes(path)).Dataset, path) : "";

    /// <summary>A comment that carries a version.</summary>
    public static string CommentOf(string version) =>
        string.Join('.', Enumerable.Repeat(version, CommentLength / version.Length));

    // Letters and digits as numbers.
    private static string UidOf(string patientID) => $"1.2.{string.Join('.', patientID.Select(c => (int)c))}";
}
