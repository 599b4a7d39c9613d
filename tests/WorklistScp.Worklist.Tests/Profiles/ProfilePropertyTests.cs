using System.Buffers;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>What holds for all profiles, queries and entries.</summary>
public sealed class ProfilePropertyTests
{
    private static readonly DicomTag PrivateCreator = new(0x0009, 0x0010);
    private static readonly DicomTag PrivateValue = new(0x0009, 0x1001);

    private static readonly string[] CharacterSets =
        ["", "ISO_IR 6", "ISO_IR 100", "ISO_IR 144", "ISO_IR 192", "GB18030", "\\ISO 2022 IR 87", "ISO 2022 IR 6\\ISO 2022 IR 100"];

    private static readonly DicomTag[] Tags =
    [
        DicomTag.AccessionNumber, DicomTag.StudyDescription, DicomTag.PatientName, DicomTag.PatientID, DicomTag.PatientBirthDate,
        DicomTag.PatientSex, DicomTag.PatientWeight, DicomTag.PregnancyStatus, DicomTag.StudyInstanceUID,
        DicomTag.RequestedProcedureDescription, DicomTag.RequestedProcedureComments, DicomTag.NamesOfIntendedRecipientsOfResults,
        DicomTag.SpecificCharacterSet,
    ];

    private static readonly DicomTag[] TagsOfStep =
    [
        DicomTag.Modality, DicomTag.ScheduledStationAETitle, DicomTag.ScheduledProcedureStepStartDate,
        DicomTag.ScheduledProcedureStepStartTime, DicomTag.ScheduledProcedureStepStatus,
        DicomTag.ScheduledPerformingPhysicianName, DicomTag.ScheduledProcedureStepDescription,
    ];

    private static readonly DicomTag[] Codes = [DicomTag.RequestedProcedureCodeSequence, DicomTag.ScheduledProtocolCodeSequence];

    private static readonly AttributePath[] Paths =
    [
        .. Tags.Select(tag => new AttributePath(tag)),
        .. TagsOfStep.Select(tag => new AttributePath(DicomTag.ScheduledProcedureStepSequence, tag)),
        .. Codes.Select(tag => new AttributePath(tag)),
        .. Codes.Select(tag => new AttributePath(tag, DicomTag.CodeMeaning)),
        new AttributePath(DicomTag.ScheduledProcedureStepSequence),
        new AttributePath(DicomTag.ScheduledProcedureStepSequence, DicomTag.SpecificCharacterSet),
        new AttributePath(DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProtocolCodeSequence),
    ];

    private static readonly string[] Texts =
    [
        "", "A1", "CT1", "*", "M?", "SCHEDULED", "STARTED", "20260801", "20260731-20260802", "0930", "1.2.3", "O", "F", "70.5",
        "4", "Doe^Jane", "doe^jane^^dr", "A\\B", "M\u00fcller^J\u00f6rg", "Dvo\u0159\u00e1k", "\u0418\u0432\u0430\u043d",
        "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060", "\u738b^\u5c0f\u4e1c", "Jose\u0301", "\U0001F600", "=\u5c71",
        new string('\u00fc', 70), new string('x', 64), "ISO_IR 100", "line\r\nline", "ends with a blank ",
    ];

    private static readonly Gen<AttributePath> AnyPath = OneOf(Paths);

    private static readonly Gen<TextTemplate> Templates = Gen
        .OneOf(OneOf(Texts), Gen.Int[0, Paths.Length - 1].Select(i => $"{{{Paths[i].Name}}}"), Gen.Const("{CallingAETitle}"))
        .Array[0, 3].Select(parts => Devices.Template(string.Concat(parts)));

    private static readonly Gen<DateWindow> Windows =
        from first in Gen.Int[-9999, 9999]
        from length in Gen.Int[0, 20]
        select new DateWindow(first, first + length);

    private static readonly Gen<IQueryRule> QueryRules = Gen.OneOf<IQueryRule>(
        from path in AnyPath from values in OneOf(Texts).Array[1, 3] select (IQueryRule)new ForceKey("force", path, values),
        from path in AnyPath from values in OneOf(Texts).Array[1, 3] select (IQueryRule)new DefaultKey("default", path, values),
        from path in AnyPath from values in OneOf(Texts).Array[1, 3] select (IQueryRule)new AliasKey("alias", path, values),
        AnyPath.Select(path => (IQueryRule)new IgnoreKey("ignore", path)),
        Windows.Select(window => (IQueryRule)new DefaultDates(window)));

