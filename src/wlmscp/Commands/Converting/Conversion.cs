using System.Buffers;
using Wlmscp.Formats;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Checking;

namespace Wlmscp.Commands.Converting;

/// <summary>Converts files. All are read before the first is written.</summary>
internal static class Conversion
{
    /// <summary>Reads what is to be converted, and makes the files that come of it.</summary>
    /// <param name="inputs">Files, and directories, of which the files with a known kind of name count.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="progress">Told of each file.</param>
    /// <exception cref="ToolException">A file is wrong, or two would get one name.</exception>
    public static IReadOnlyList<ConvertedFile> Make(
        IEnumerable<string> inputs, ConversionTarget target, IProgress<string> progress)
    {
        var outputs = new Dictionary<string, ConvertedFile>(StringComparer.Ordinal);
        foreach (string input in inputs.SelectMany(Expand))
        {
            progress.Report(input);
            IReadOnlyList<InputDataset> files = InputFile.Read(input, out DatasetFormat format);
            ThrowIfWrong(input, files, format);
            for (var i = 0; i < files.Count; i++)
            {
                string path = target.FileFor(input, i + 1, files.Count);
                if (!outputs.TryAdd(path, new ConvertedFile(input, path, Encode(files[i].File, target.Format, input))))
                {
                    throw new ToolException(
                        ExitCode.Usage,
                        $"{input}: {path} is made of {outputs[path].Input} already, expected a directory "
                        + "for several data sets, and names that differ in it");
                }
            }
        }

        return [.. outputs.Values];
    }

    // All that is wrong at once: a table is mended in one go. What private elements hold is their owner's to know.
    private static void ThrowIfWrong(string input, IReadOnlyList<InputDataset> files, DatasetFormat format)
    {
        string[] problems =
        [
            .. files.SelectMany(file => (format.RequiresValues(file.Dataset) ? ValueCheck.FindProblems(file.Dataset) : [])
                .Where(problem => !problem.Path.Tags.Any(tag => tag.IsPrivate))
                .Select(problem => $"{file.In(input)}: {problem}")),
        ];
        if (problems.Length > 0)
        {
            throw new ToolException(ExitCode.Refused, problems);
        }
    }

    private static IEnumerable<string> Expand(string input) => Directory.Exists(input)
        ? Directory.EnumerateFiles(input).Where(path => DatasetFormat.Find(path) is not null)
            .Order(StringComparer.Ordinal)
        : [input];

    private static byte[] Encode(DicomFile file, DatasetFormat format, string input)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            format.Write(file, output);
        }
        catch (DicomDataException e)
        {
            throw new ToolException(ExitCode.Failed, $"{input}: {e.Message}", e);
        }

        return output.WrittenSpan.ToArray();
    }
}
