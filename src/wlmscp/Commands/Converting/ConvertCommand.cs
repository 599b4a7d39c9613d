using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Terminal;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Converting;

/// <summary><c>wlmscp convert IN... OUT</c>: converts files between the formats of data sets.</summary>
internal static class ConvertCommand
{
    private const string Writable = "wl, dcm, dump, json or xml";

    private const string Prose = """
        The end of a name tells what a file holds: `.wl` and `.dcm` a DICOM file, `.dump` the dump text of DCMTK,
        `.json` the DICOM JSON model (PS3.18 annex F), `.xml` the Native DICOM Model (PS3.19 annex A.1), `.csv` a table in
        UTF-8.

        The data set stays the same byte for byte. Dump text does not hold ends of lines in values, nor blanks at their
        end; such a value is an error. JSON and XML have no group lengths.

        The first row of a table has the attributes: keywords such as `PatientID`, or `gggg,eeee`;
        `RequestedProcedureCodeSequence.CodeValue` is one of an item.
        Those of the Scheduled Procedure Step, such as `Modality`, need no sequence before them.
        Each further row is a data set. Commas, semicolons or tabs separate the columns.

        Of several data sets each goes to a file of its own in the directory *OUT*, named as the file it comes from,
        with a number where that has several.
        Everything is read before the first file is written, and each is written whole or not at all. Pipes, devices and
        what links lead to are written to and stay what they are. `-` is standard input and output; what has no name that
        tells its kind is told by its first bytes. Values of tables, and of entries in JSON and XML, must be what `wlmscp check`
        expects.
        `--dry-run` shows the files that would be written.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string[]> paths = ToolWords.Paths(
            "IN... OUT", 2, "files or directories to read, then the file or directory to write");
        Option<DatasetFormat?> to = ValueParsers.Value(
            "--to", "FORMAT", $"what to write: {Writable} (default: by the name of OUT, wl in a directory)",
            ParseFormat);
        Option<bool> dryRun = ToolWords.DryRun();
        var command = new Command("convert", "convert worklist files: .wl, .dcm, .dump, .json, .xml; from .csv too")
        {
            paths, to, dryRun,
        };
        command.SetAction(result => Run(
            result.GetRequiredValue(paths), result.GetValue(to), result.GetValue(dryRun)));
        return new Tool(command, "`wlmscp convert` [`--to` *FORMAT*] [`--dry-run`] *IN*... *OUT*", Prose)
        {
            Example = "wlmscp convert tomorrow.csv entries",
        };
    }

    private static Parsed<DatasetFormat?> ParseFormat(string name) =>
        DatasetFormat.Find("." + name) is { IsWritable: true } format ? new(format) : new(null, Writable);

    private static int Run(string[] paths, DatasetFormat? to, bool isDryRun) => ToolRunner.Run("convert", () =>
    {
        ConversionTarget target = ConversionTarget.Of(paths[^1], to);
        using var progress = new ProgressLine("converting");
        IReadOnlyList<ConvertedFile> files = Conversion.Make(paths[..^1], target, progress);
        ToolConsole.SayDryRun(isDryRun);
        if (isDryRun)
        {
            foreach (ConvertedFile file in files)
            {
                Console.WriteLine($"{PrintableText.Of(file.Path)}: {file.Bytes.Length} bytes");
            }

            return ExitCode.Success;
        }

        if (files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file.Path))).FirstOrDefault(LockFile.Exists!) is { } area)
        {
            StandardStreams.WriteError(PrintableText.Of(
                $"wlmscp convert: warning: {area} is a storage area, in which wlmscp add completes entries, and takes the lock"));
        }

        foreach (ConvertedFile file in files)
        {
            progress.Report(file.Path);
            OutputFile.Write(file.Path, file.Bytes);
        }

        return ExitCode.Success;
    });
}