    private static readonly Gen<IEntryRule> EntryRules = Gen.OneOf<IEntryRule>(
        OneOf("SCHEDULED", "STARTED", "READY").Array[1, 2].Select(statuses => (IEntryRule)new HideStatuses(statuses)),
        Windows.Select(window => (IEntryRule)new WidestDates(window)),
        OneOf("-1d..+1d", "0d..0d", "-30d..+30d").Select(text => (IEntryRule)new WidestDates(Devices.Window(text))));

    private static readonly Gen<IAnswerRule> AnswerRules = Gen.OneOf<IAnswerRule>(
        from to in AnyPath
        from source in AnyPath
        select to.VR == source.VR || (to.VR.IsString && source.VR.IsString)
            ? (IAnswerRule)new CopyAttribute(to, source)
            : new RemoveAttribute(to),
        from path in AnyPath from template in Templates select (IAnswerRule)new SetAttribute(path, template),
        from path in AnyPath from template in Templates select (IAnswerRule)new DefaultAttribute(path, template),
        AnyPath.Select(path => (IAnswerRule)new RemoveAttribute(path)),
        from path in AnyPath from length in Gen.Int[1, 70] select (IAnswerRule)new CutAttribute(path, length),
        OneOf<IAnswerRule>(new DropPrivate(), new DropEmpty(), new OnlyAlphabeticNames(), new UpperCaseNames()));

    private static readonly Gen<AnswerCharacterSet?> Targets =
        from value in OneOf(CharacterSets)
        from transliterates in Gen.Bool
        select value.Length == 0 ? null : new AnswerCharacterSet(SpecificCharacterSet.Parse(value), transliterates);

    private static readonly Gen<DeviceProfile> Profiles =
        from query in QueryRules.Array[0, 4]
        from entry in EntryRules.Array[0, 2]
        from answer in AnswerRules.Array[0, 6]
        from characterSet in Targets
        select Devices.Any with
        {
            QueryRules = query, EntryRules = entry, AnswerRules = answer, CharacterSet = characterSet,
        };

    // Entries as they should be: each value is one of its VR, in the character set of the entry.
    private static readonly Gen<DicomDataset> Entries =
        from characterSet in OneOf("", "ISO_IR 100", "ISO_IR 192", "\\ISO 2022 IR 87", "GB18030")
        from top in Gen.Bool.Array[Tags.Length]
        from texts in OneOf(Texts).Array[Tags.Length]
        from picks in Gen.Int[0, 999].Array[TagsOfStep.Length]
        from code in Gen.Bool
        select EntryOf(characterSet, top, texts, picks, code);

    // Anything at all, as far as it is a data set: text that is none, VRs that are not those of the dictionary.
    private static readonly Gen<DicomDataset> Wild = Gen.OneOf(WildItems([.. Tags, PrivateCreator, PrivateValue, .. Codes], 1), Entries)
        .Select(dataset => InterpretedDataset.Of(dataset).Dataset);

    private static readonly Gen<DicomDataset> Queries =
        from top in OneOf(Tags).Array[0, 8]
        from step in OneOf(TagsOfStep).Array[0, 6]
        from texts in OneOf(Texts).Array[14]
        from empties in Gen.Bool.Array[14]
        select new DicomDataset(
        [
            .. top.Select((tag, i) => Key(tag, empties[i] ? "" : texts[i])),
            Data.Text(PrivateCreator, "ACME"), Data.Empty(PrivateValue), new DicomSequence(Codes[0]),
            Data.Step([.. step.Select((tag, i) => Key(tag, empties[8 + i] ? "" : texts[8 + i]))]),
        ]);

    private static ResponseCharacterSet[] Policies { get; } =
    [
        ResponseCharacterSet.WhenNeeded, ResponseCharacterSet.None, ResponseCharacterSet.IsoIr100, ResponseCharacterSet.Keep,
        ResponseCharacterSet.Convert("ISO_IR 192"), ResponseCharacterSet.Convert("ISO_IR 100"),
    ];

