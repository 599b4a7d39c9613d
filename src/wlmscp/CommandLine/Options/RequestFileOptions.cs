using System.CommandLine;
using Wlmscp.Daemon;
using Wlmscp.RequestFiles;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether and under which names the identifiers of queries are written to files.</summary>
internal sealed class RequestFileOptions : OptionGroup
{
    private readonly Option<string?> _path = ValueParsers.Text(
        "--request-file-path", "PATH",
        "directory to write the identifier of each query to, as dump text (default: none)", "-rfp");

    private readonly Option<string?> _format = Format();

    /// <inheritdoc/>
    public override string Title => "output options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new("request files", _path, _format)];

    /// <summary>The option <c>--request-file-format</c>.</summary>
    public static Option<string?> Format() => ValueParsers.Text(
        "--request-file-format", "FORMAT",
        "names of these files; #a: calling AE title, #c: called AE title, #i: process id, #p: Patient ID, "
            + $"#t: time, YYYYMMDDhhmmssffffff (default {RequestFileSettings.DefaultFormat})",
        "-rff");

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) =>
        (result.GetValue(_path), result.GetValue(_format)) switch
        {
            (null, null) => settings,
            (null, _) => settings with
            {
                WithoutEffect = [.. settings.WithoutEffect, $"{_format.Name}: needs {_path.Name}"],
            },
            ({ } path, var format) => settings with
            {
                RequestFiles = new RequestFileSettings(path) { Format = format ?? RequestFileSettings.DefaultFormat },
            },
        };
}
