using System.CommandLine;
using Wlmscp.Formats;
using Wlmscp.Terminal;

namespace Wlmscp.Convert;

/// <summary><c>wlmscp convert IN... OUT</c>: converts files between the formats of data sets.</summary>
internal static class ConvertCommand
{
    /// <summary>What it does.</summary>
    public const string Description = "convert worklist files: .wl, .dcm, .dump, .json; from .csv too";

    private const int MostPaths = 100_000; // the most that the parser takes

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("IN... OUT")
        {
            Description = "files or directories to read, then the file or directory to write",
            Arity = new ArgumentArity(2, MostPaths),
        };
        var to = new Option<string?>("--to")
        {
            HelpName = "FORMAT",
            Description = "what to write: wl, dcm, dump or json (default: by the name of OUT, wl in a directory)",
        };
        to.AcceptOnlyFromAmong(
            [.. DatasetFormat.All.Where(format => format.IsWritable).SelectMany(format => format.Extensions)
                .Select(extension => extension[1..])]);
        var command = new Command("convert", Description) { paths, to };
        command.SetAction(result => Run(result.GetRequiredValue(paths), result.GetValue(to)));
        return command;
    }

    private static int Run(string[] paths, string? to) => ToolRunner.Run("convert", () =>
    {
        ConversionTarget target = ConversionTarget.Of(paths[^1], to is null ? null : DatasetFormat.Find("." + to));
        using var progress = new ProgressLine("converting");
        foreach (ConvertedFile file in Conversion.Make(paths[..^1], target, progress))
        {
            progress.Report(file.Path);
            OutputFile.Write(file.Path, file.Bytes);
        }

        return ExitCode.Success;
    });
}
