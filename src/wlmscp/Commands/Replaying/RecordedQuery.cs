using Wlmscp.Formats;
using Wlmscp.RequestFiles;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>A query that was recorded, once or several times.</summary>
/// <param name="Device">Who asked whom.</param>
/// <param name="Identifier">What was asked.</param>
/// <param name="Files">The files that hold it, one at least.</param>
internal sealed record RecordedQuery(AskingDevice Device, DicomDataset Identifier, IReadOnlyList<string> Files)
{
    /// <summary>Reads request files. Those that hold the same query of the same device are one.</summary>
    /// <param name="settings">Which files, and what their names tell.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="faults">Receives why files are left out: one that cannot be read, or does not tell who asked whom.</param>
    /// <returns>The queries, in the order of the first file of each.</returns>
    /// <exception cref="ToolException">There is none.</exception>
    public static IReadOnlyList<RecordedQuery> ReadAll(
        ReplaySettings settings, IProgress<string> progress, List<ToolException> faults)
    {
        var queries = new Dictionary<(AskingDevice, string), (DicomDataset Identifier, List<string> Files)>();
        foreach (string file in settings.Files.SelectMany(Expand))
        {
            progress.Report(file);
            try
            {
                DicomDataset identifier = QueryFile.Read(file);
                (AskingDevice, string) key = (DeviceOf(file, settings), BytesOf(identifier));
                if (!queries.TryGetValue(key, out var known))
                {
                    queries[key] = known = (identifier, []);
                }

                known.Files.Add(file);
            }
            catch (ToolException e)
            {
                faults.Add(e);
            }
        }

        if (queries.Count == 0)
        {
            throw faults.FirstOrDefault() ?? new ToolException(
                ExitCode.Failed,
                $"--from {string.Join(' ', settings.Files)}: no file, nothing was asked again; "
                + "expected request files of the daemon");
        }

        return [.. queries.Select(each => new RecordedQuery(each.Key.Item1, each.Value.Identifier, each.Value.Files))];
    }

    // A directory stands for what was recorded in it, by name: by time, as the daemon names files.
    private static IEnumerable<string> Expand(string path)
    {
        try
        {
            return Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : [path];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"--from {path}: {e.Message}, expected request files", e);
        }
    }

    private static AskingDevice DeviceOf(string file, ReplaySettings settings)
    {
        var told = RequestFileTitles.Of(settings.Format, Path.GetFileName(file));
        return new AskingDevice(
            told.Calling ?? settings.Calling ?? throw Untold("--calling AETITLE"),
            told.Called ?? settings.Called ?? throw Untold("AETITLE behind DIR"))
        {
            IsSupposed = true,
        };

        ToolException Untold(string expected) => new(
            ExitCode.Usage,
            $"{file}: its name does not tell by --request-file-format '{settings.Format}' who asked whom, expected {expected}");
    }

    private static string BytesOf(DicomDataset identifier)
    {
        var bytes = new ByteBuffer();
        DicomDatasetWriter.Write(identifier, DicomTransferSyntax.ExplicitVRLittleEndian, bytes);
        return Convert.ToBase64String(bytes.Written);
    }
}
