using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.Daemon;
using Wlmscp.Mpps;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether and how the daemon takes performed procedure steps of modalities.</summary>
internal sealed class PerformedStepOptions : OptionGroup
{
    private readonly Option<bool> _isOn = ValueParsers.Flag(
        "--mpps",
        "take performed procedure steps (MPPS): steps that are done leave the list (default: no)");

    private readonly Option<bool> _isStrict = ValueParsers.Flag(
        "--mpps-strict",
        "refuse what lacks attributes that the standard asks for (default: taken with a warning)");

    private readonly Option<int?> _maxLength = ValueParsers.Number(
        "--max-mpps", "BYTES",
        $"largest data set of such a message (default: {MppsServiceSettings.DefaultMaxLength})",
        1024, int.MaxValue);

    /// <inheritdoc/>
    public override string Title => "performed procedure step options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections => [new(null, _isOn, _isStrict, _maxLength)];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => !result.GetValue(_isOn)
        ? settings
        : settings with
        {
            Mpps = new MppsServiceSettings
            {
                Options = new MppsOptions { IsStrict = result.GetValue(_isStrict) },
                MaxLength = result.GetValue(_maxLength) ?? MppsServiceSettings.DefaultMaxLength,
            },
        };

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        foreach (Option option in (Option[])[_isStrict, _maxLength])
        {
            if (result.GetResult(option) is { Implicit: false } && result.GetResult(_isOn) is null or { Implicit: true })
            {
                result.AddError($"{option.Name}: performed procedure steps are not taken, expected --mpps too");
            }
        }
    }
}
