using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>Which worklist files are served.</summary>
internal sealed class InputOptions : OptionGroup
{
    private readonly Exclusive<bool> _rejectIncomplete = new(
        (ValueParsers.Flag("--enable-file-reject", "ignore incomplete worklist files (default)", "-efr"), _ => true),
        (ServeIncomplete(), _ => false));

    /// <inheritdoc/>
    public override string Title => "input options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
        [new("handling of worklist files", _rejectIncomplete.Options)];

    /// <summary>The option <c>--disable-file-reject</c>.</summary>
    public static Option<bool> ServeIncomplete() =>
        ValueParsers.Flag("--disable-file-reject", "serve incomplete worklist files", "-dfr");

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        Area = settings.Area with
        {
            RejectIncompleteFiles = _rejectIncomplete.Read(result, settings.Area.RejectIncompleteFiles),
        },
    };
}
