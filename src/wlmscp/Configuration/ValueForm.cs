using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Hl7.Messages;
using WorklistScp.Network.Access;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Desk;
using WorklistScp.Web.Entries;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Configuration;

/// <summary>What a text of the configuration file may be.</summary>
/// <param name="Expected">The same in words.</param>
/// <param name="TryRead">Reads it.</param>
internal sealed record ValueForm<T>(string Expected, ValueForm<T>.Reader TryRead)
{
    /// <summary>What was expected in place of a text, if more can be said of it; null: <see cref="Expected"/>.</summary>
    public Func<string, string?>? Suggest { get; init; }

    /// <summary>Reads a text; false: it is not of this form.</summary>
    public delegate bool Reader(string text, [NotNullWhen(true)] out T? value);
}

/// <summary>The forms that there are.</summary>
internal static class ValueForms
{
    private const int LongestPattern = 64;
    private const int MostOfUnit = 9999;

    private static readonly Dictionary<string, DicomTransferSyntax> TransferSyntaxes = new()
    {
        [nameof(DicomTransferSyntax.ImplicitVRLittleEndian)] = DicomTransferSyntax.ImplicitVRLittleEndian,
        [nameof(DicomTransferSyntax.ExplicitVRLittleEndian)] = DicomTransferSyntax.ExplicitVRLittleEndian,
        [nameof(DicomTransferSyntax.ExplicitVRBigEndian)] = DicomTransferSyntax.ExplicitVRBigEndian,
        [nameof(DicomTransferSyntax.DeflatedExplicitVRLittleEndian)] =
            DicomTransferSyntax.DeflatedExplicitVRLittleEndian,
    };

    /// <summary>Any text that is not empty.</summary>
    public static ValueForm<string> Text { get; } = Of($"1 to {LongestPattern} characters", IsText);

    /// <summary>A name with wild cards.</summary>
    public static ValueForm<string> Pattern { get; } =
        Of($"1 to {LongestPattern} characters, of which * and ? are wild cards", IsText);

    /// <summary>An AE title.</summary>
    public static ValueForm<string> AETitle { get; } = new(WorklistScp.Dicom.AETitle.Expected, WorklistScp.Dicom.AETitle.TryParse);

    /// <summary>The name of a storage area.</summary>
    public static ValueForm<string> Area { get; } = Of(
        "the name of a storage area: 1 to 16 letters, digits, blanks and - : @ _", text => AreaName.IsSafe(text));

