using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>
/// What an area keeps of performed procedure steps, in its directory <c>mpps</c>: each as a DICOM file that has its SOP
/// Instance UID as name, and for each scheduled step a file that says what was performed for it.
/// </summary>
/// <param name="area">The directory of the area.</param>
public sealed class MppsFiles(string area)
{
    private const string ObjectExtension = ".dcm";
    private const string HistoryExtension = ".step";

    // What is read again as a DICOM file has at most that.
    private const long LargestFile = 16 << 20;

    private const string LateExtension = ".late";

    private readonly string _directory = new EditedPlace(area).PerformedSteps;

    /// <summary>The SOP Instance UIDs of all performed steps that are kept here, in no order.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="StorageAreaException">The directory is a link.</exception>
    public IEnumerable<string> List() => FilesOf(ObjectExtension).Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Reads a performed step; null: it is not here.</summary>
    /// <inheritdoc cref="List"/>
    /// <exception cref="DicomDataException">What is here under its name is none.</exception>
    public KeptMpps? Find(string sopInstanceUID)
    {
        EditedPlace.ThrowIfNoDirectory(_directory);
        string path = Path.Join(_directory, NameOf(sopInstanceUID));
        if (!MppsObject.IsUID(sopInstanceUID) || !File.Exists(path))
        {
            return null;
        }

        byte[] bytes = Read(path);
        var file = DicomFile.Read(bytes);
        return new KeptMpps(new MppsObject(sopInstanceUID, file.Dataset), bytes)
        {
            CallingAETitle = file.FileMetaInfo.TryGetString(DicomTag.SourceApplicationEntityTitle, out string? title)
                ? title.Trim(' ')
                : "",
        };
    }

    /// <summary>What was performed for a scheduled step; null: nothing that is known.</summary>
    /// <inheritdoc cref="List"/>
    public StepHistory? FindHistory(EntryKey key)
    {
        EditedPlace.ThrowIfNoDirectory(_directory);
        string path = Path.Join(_directory, NameOf(key));
        return File.Exists(path) && StepHistory.Parse(Encoding.UTF8.GetString(Read(path))) is { } history
            && history.Key == key
                ? history
                : null;
    }

    /// <summary>What was performed for scheduled steps, in no order, where something is still in progress.</summary>
    /// <param name="settled">
    /// The files of the others, with the time at which they were written: they are not read again.
    /// </param>
    /// <inheritdoc cref="List"/>
    internal IEnumerable<StepHistory> ListHistories(Dictionary<string, DateTime> settled)
    {
        foreach (string path in FilesOf(HistoryExtension))
        {
            DateTime written = File.GetLastWriteTimeUtc(path);
            if (settled.TryGetValue(path, out DateTime then) && then == written)
            {
                continue;
            }

            var history = StepHistory.Parse(Encoding.UTF8.GetString(Read(path)));
            if (history?.Steps.Any(step => step.Step.Status == PerformedStatus.InProgress) == true)
            {
                yield return history;
            }
            else
            {
                settled[path] = written;
            }
        }
    }

    /// <summary>The files of performed steps that were last written before a moment, UTC; in no order.</summary>
    internal IEnumerable<string> ObjectsBefore(DateTime moment) =>
        FilesOf(ObjectExtension).Where(path => File.GetLastWriteTimeUtc(path) < moment);

    /// <summary>
    /// The files of what was performed for scheduled steps that were last written before a moment, UTC, with what they say;
    /// null: nothing that is understood. In no order.
    /// </summary>
    internal IEnumerable<(string Path, StepHistory? History)> HistoriesBefore(DateTime moment) =>
        FilesOf(HistoryExtension).Where(path => File.GetLastWriteTimeUtc(path) < moment)
            .Select(path => (path, StepHistory.Parse(Encoding.UTF8.GetString(Read(path)))));

