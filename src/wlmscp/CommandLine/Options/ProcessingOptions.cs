using System.CommandLine;
using Wlmscp.Daemon;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.CommandLine.Options;

/// <summary>How queries are understood and answered.</summary>
internal sealed class ProcessingOptions : OptionGroup
{
    private readonly Option<bool> _none =
        ValueParsers.Flag("--return-no-char-set", "return no Specific Character Set", "-cs0");

    private readonly Option<bool> _isoIr100 =
        ValueParsers.Flag("--return-iso-ir-100", "return Specific Character Set ISO_IR 100", "-cs1");

    private readonly Option<bool> _keep =
        ValueParsers.Flag("--keep-char-set", "return the Specific Character Set of the file", "-csk");

    private readonly Option<SpecificCharacterSet?> _name = ValueParsers.Value(
        "--char-set", "NAME",
        "convert responses to this Specific Character Set, such as ISO_IR 192 (default: the file's)",
        MatchingOptions.ParseCharacterSet);

    private readonly Option<bool> _noSequenceExpansion =
        ValueParsers.Flag("--no-sq-expansion", "leave empty sequences of a query as they are", "-nse");

    private readonly Exclusive<ResponseCharacterSet?> _characterSet;

    public ProcessingOptions()
    {
        _characterSet = new(
            (_none, _ => ResponseCharacterSet.None),
            (_isoIr100, _ => ResponseCharacterSet.IsoIr100),
            (_keep, _ => ResponseCharacterSet.Keep),
            (_name, result => ResponseCharacterSet.Convert(result.GetValue(_name)!)));
    }

    /// <summary>The option that is no option of wlmscpfs.</summary>
    public Option CharacterSetName => _name;

    /// <inheritdoc/>
    public override string Title => "processing options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new("returned character set (default: the file's, where a value needs it)", _none, _isoIr100, _keep),
        new("other processing options", _noSequenceExpansion),
    ];

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        Find = settings.Find with
        {
            CharacterSet = _characterSet.Read(result, null) ?? settings.Find.CharacterSet,
            Query = settings.Find.Query with { ExpandEmptySequences = !result.GetValue(_noSequenceExpansion) },
        },
    };
}