    /// <summary>Modality (0008,0060).</summary>
    public static ValueForm<string> Modality { get; } = Of(
        "a modality such as CT: 1 to 16 capital letters, digits, blanks and _",
        text => text.Trim().Length > 0 && text.Length <= DicomVR.CS.MaxLength
            && text.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or ' ' or '_'));

    /// <summary>A status that steps are offered with.</summary>
    public static ValueForm<string> Status { get; } = Of(
        $"one of {string.Join(", ", StepStatus.OfferedTerms)}", StepStatus.OfferedTerms.Contains);

    /// <summary>A character set as MSH-18 names it.</summary>
    public static ValueForm<string> MessageCharacterSet { get; } = Of(
        "a name as MSH-18 has it, such as 8859/1 or UNICODE UTF-8",
        text => text.Length > 0 && Hl7CharacterSet.TryFind(text, out _));

    /// <summary>A Specific Character Set (0008,0005).</summary>
    public static ValueForm<SpecificCharacterSet> EntryCharacterSet { get; } =
        new("defined terms of Specific Character Set, such as ISO_IR 192", SpecificCharacterSet.TryParse);

    /// <summary>A time zone of this machine.</summary>
    public static ValueForm<TimeZoneInfo> TimeZone { get; } = new(
        "the name of a time zone that this machine knows, such as Europe/Berlin", TimeZoneInfo.TryFindSystemTimeZoneById);

    /// <summary>An address, or addresses.</summary>
    public static ValueForm<IPNetwork?> Addresses { get; } = new(
        "an address, or a range such as 192.0.2.0/24",
        (string text, [NotNullWhen(true)] out IPNetwork? value) =>
        {
            bool isRange = AddressRange.TryParse(text, out IPNetwork range, out _);
            value = isRange ? range : null;
            return isRange;
        });

    /// <summary>Why a step was discontinued (PS3.16 CID 9300).</summary>
    public static ValueForm<string> Reason { get; } = Of(
        "a code of DCM for a reason of discontinuation, 1105 and two digits",
        text => text.Length == 6 && text.StartsWith("1105", StringComparison.Ordinal) && text.All(char.IsAsciiDigit));

    /// <summary>How a performed step ends.</summary>
    public static ValueForm<PerformedStatus?> FinalStatus { get; } = new(
        "COMPLETED or DISCONTINUED",
        (string text, [NotNullWhen(true)] out PerformedStatus? value) =>
        {
            value = text switch
            {
                "COMPLETED" => PerformedStatus.Completed,
                "DISCONTINUED" => PerformedStatus.Discontinued,
                _ => null,
            };
            return value is not null;
        });

    /// <summary>How long something takes.</summary>
    public static ValueForm<TimeSpan?> Duration { get; } = new(
        "a number of minutes, hours or days, such as 90m, 12h or 2d",
        (string text, [NotNullWhen(true)] out TimeSpan? value) =>
        {
            value = text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || count is 0 or > MostOfUnit
                    ? null
                    : text[^1] switch
                    {
                        'm' => TimeSpan.FromMinutes(count),
                        'h' => TimeSpan.FromHours(count),
                        'd' => TimeSpan.FromDays(count),
                        _ => null,
                    };
            return value is not null;
        });

    /// <summary>A time of the day.</summary>
    public static ValueForm<string> TimeOfDay { get; } = Of(
        "a time such as 07:30",
        text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <summary>The keyword of an attribute that the form of the page has a field for.</summary>
    public static ValueForm<string> FormAttribute { get; } = Of(
        $"one of {string.Join(", ", DeskRules.FormAttributes)}", DeskRules.FormAttributes.Contains);

    /// <summary>What Accession Numbers look like.</summary>
    public static ValueForm<AccessionPattern> AccessionPattern { get; } = new(
        WorklistScp.Web.Entries.AccessionPattern.Expected, WorklistScp.Web.Entries.AccessionPattern.TryParse);

    /// <summary>A component group of person names (PS3.5 6.2.1.2).</summary>
    public static ValueForm<string> NameGroup { get; } = Of(
        "ideographic or phonetic", text => text is "ideographic" or "phonetic");

    /// <summary>An attribute of an entry.</summary>
    public static ValueForm<AttributePath> Attribute { get; } = new(
        "a keyword such as PatientID, or gggg,eeee, of PS3.6",
        (string text, [NotNullWhen(true)] out AttributePath? path) => AttributePath.TryParse(text, out path, out _))
    {
        Suggest = SuggestAttribute,
    };

    /// <summary>An attribute of an answer that may be changed: not that which says in which character set the answer is.</summary>
    public static ValueForm<AttributePath> AnswerAttribute { get; } = new(
        $"{Attribute.Expected}, other than SpecificCharacterSet",
        (string text, [NotNullWhen(true)] out AttributePath? path) =>
            AttributePath.TryParse(text, out path, out _) && MayBeChanged(path))
    {
        Suggest = SuggestAttribute,
    };

    /// <summary>An attribute of which another one can have the value.</summary>
    public static ValueForm<AttributePath> SourceFor(AttributePath to) => new(
        MayBeChanged(to)
            ? $"{Attribute.Expected}, {(to.VR.IsString ? "whose values are text" : $"of VR {to.VR}")}"
            : "another attribute to copy to",
        (string text, [NotNullWhen(true)] out AttributePath? path) => AttributePath.TryParse(text, out path, out _)
            && MayBeChanged(to) && (to.VR == path.VR || (to.VR.IsString && path.VR.IsString)))
    {
        Suggest = SuggestAttribute,
    };

    /// <summary>A text that an attribute can have, with attributes of the entry in it.</summary>
    public static ValueForm<TextTemplate> TemplateFor(AttributePath path) => new(
        TextTemplate.ExpectedFor(path),
        (string text, [NotNullWhen(true)] out TextTemplate? template) =>
            TextTemplate.TryParse(text, out template, out _) && template.MayBe(path))
    {
        Suggest = text => TextTemplate.TryParse(text, out _, out string? expected) ? null : expected,
    };

    /// <summary>A transfer syntax that data sets of this program can have.</summary>
    public static ValueForm<DicomTransferSyntax> TransferSyntax { get; } = new(
        $"one of {string.Join(", ", TransferSyntaxes.Keys)}", TransferSyntaxes.TryGetValue);

    /// <summary>Days around this one.</summary>
    public static ValueForm<DateWindow> Window { get; } = new(DateWindow.Expected, DateWindow.TryParse);

    /// <summary>What answers are ordered by.</summary>
    public static ValueForm<AnswerOrderKey> AnswerOrderKey { get; } = new(
        AnswerOrder.ExpectedKey, AnswerOrder.TryParseKey);

    /// <summary>A character set that a device reads; the default repertoire is <c>ISO_IR 6</c>.</summary>
    public static ValueForm<SpecificCharacterSet> AnswerCharacterSet { get; } = new(
        "defined terms of Specific Character Set, such as ISO_IR 100, or ISO_IR 6 for ASCII", SpecificCharacterSet.TryParse);

    private static bool MayBeChanged(AttributePath path) =>
        path.IsOfDataSet && path.Tags[^1] != DicomTag.SpecificCharacterSet;

    private static string? SuggestAttribute(string text) =>
        AttributePath.TryParse(text, out _, out string? expected) ? null : expected;

    private static ValueForm<string> Of(string expected, Predicate<string> isRight) => new(
        expected,
        (string text, [NotNullWhen(true)] out string? value) => (value = isRight(text) ? text : null) is not null);

    private static bool IsText(string text) =>
        text.Trim().Length > 0 && text.Length <= LongestPattern && !text.Any(char.IsControl);
}
