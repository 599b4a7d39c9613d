using System.Text.RegularExpressions;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Every option, long and short, does what it says: seen over a socket, in files, in processes.</summary>
public sealed partial class OptionEffectTests
{
    private static readonly OptionEffect[] Table =
    [
        .. ServiceEffects.All,
        .. DaemonEffects.All,
        .. GeneralEffects.All,
        .. WorklistEffects.All,
        .. TransferSyntaxEffects.All,
        .. NetworkEffects.All,
        .. LimitEffects.All,
        .. AccessEffects.All,
        .. Hl7Effects.All,
        .. MppsEffects.All,
        .. SendingEffects.All,
        .. HttpEffects.All,
        .. DelayEffects.All,
        .. TlsEffects.All,
        .. IgnoredEffects.All,
    ];

    public static TheoryData<string> Forms => [.. Table.SelectMany(effect => effect.Forms)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Option_InEachForm_HasItsEffect(string form)
    {
        using var scene = new OptionScene();
        OptionEffect effect = Array.Find(Table, effect => effect.Forms.Contains(form))!;

        await effect.Check(scene, form);
    }

    [Fact]
    public async Task Table_HasAllOptionsOfTheHelp()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--help");
        IEnumerable<string> options = run.Output.Split('\n')
            .Select(line => OptionLine().Match(line))
            .Where(match => match.Success)
            .SelectMany(match => match.Groups["name"].Captures.Select(capture => capture.Value));

        Assert.Equal(
            options.Order(StringComparer.Ordinal), Forms.Select(row => row.Data).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^ {2,12}(?:(?<name>[-+][^- ]\\S*) +)?(?<name>--\\S+?)(?:, (?<name>--\\S+))*(?: |$)")]
    private static partial Regex OptionLine();
}
