using System.Text.Json;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Asks pydicom what is in files.</summary>
internal static class Pydicom
{
    // Debian's, which has the package python3-pydicom.
    private const string Python = "/usr/bin/python3";

    private static readonly string Script = Path.Join(
        WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Interop.Tests", "RoundTrips", "pydicom_view.py");

    /// <summary>
    /// What it reads of files, in lines as <see cref="SampleText"/> makes them; a line with its error where it fails.
    /// </summary>
    /// <param name="files">Files that end in .wl or .json.</param>
    /// <param name="directory">Where it writes JSON of each .wl.</param>
    public static async Task<IReadOnlyDictionary<string, string[]>> ViewAsync(string[] files, string directory)
    {
        ProgramRun run = await ProgramRun.RunAsync(Python, [Script, directory, .. files]);
        Assert.True(run.ExitCode == 0, run.Error);
        return files.Zip(run.Output.Split('\n')).ToDictionary(
            each => Path.GetFileNameWithoutExtension(each.First), each => LinesOf(each.Second));
    }

    private static string[] LinesOf(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.String
            ? [root.GetString()!]
            : [.. root.EnumerateArray().Select(line => SampleText.Line(
                line[0].GetString()!, line[1].GetString()!,
                line[2].EnumerateArray().Select(value => value.GetString()!)))];
    }
}
