using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.Audit;
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

    private readonly Option<string?> _auditLog = ValueParsers.Text(
        "--audit-log", "FILE", "add a line of JSON there for each association, query and HL7 message (default: nowhere)");

    private readonly Option<bool> _auditRequired = ValueParsers.Flag(
        "--audit-required", "refuse queries with A700, HL7 messages with AR, when the audit log cannot be written");

    /// <inheritdoc/>
    public override string Title => "daemon options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
        [new(null, _pidFile, _user, _group, _auditLog, _auditRequired)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        PidFile = result.GetValue(_pidFile),
        User = result.GetValue(_user),
        Group = result.GetValue(_group),
        Audit = result.GetValue(_auditLog) is { } file
            ? new AuditSettings(file, result.GetValue(_auditRequired))
            : null,
    };

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetValue(_auditRequired) && result.GetValue(_auditLog) is null)
        {
            result.AddError("--audit-required: there is no audit log, expected --audit-log FILE too");
        }
    }
}
