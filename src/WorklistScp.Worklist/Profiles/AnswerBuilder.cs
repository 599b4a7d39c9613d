using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Builds the answers to queries of devices, as their profiles say.</summary>
/// <param name="characterSet">The character set of answers where no profile says another one.</param>
/// <param name="logger">Receives what is wrong with text of entries.</param>
public sealed class AnswerBuilder(ResponseCharacterSet characterSet, ILogger logger)
{
    private readonly ResponseBuilder _usual = new(characterSet, logger);
    private readonly ResponseBuilder _own = new(ResponseCharacterSet.Keep, logger);

    /// <summary>The answer with an entry, which is made when it is sent.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entry">An entry that matches it.</param>
    public IDicomDatasetSource Answer(DeviceQuery query, WorklistEntry entry) => query.Profile is null or { KeepsAnswers: true }
        ? new WorklistResponse(_usual, query.Query, entry)
        : new ProfiledAnswer(this, query, entry);

    /// <summary>Makes the answer with an entry, for those that look into it.</summary>
    /// <inheritdoc cref="Answer"/>
    public DicomDataset Build(DeviceQuery query, WorklistEntry entry) => Build(query, entry, trace: null);

    /// <summary>Makes the answer with an entry.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entry">An entry that matches it.</param>
    /// <param name="trace">Shown the answer before the first setting, and after each; null: nobody looks.</param>
    internal DicomDataset Build(DeviceQuery query, WorklistEntry entry, Action<string, DicomDataset>? trace)
    {
        if (query.Profile is not { KeepsAnswers: false } profile)
        {
            return _usual.Build(query.Query, entry);
        }

        DicomDataset answer = BuildUnicode(query, entry);
        trace?.Invoke("", answer);
        var source = new AnswerSource(entry, query);
        foreach (IAnswerRule rule in profile.AnswerRules)
        {
            rule.Apply(answer, source);
            trace?.Invoke(rule.Name, answer);
        }

        Encode(answer, profile, entry);
        trace?.Invoke("characterSet", answer);
        return answer;
    }

    private DicomDataset BuildUnicode(DeviceQuery query, WorklistEntry entry)
    {
        DicomDataset answer = _own.Build(query.Query, entry);
        if (!entry.IsPlain)
        {
            return UnicodeText.Convert(answer);
        }

        answer.Remove(DicomTag.SpecificCharacterSet);
        return answer;
    }

    private void Encode(DicomDataset answer, DeviceProfile profile, WorklistEntry entry)
    {
        // As others get it, unless what was put in needs another character set.
        AnswerCharacterSet target = profile.CharacterSet
            ?? new AnswerCharacterSet(characterSet.Target ?? entry.CharacterSet, Transliterates: false);
        if (!target.TryApply(answer))
        {
            answer.AddOrUpdate(ResponseCharacterSet.Element(SpecificCharacterSet.Utf8.Value));
        }

        if (profile.CharacterSet is null && characterSet.Kind == ResponseCharacterSetKind.None)
        {
            answer.Remove(DicomTag.SpecificCharacterSet);
        }
        else if (profile.CharacterSet is null && characterSet.Kind == ResponseCharacterSetKind.IsoIr100)
        {
            answer.AddOrUpdate(ResponseCharacterSet.Element("ISO_IR 100"));
        }
    }

    private sealed class ProfiledAnswer(AnswerBuilder builder, DeviceQuery query, WorklistEntry entry) : IDicomDatasetSource
    {
        public void Write(DicomTransferSyntax syntax, ByteBuffer output) =>
            DicomDatasetWriter.Write(builder.Build(query, entry), syntax, output);
    }
}
