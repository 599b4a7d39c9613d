using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>
/// Options of wlmscpfs that change nothing here; they are accepted, so that its command lines run unchanged.
/// </summary>
internal sealed class IgnoredOptions : OptionGroup
{
    private readonly Option[] _newVRs =
    [
        ValueParsers.Flag("--enable-new-vr", "all VRs are always supported", "+u"),
        ValueParsers.Flag("--disable-new-vr", "all VRs are always supported", "-u"),
    ];

    private readonly Option[] _randomGenerator =
    [
        ValueParsers.Text("--seed", "FILE", "the random numbers come from the system", "+rs"),
        ValueParsers.Flag("--write-seed", "the random numbers come from the system", "+ws"),
        ValueParsers.Text("--write-seed-file", "FILE", "the random numbers come from the system", "+wf"),
    ];

    private readonly Option[] _keyExchange =
    [
        ValueParsers.Text("--dhparam", "FILE", "no cipher suite needs Diffie-Hellman parameters", "+dp"),
    ];

    /// <inheritdoc/>
    public override string Title => "options without effect";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
        [
        new("post-1993 value representations", _newVRs),
        new("ciphersuite", _keyExchange),
        new("random generator", _randomGenerator),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        WithoutEffect =
        [
            .. settings.WithoutEffect,
            .. _newVRs.Concat(_keyExchange).Concat(_randomGenerator)
                .Where(option => result.GetResult(option) is { Implicit: false })
                .Select(option => $"{option.Name}: {option.Description}"),
        ],
    };
}
