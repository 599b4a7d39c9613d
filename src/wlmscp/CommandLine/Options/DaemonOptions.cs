using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>How the daemon lives with the system; wlmscpfs has nothing of this.</summary>
internal sealed class DaemonOptions : OptionGroup
{
    private readonly Option<string?> _pidFile = ValueParsers.Text(
        "--pid-file", "FILE", "write the process id there while the daemon listens (default: nowhere)");

    private readonly Option<string?> _user = ValueParsers.Text(
        "--user", "NAME", "become this user, with its groups, once the port is bound (default: none)");

    private readonly Option<string?> _group = ValueParsers.Text(
        "--group", "NAME", "become this group once the port is bound (default: that of --user)");

    /// <inheritdoc/>
    public override string Title => "daemon options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new(null, _pidFile, _user, _group)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        PidFile = result.GetValue(_pidFile),
        User = result.GetValue(_user),
        Group = result.GetValue(_group),
    };
}
