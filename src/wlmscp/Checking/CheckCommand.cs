using System.CommandLine;
using System.Text.Json;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Checking;

/// <summary><c>wlmscp check PATH...</c>: says which files the daemon would not serve, and why.</summary>
internal static class CheckCommand
{
    private const int MostPaths = 100_000; // the most that the parser takes

    private const string Prose = """
        Checks worklist files and storage areas as the daemon would see them. A line for each problem says that a file
        is not served - it cannot be read, is incomplete, has a name that does not end in `.wl` - or what is wrong
        although it is served: a VR that is not that of the dictionary, values that are too long, malformed, or not in
        the character set, a Study Instance UID and Scheduled Procedure Step ID that another file has.
        Of an area its name and lockfile are looked at too.
        The exit code is 0 if all of it would be served.
        `--json` prints an array of objects with `path`, `served`, `faults` and `doubts`.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        var paths = new Argument<string[]>("PATH...")
        {
            Description = "worklist files, or storage areas",
            Arity = new ArgumentArity(1, MostPaths),
        };
        Option<bool> json = ValueParsers.Flag("--json", "print JSON");
        var command = new Command("check", "say which worklist files would not be served, and why") { paths, json };
        command.SetAction(result => ToolRunner.Run(
            "check", () => Run(result.GetRequiredValue(paths), result.GetValue(json))));
        return new Tool(command, "`wlmscp check` [`--json`] *PATH*...", Prose);
    }

    private static int Run(string[] paths, bool isJson)
    {
        CheckedFile[] files = [.. paths.SelectMany(Check)];
        if (isJson)
        {
            JsonOutput.WriteArray(files, Write);
        }
        else
        {
            WriteLines(files);
        }

        return Array.TrueForAll(files, file => file.Faults.Count == 0) ? ExitCode.Success : ExitCode.Negative;
    }

    private static IReadOnlyList<CheckedFile> Check(string path) =>
        Directory.Exists(path) ? AreaCheck.Of(path)
        : File.Exists(path) ? [CheckedFile.Of(path, AreaFile.Read(path))]
        : throw new ToolException(ExitCode.Failed, $"{path}: no such file, expected a worklist file or storage area");

    private static void WriteLines(CheckedFile[] files)
    {
        foreach (string line in files.SelectMany(file => file.Lines))
        {
            Console.WriteLine(line);
        }
    }

    private static void Write(CheckedFile file, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, file.Path);
        json.WriteBoolean("served"u8, file.Faults.Count == 0);
        Write(json, "faults", file.Faults);
        Write(json, "doubts", file.Doubts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