    [Fact]
    public void AnyProfileQueryAndEntry_ThrowNothing_AndLeaveTheirInputsAlone() =>
        Gen.Select(Profiles, Gen.OneOf(Queries, Wild), Wild, OneOf(Policies)).Sample((profile, query, entry, policy) =>
        {
            (string queryBefore, string entryBefore) = (Data.Describe(query), Data.Describe(entry));
            DeviceQuery asked = Ask(profile, query);
            var held = new WorklistEntry("a.wl", entry);
            bool isFound = asked.Finds(held);
            var builder = new AnswerBuilder(policy, NullLogger.Instance);
            DicomDataset answer = builder.Build(asked, held);
            RuleChange.OfQuery(profile, query, Devices.Now);
            RuleChange.OfAnswer(builder, asked, held);

            return isFound == asked.Finds(held)
                && (Data.Describe(query), Data.Describe(entry)) == (queryBefore, entryBefore)
                && Data.Describe(answer) == Data.Describe(builder.Build(asked, held));
        });

    // What is sent is what was built, and what the settings say nothing of is as good as the entry is.
    [Fact]
    public void Answer_IsAValidDataSet() => Gen.Select(Profiles, Queries, Wild).Sample((profile, query, entry) =>
    {
        var held = new WorklistEntry("a.wl", entry);
        DicomDataset answer = new AnswerBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance)
            .Build(Ask(profile, query), held);

        byte[] bytes = Write(answer, DicomTransferSyntax.ExplicitVRLittleEndian);
        var read = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(bytes, Write(read, DicomTransferSyntax.ExplicitVRLittleEndian));
        HashSet<DicomTag> known =
        [
            .. ProblemsOf(entry),
            .. ProblemsOf(new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance).Build(
                Ask(profile, query).Query, held)),
        ];
        Assert.DoesNotContain(ProblemsOf(answer), tag => !known.Contains(tag));
    });

    [Fact]
    public void AnswerWithAnEntryThatIsRight_IsRight_AndIsTextInEachTransferSyntax() =>
        Gen.Select(Profiles, Queries, Entries).Sample((profile, query, entry) =>
        {
            DeviceQuery asked = Ask(profile, query);
            var builder = new AnswerBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
            var held = new WorklistEntry("a.wl", entry);
            DicomDataset answer = builder.Build(asked, held);

            Assert.Empty(ProblemsOf(answer));
            Assert.DoesNotContain('\ufffd', Data.Describe(answer));
            foreach (DicomTransferSyntax syntax in DicomTransferSyntax.All)
            {
                var sent = new ByteBuffer();
                DicomDatasetWriter.WriteFrom(builder.Answer(asked, held), syntax, sent);
                Assert.Equal(Data.Describe(answer), Data.Describe(DicomDatasetReader.Read(sent.WrittenMemory, syntax)));
            }
        });

    // Forcing a key that was asked without a value narrows; one with a value would be replaced.
    [Fact]
    public void ProfileThatOnlyRestricts_FindsNoEntryMore() => Gen.Select(
        EntryRules.Array[0, 2], OneOf(TagsOfStep), OneOf(Texts).Array[1, 2], Queries, Entries.Array[1, 8])
        .Sample((entryRules, tag, values, query, entries) =>
        {
            var forced = new AttributePath(DicomTag.ScheduledProcedureStepSequence, tag);
            new AttributeAssignment(forced, "").TryApply(query, out _);
            DeviceProfile profile = Devices.Any with
            {
                EntryRules = entryRules, QueryRules = [new ForceKey("force", forced, values)], Limit = 3,
            };
            var before = WorklistQuery.Parse(query, new WorklistQueryOptions());
            DeviceQuery asked = Ask(profile, query);

            return asked.Query.Problems.Count > 0 || entries.Select(entry => new WorklistEntry("a.wl", entry))
                .All(entry => !asked.Finds(entry) || before.Matches(entry));
        });

    [Fact]
    public void Profile_NeverShowsWhatItHides() => Gen.Select(Profiles, Queries, Wild).Sample((profile, query, entry) =>
    {
        var held = new WorklistEntry("a.wl", entry);
        string[] statuses =
        [
            .. entry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
                ? steps.Items.Select(item =>
                    item.TryGetString(DicomTag.ScheduledProcedureStepStatus, out string? status) ? status : "")
                : [],
        ];
        bool isExcluded = profile.EntryRules.Any(rule => rule switch
        {
            HideStatuses hide => hide.Statuses.Intersect(statuses).Any(),
            WidestDates widest => held.StartMoment is { } start
                && (start.Date < Devices.Now.Date.AddDays(widest.Window.First)
                    || start.Date > Devices.Now.Date.AddDays(widest.Window.Last)),
            _ => false,
        });

        return !isExcluded || !Ask(profile, query).Finds(held);
    });

    private static DeviceQuery Ask(DeviceProfile profile, DicomDataset query) => Devices.Ask(profile, [.. query]);

    // By attribute: each has one, behind which another may stand.
    private static IEnumerable<DicomTag> ProblemsOf(DicomDataset dataset) =>
        ValueCheck.FindProblems(dataset).Select(problem => problem.Path.Tags[^1]);

    private static byte[] Write(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, syntax, output);
        return output.WrittenSpan.ToArray();
    }

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static DicomElement Key(DicomTag tag, string text)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        return SpecificCharacterSet.Utf8.TryEncode(text, vr, out byte[] bytes, out _)
            ? new DicomElement(tag, vr, bytes)
            : Data.Empty(tag);
    }

    // The texts that can be a value.
    private static DicomElement[] ValuesOf(DicomTag tag, string characterSet)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        var values = new List<DicomElement> { Data.Empty(tag) };
        foreach (string text in Texts)
        {
            if (DicomValueText.TryEncode(text, vr, SpecificCharacterSet.Parse(characterSet), out byte[] bytes, out _)
                && (!vr.IsString || ValueCheck.FindProblem(new AttributePath(tag), vr, text) is null))
            {
                values.Add(new DicomElement(tag, vr, bytes));
            }
        }

        return [.. values];
    }

    private static DicomDataset EntryOf(
        string characterSet, bool[] isThere, string[] texts, int[] picks, bool hasCode)
    {
        IEnumerable<DicomElement> step = TagsOfStep.Zip(picks, (tag, pick) =>
        {
            DicomElement[] values = ValuesOf(tag, characterSet);
            return values[pick % values.Length];
        });
        var dataset = new DicomDataset(Data.Step([.. step]), Data.Text(PrivateCreator, "ACME"));
        foreach ((DicomTag tag, string text) in Tags.Zip(texts).Where((_, i) => isThere[i]))
        {
            if (tag != DicomTag.SpecificCharacterSet
                && ValuesOf(tag, characterSet).FirstOrDefault(value =>
                    DicomValueText.TryEncode(text, value.VR, SpecificCharacterSet.Parse(characterSet), out byte[] bytes, out _)
                    && bytes.AsSpan().SequenceEqual(value.Value.Span)) is { } element)
            {
                dataset.AddOrUpdate(element);
            }
        }

        if (hasCode)
        {
            dataset.AddOrUpdate(Data.Code(Codes[0], "7", "99X", "skull"));
        }

        if (characterSet.Length > 0)
        {
            dataset.AddOrUpdate(Data.CharacterSet(characterSet));
        }

        return dataset;
    }

    private static Gen<DicomDataset> WildItems(DicomTag[] tags, int depth) =>
        (from tag in OneOf(tags)
         from isUsual in Gen.Bool
         from other in OneOf([.. DicomVR.All])
         let vr = isUsual ? DicomDictionary.GetVR(tag) : other
         from text in OneOf(Texts)
         from bytes in Gen.Byte.Array[0, 20]
         from isText in Gen.Bool
         from items in depth == 0 || vr != DicomVR.SQ
             ? Gen.Const(Array.Empty<DicomDataset>())
             : WildItems([.. TagsOfStep, DicomTag.CodeMeaning, DicomTag.SpecificCharacterSet], depth - 1).Array[0, 2]
         select vr == DicomVR.SQ
             ? (DicomItem)new DicomSequence(tag, items)
             : new DicomElement(
                 tag, vr, isText && SpecificCharacterSet.Utf8.TryEncode(text, DicomVR.UT, out byte[] encoded, out _) ? encoded : bytes))
        .Array[0, 12].Select(items => new DicomDataset(items));
}
