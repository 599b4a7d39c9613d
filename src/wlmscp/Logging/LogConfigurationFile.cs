using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wlmscp.Logging;

/// <summary>The file that --log-config names: JSON with comments, as samples/deploy/logging.json shows.</summary>
/// <param name="Serilog">The configuration.</param>
internal sealed record LogConfigurationFile([property: JsonRequired] LogConfiguration Serilog)
{
    private const string Expected = "expected what the sample logging.json shows";

    /// <summary>Reads a file.</summary>
    /// <exception cref="StartException">It cannot be read, or has something that is not understood.</exception>
    public static LogConfiguration Read(string path)
    {
        string text = ReadText(path);
        if (DcmtkLogConfiguration.IsOne(text))
        {
            return DcmtkLogConfiguration.Read(text);
        }

        try
        {
            LogConfigurationFile? file =
                JsonSerializer.Deserialize(text, LogConfigurationContext.Default.LogConfigurationFile);
            return Check(path, file?.Serilog ?? throw Problem(path, "empty"));
        }
        catch (JsonException e)
        {
            string place = e.Path is null or "$" ? "" : $", {e.Path}";
            throw Problem(path, $"line {e.LineNumber + 1}{place}: not understood", e);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"--log-config {path}: {(File.Exists(path) ? e.Message : "no such file")}, expected a JSON file", e);
        }
    }

    private static LogConfiguration Check(string path, LogConfiguration configuration)
    {
        if (configuration.MinimumLevel.Override.Keys.FirstOrDefault(name => !LogSource.All.Contains(name)) is { } name)
        {
            throw new StartException(
                $"--log-config {path}: Override of {name}, expected one of {string.Join(", ", LogSource.All)}");
        }

        foreach (LogSink? sink in configuration.WriteTo) // the reader takes null for an element, whatever its type
        {
            if (sink is null)
            {
                throw Problem(path, "null for a sink");
            }

            if (FindProblem(sink) is { } problem)
            {
                throw Problem(path, $"a sink {sink.Name} {problem}");
            }
        }

        return configuration;
    }

    private static string? FindProblem(LogSink sink) => sink switch
    {
        { Name: LogSinkName.File, Args.Path: null or "" } => "without path",
        { Name: LogSinkName.File, Args.Path: { } path } when !NamesFile(path) => "with a path that names no file",
        { Args.FileSizeLimitBytes: < 1 } => "with fileSizeLimitBytes below 1",
        { Args.RetainedFileCountLimit: < 1 } => "with retainedFileCountLimit below 1",
        _ => null,
    };

    private static bool NamesFile(string path) =>
        !path.Contains('\0', StringComparison.Ordinal) && Path.GetFileName(path).Length > 0;

    private static StartException Problem(string path, string problem, Exception? cause = null) =>
        new($"--log-config {path}: {problem}, {Expected}", cause);
}

/// <summary>The code that reads the file; unknown names are errors, not overlooked.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LogConfigurationFile))]
internal sealed partial class LogConfigurationContext : JsonSerializerContext;
