using System.CommandLine;
using System.Net;
using Wlmscp.Daemon;
using WorklistScp.Network.Access;

namespace Wlmscp.CommandLine.Options;

/// <summary>Who may ask; of all this wlmscpfs has the files of hosts_access(5).</summary>
internal sealed class AccessControlOptions : OptionGroup
{
    private static readonly HostsAccessOptions Defaults = new();

    private readonly Exclusive<bool> _readsFiles = new(
        (ValueParsers.Flag("--access-full", "do not look at these files (default)", "-ac"), _ => false),
        (ValueParsers.Flag("--access-control", "let hosts in as these files say", "+ac"), _ => true));

    private readonly Option<string?> _hostsAllow = ValueParsers.Text(
        "--hosts-allow", "FILE", $"the file that grants access (default {Defaults.AllowPath})");

    private readonly Option<string?> _hostsDeny = ValueParsers.Text(
        "--hosts-deny", "FILE", $"the file that denies access (default {Defaults.DenyPath})");

    private readonly Option<Several<IPNetwork>?> _allow = Ranges(
        "--allow", "let in this address, or these, as 192.0.2.0/24; may be given several times (default: all)");

    private readonly Option<Several<CallingRule>?> _allowCalling = AllowCalling();

    private readonly Option<int?> _maxPerAddress = ValueParsers.Number(
        "--max-per-address", "N",
        "connections of one address; 0: any number (default: twice --max-associations, and at least 100)",
        0, int.MaxValue);

    private readonly Option<Several<IPNetwork>?> _proxyProtocol = Ranges(
        "--proxy-protocol",
        "take the client's address from proxies with these addresses, PROXY protocol version 2; may be given several "
            + "times (default: none)");

    /// <summary>Makes an option with ranges of addresses.</summary>
    public static Option<Several<IPNetwork>?> Ranges(string name, string description) =>
        ValueParsers.Values(name, "CIDR", description, ParseRange);

    /// <summary>Makes the option <c>--allow-calling</c>.</summary>
    public static Option<Several<CallingRule>?> AllowCalling() => ValueParsers.Values(
        "--allow-calling", "AETITLE[@CIDR]",
        "accept this calling AE title, with * and ?, from these addresses; may be given several times (default: all)",
        ParseCallingRule);

    /// <inheritdoc/>
    public override string Title => "access control options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new("files of hosts_access(5), daemon wlmscp or wlmscpfs", [.. _readsFiles.Options, _hostsAllow, _hostsDeny]),
        new("other rules", _allow, _allowCalling, _maxPerAddress, _proxyProtocol),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result)
    {
        bool readsFiles = _readsFiles.Read(result, false);
        DaemonSettings access = settings with
        {
            Server = settings.Server with
            {
                Access = new AccessOptions
                {
                    Allow = result.GetValue(_allow)?.Values ?? [],
                    HostsAccess = readsFiles ? ReadFiles(result) : null,
                    MaxPerAddress = result.GetValue(_maxPerAddress),
                    Proxies = result.GetValue(_proxyProtocol)?.Values ?? [],
                },
                Policy = settings.Server.Policy with
                {
                    AllowedCalling = result.GetValue(_allowCalling)?.Values ?? [],
                },
            },
        };
        return readsFiles ? access : access with
        {
            WithoutEffect =
            [
                .. access.WithoutEffect,
                .. new[] { _hostsAllow, _hostsDeny }.Where(option => result.GetValue(option) is not null)
                    .Select(option => $"{option.Name}: needs --access-control"),
            ],
        };
    }

    private HostsAccessOptions ReadFiles(ParseResult result) => new()
    {
        AllowPath = result.GetValue(_hostsAllow) ?? Defaults.AllowPath,
        DenyPath = result.GetValue(_hostsDeny) ?? Defaults.DenyPath,
        DaemonNames = [.. Defaults.DaemonNames, Path.GetFileName(Environment.GetCommandLineArgs()[0])],
    };

    private static Parsed<IPNetwork> ParseRange(string value) =>
        AddressRange.TryParse(value, out IPNetwork range, out string? expected)
            ? new Parsed<IPNetwork>(range)
            : new Parsed<IPNetwork>(default, expected);

    // What was not parsed is an error, and is not used.
    private static Parsed<CallingRule> ParseCallingRule(string value) =>
        CallingRule.TryParse(value, out CallingRule? rule, out string? expected)
            ? new Parsed<CallingRule>(rule)
            : new Parsed<CallingRule>(null!, expected);
}
