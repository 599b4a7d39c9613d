using Wlmscp.Formats;

namespace Wlmscp.Commands.Converting;

/// <summary>Where data sets go: to one file, or to files in a directory.</summary>
/// <param name="Path">The file or directory.</param>
/// <param name="Format">The format to write.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
internal sealed record ConversionTarget(string Path, DatasetFormat Format, bool IsDirectory)
{
    /// <summary>Tells what the last word of a command line means.</summary>
    /// <param name="path">The word.</param>
    /// <param name="format">The format that was asked for; null: that of the file's name, of DICOM files else.</param>
    /// <exception cref="ToolException">It is neither a directory nor a file that can be written.</exception>
    public static ConversionTarget Of(string path, DatasetFormat? format)
    {
        if (Directory.Exists(path))
        {
            return new ConversionTarget(path, format ?? DatasetFormat.All[0], IsDirectory: true);
        }

        DatasetFormat? found = format ?? DatasetFormat.Find(path);
        return found is { IsWritable: true }
            ? new ConversionTarget(path, found, IsDirectory: false)
            : throw new ToolException(
                ExitCode.Usage,
                $"{path}: no directory, and no kind of file to write, expected one that ends in {Endings}");
    }

    /// <summary>The name of a file for a data set.</summary>
    /// <param name="input">The file that it comes from.</param>
    /// <param name="number">The number of the data set in that file, from 1.</param>
    /// <param name="count">How many that file has.</param>
    public string FileFor(string input, int number, int count)
    {
        if (!IsDirectory)
        {
            return Path;
        }

        string name = System.IO.Path.GetFileNameWithoutExtension(input);
        string suffix = count == 1 ? "" : "-" + number.ToString().PadLeft(count.ToString().Length, '0');
        return System.IO.Path.Join(Path, name + suffix + Format.Extensions[0]);
    }

    private static string Endings => string.Join(
        ", ", DatasetFormat.All.Where(format => format.IsWritable).SelectMany(format => format.Extensions));
}
