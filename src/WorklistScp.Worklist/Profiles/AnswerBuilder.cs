using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Builds the answers to queries of devices, as their profiles say.</summary>
/// <param name="characterSet">The character set of answers where no profile says another one.</param>
/// <param name="logger">Receives what is wrong with text of entries.</param>
public sealed class AnswerBuilder(ResponseCharacterSet characterSet, ILogger logger)
{
    /// <summary>The setting that a change of the character set is told of.</summary>
    internal const string CharacterSetSetting = "characterSet";

    private static readonly SpecificCharacterSet Latin1 = SpecificCharacterSet.Parse("ISO_IR 100");

    private readonly ResponseBuilder _usual = new(characterSet, logger);
    private readonly ResponseBuilder _own = new(ResponseCharacterSet.Keep, logger);
    private readonly ResponseBuilder _plain = new(ResponseCharacterSet.None, logger);

    /// <summary>The answer with an entry, which is made when it is sent.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entry">An entry that matches it.</param>
    public IDicomDatasetSource Answer(DeviceQuery query, WorklistEntry entry) =>
        query is { Profile: null or { KeepsAnswers: true }, Query.LocalTimezone: null }
        ? new WorklistResponse(_usual, query.Query, entry)
        : new ProfiledAnswer(this, query, entry);

    /// <summary>Makes the answer with an entry, for those that look into it.</summary>
    /// <inheritdoc cref="Answer"/>
    public DicomDataset Build(DeviceQuery query, WorklistEntry entry) => Build(query, entry, trace: null);

    /// <summary>What the device requires, and the answer with an entry has no value for: then it does not show it.</summary>
    /// <inheritdoc cref="Answer"/>
    public IEnumerable<AttributePath> FindMissing(DeviceQuery query, WorklistEntry entry) =>
        query.Profile is { Required.Count: > 0 } profile ? profile.FindMissing(Build(query, entry)) : [];

    /// <summary>The answer with an entry that others would get.</summary>
    /// <inheritdoc cref="Answer"/>
    internal DicomDataset BuildUsual(DeviceQuery query, WorklistEntry entry)
    {
        DicomDataset answer = _usual.Build(query.Query, entry);
        NameTimezone(answer, query, entry);
        return answer;
    }

    /// <summary>Makes the answer with an entry.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entry">An entry that matches it.</param>
    /// <param name="trace">Shown the answer before the first setting, and after each; null: nobody looks.</param>
    internal DicomDataset Build(DeviceQuery query, WorklistEntry entry, Action<string, DicomDataset>? trace)
    {
        if (query.Profile is not { KeepsAnswers: false } profile)
        {
            return BuildUsual(query, entry);
        }

        DicomDataset answer = BuildUnicode(query, entry);
        trace?.Invoke("", answer);
        var source = new AnswerSource(entry, query);
        foreach (IAnswerRule rule in profile.AnswerRules)
        {
            rule.Apply(answer, source);
            trace?.Invoke(rule.Name, answer);
        }

        if (Encode(answer, profile, entry) && profile.CharacterSet is null)
        {
            NameCharacterSet(answer, entry.CharacterSet);
        }

        trace?.Invoke(CharacterSetSetting, answer);
        return answer;
    }

    // What settings put in is Unicode, too, and those behind them read it.
    private DicomDataset BuildUnicode(DeviceQuery query, WorklistEntry entry)
    {
        DicomDataset answer = entry.IsPlain
            ? _plain.Build(query.Query, entry)
            : UnicodeText.Convert(_own.Build(query.Query, entry));
        answer.AddOrUpdate(ResponseCharacterSet.Element(SpecificCharacterSet.Utf8.Value));
        NameTimezone(answer, query, entry);
        return answer;
    }

    // Where time zones are adjusted, the device is told in which one an answer is (PS3.4 C.2.2.2).
    private static void NameTimezone(DicomDataset answer, DeviceQuery query, WorklistEntry entry)
    {
        if (query.Query.LocalTimezone is { } local && Timezone.Of(answer) is null)
        {
            TimeSpan offset = local.GetUtcOffset(entry.StartMoment ?? query.Now);
            answer.AddOrUpdate(
                DicomElement.FromAscii(DicomTag.TimezoneOffsetFromUTC, DicomVR.SH, Timezone.ToText(offset)));
        }
    }

    // Whether it is in the character set that it is to be in; else it stays Unicode.
    private bool Encode(DicomDataset answer, DeviceProfile profile, WorklistEntry entry)
    {
        AnswerCharacterSet target = profile.CharacterSet
            ?? new AnswerCharacterSet(characterSet.Target ?? OwnOf(entry), Transliterates: false);
        return target.TryApply(answer);
    }

    // What settings put in of an entry that is plain may be in the set that is named anyway.
    private SpecificCharacterSet OwnOf(WorklistEntry entry) =>
        characterSet.Kind == ResponseCharacterSetKind.IsoIr100 && entry.IsPlain ? Latin1 : entry.CharacterSet;

    // As others get it: by some options whether the text needs it or not.
    private void NameCharacterSet(DicomDataset answer, SpecificCharacterSet own)
    {
        string? named = characterSet.Kind switch
        {
            ResponseCharacterSetKind.None => "",
            ResponseCharacterSetKind.IsoIr100 => HasText(answer) ? "ISO_IR 100" : "",
            ResponseCharacterSetKind.Keep => HasText(answer) ? own.Value : "",
            _ => null,
        };
        if (named is "")
        {
            answer.Remove(DicomTag.SpecificCharacterSet);
        }
        else if (named is not null)
        {
            answer.AddOrUpdate(ResponseCharacterSet.Element(named));
        }
    }

    private static bool HasText(DicomDataset level) => level.Any(item => item is DicomSequence sequence
        ? sequence.Items.Any(HasText)
        : item.VR.UsesCharacterSet);

    private sealed class ProfiledAnswer(AnswerBuilder builder, DeviceQuery query, WorklistEntry entry) : IDicomDatasetSource
    {
        public void Write(DicomTransferSyntax syntax, ByteBuffer output) =>
            DicomDatasetWriter.Write(builder.Build(query, entry), syntax, output);
    }
}