    /// <summary>When a performed step that is kept here was last written, UTC; null: it is not here.</summary>
    internal DateTime? FindWriteTime(string sopInstanceUID) =>
        new FileInfo(Path.Join(_directory, NameOf(sopInstanceUID))) is { Exists: true } file ? file.LastWriteTimeUtc : null;

    /// <summary>The file of a performed step.</summary>
    internal static KeptFile ToFile(MppsObject performed, string callingAETitle)
    {
        var file = new DicomFile(
            performed.Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomUID.ModalityPerformedProcedureStep);
        file.FileMetaInfo.AddOrUpdate(DicomElement.FromAscii(
            DicomTag.MediaStorageSOPInstanceUID, DicomVR.UI, performed.SOPInstanceUID));
        file.FileMetaInfo.AddOrUpdate(DicomElement.FromAscii(
            DicomTag.SourceApplicationEntityTitle, DicomVR.AE, callingAETitle));
        var bytes = new ArrayBufferWriter<byte>();
        file.Write(bytes);
        if (bytes.WrittenCount > LargestFile)
        {
            throw new StorageAreaException(
                $"performed step {performed.SOPInstanceUID}: {bytes.WrittenCount} bytes, expected at most {LargestFile}",
                "The performed step would be too large");
        }

        return new KeptFile(
            EditedPlace.PerformedStepsName, NameOf(performed.SOPInstanceUID), bytes.WrittenSpan.ToArray(),
            KeptTurn.AfterEntries);
    }

    /// <summary>The file of what was performed for a scheduled step.</summary>
    internal static KeptFile ToFile(StepHistory history) => new(
        EditedPlace.PerformedStepsName, NameOf(history.Key), Encoding.UTF8.GetBytes(history.ToText()),
        KeptTurn.BeforeEntries)
    {
        // It counts where several devices perform one step; without it, the last one decides.
        IsFlushed = false,
    };

    /// <summary>
    /// The file that says of a performed step that its entries were not looked for in all areas, since others had them
    /// locked: that is caught up.
    /// </summary>
    internal static KeptFile ToLateFile(string sopInstanceUID) => new(
        EditedPlace.PerformedStepsName, sopInstanceUID + LateExtension, [], KeptTurn.BeforeEntries);

    /// <summary>The SOP Instance UIDs of those performed steps.</summary>
    internal IEnumerable<string> ListLate() =>
        FilesOf(LateExtension).Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Says that a performed step was looked for everywhere.</summary>
    internal void EndLate(string sopInstanceUID) => File.Delete(Path.Join(_directory, sopInstanceUID + LateExtension));

    private IEnumerable<string> FilesOf(string extension)
    {
        EditedPlace.ThrowIfNoDirectory(_directory);
        return Directory.Exists(_directory) ? Directory.EnumerateFiles(_directory, $"*{extension}") : [];
    }

    private static string NameOf(string sopInstanceUID) => sopInstanceUID + ObjectExtension;

    // The step ID may be anything.
    private static string NameOf(EntryKey key)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{key.StudyInstanceUID}\n{key.StepID}"));
        return Convert.ToHexStringLower(digest.AsSpan(0, 16)) + HistoryExtension;
    }

    private static byte[] Read(string path)
    {
        if (!WholeFile.IsRegular(path))
        {
            throw new IOException($"'{path}': no regular file, expected one");
        }

        long length = new FileInfo(path).Length;
        return length <= LargestFile
            ? File.ReadAllBytes(path)
            : throw new IOException($"'{path}': {length} bytes, expected at most {LargestFile}");
    }
}

/// <summary>A performed step as it is kept.</summary>
/// <param name="Object">The object.</param>
/// <param name="File">Its file: that tells whether somebody else has changed it meanwhile.</param>
public sealed record KeptMpps(MppsObject Object, ReadOnlyMemory<byte> File)
{
    /// <summary>The modality that told it.</summary>
    public string CallingAETitle { get; init; } = "";
}
