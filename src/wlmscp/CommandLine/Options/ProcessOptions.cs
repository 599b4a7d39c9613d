using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>How many associations are served at the same time, in wlmscpfs's terms of processes.</summary>
internal sealed class ProcessOptions : OptionGroup
{
    private readonly Exclusive<Func<DaemonSettings, DaemonSettings>> _processes = new(
        (ValueParsers.Flag("--single-process", "serve one association at a time; others wait", "-s"),
            _ => OneAtATime),
        (ValueParsers.Flag("--fork", "serve many associations at a time (default)"), _ => Fork));

    /// <inheritdoc/>
    public override string Title => "multi-process options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new(null, _processes.Options)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) =>
        _processes.Read(result, unchanged => unchanged)(settings);

    private static DaemonSettings OneAtATime(DaemonSettings settings) =>
        settings with { Server = settings.Server with { MaxAssociations = 1, MaxPendingConnections = 0 } };

    private static DaemonSettings Fork(DaemonSettings settings) =>
        settings with { WithoutEffect = [.. settings.WithoutEffect, "--fork: one process serves all associations"] };
}
