using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Configuration;

/// <summary>The list <c>devices</c>: what some devices need otherwise than others.</summary>
internal static class DevicesSection
{
    /// <summary>Where the list stands.</summary>
    public const string Name = "devices";

    private const int MostAnswers = 1_000_000;
    private const int LongestText = 10_240; // of VR LT
    private const int LeastPduLength = 4096; // as --max-pdu
    private const int MostPduLength = 131_072;
    private const int MostSeconds = 86_400;
    private const int LongestMemory = 3600; // seconds

    private static readonly AttributePath Station = new(
        DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledStationAETitle);

    private static readonly AttributePath Modality = new(DicomTag.ScheduledProcedureStepSequence, DicomTag.Modality);

    private static readonly AttributePath StartTime = new(
        DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProcedureStepStartTime);

    /// <summary>Reads it.</summary>
    /// <param name="file">The whole file.</param>
    public static DeviceProfiles Read(ObjectReader file)
    {
        IReadOnlyList<DeviceProfile> profiles = file.Objects(Name, ReadProfile) ?? [];
        UnreachableRules.Warn(
            file, Name, profiles, (earlier, later) => earlier.Condition.Covers(later.Condition));
        return profiles.Count == 0 ? DeviceProfiles.None : new DeviceProfiles(profiles);
    }

    private static DeviceProfile ReadProfile(ObjectReader device)
    {
        var condition = new DeviceCondition
        {
            Calling = device.Value("calling", ValueForms.AETitle!, null),
            Called = device.Value("called", ValueForms.AETitle!, null),
            Address = device.Value("address", ValueForms.Addresses, null),
            TlsSubject = device.Value("tlsSubject", ValueForms.Pattern!, null),
        };
        IReadOnlyList<IQueryRule> ignored =
            [.. (device.Values("ignore", ValueForms.AnswerAttribute) ?? []).Select(path => new IgnoreKey($"ignore.{path}", path))];
        (IReadOnlyList<IQueryRule> dates, IReadOnlyList<IEntryRule> widest) = ReadDates(device);
        (AnswerCharacterSet? characterSet, IReadOnlyList<IAnswerRule> names) = ReadCharacterSet(device);
        bool isEncounter = device.Flag("encounter", otherwise: false);
        device.WarnOfMissingAreas("areas");
        device.WarnOfMissingArea("servedAs");
        IReadOnlyList<string>? hidden = device.Values("hide", ValueForms.Status);
        return new DeviceProfile(device.Node.Path, condition)
        {
            QueryRules =
            [
                .. ignored,
                .. isEncounter ? EncounterMode.QueryRules : [],
                .. ReadKey(device, "station", Station, ValueForms.AETitle),
                .. ReadKey(device, "modality", Modality, ValueForms.Modality),
                .. dates,
            ],
            EntryRules = [.. hidden is null ? [] : new[] { new HideStatuses(hidden) }, .. widest],
            AnswerRules = [.. isEncounter ? EncounterMode.AnswerRules : [], .. ReadAnswerRules(device), .. names],
            Areas = device.Values("areas", ValueForms.Area) ?? [],
            ServedAs = device.Value("servedAs", ValueForms.Area!, null),
            Network = ReadNetwork(device),
            Required = device.Values("require", ValueForms.Attribute) ?? [],
            IsEncounter = isEncounter,
            CharacterSet = characterSet,
            Memory = device.Number("memory", 1, LongestMemory) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Order = device.Values("order", ValueForms.AnswerOrderKey) is { } keys ? new AnswerOrder(keys) : null,
            Limit = device.Number("limit", 1, MostAnswers),
            PerformedSteps = ReadMpps(device),
            NeverWarns = device.Flag("noWarnings", otherwise: false),
        };
    }

    private static DeviceNetwork ReadNetwork(ObjectReader device)
    {
        ObjectReader? network = device.TakeObject("network");
        ObjectReader? negotiated = device.TakeObject("negotiate");
        var read = new DeviceNetwork
        {
            RequiresTls = network?.Flag("requireTls", otherwise: false) ?? false,
            MaxPduLength = (uint?)network?.Number("maxPduLength", LeastPduLength, MostPduLength),
            TransferSyntaxes = network?.Values("transferSyntaxes", ValueForms.TransferSyntax),
            IdleTimeout = network?.Number("idleSeconds", 1, MostSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            OffersFuzzyNames = negotiated?.Flag("fuzzyNames"),
            OffersTimezones = negotiated?.Flag("timezones"),
        };
        network?.Finish();
        negotiated?.Finish();
        return read;
    }

    private static List<IQueryRule> ReadKey(
        ObjectReader device, string name, AttributePath path, ValueForm<string> form)
    {
        if (device.TakeObject(name) is not { } key)
        {
            return [];
        }

        var rules = new List<IQueryRule>();
        if (key.Values("force", form) is { } forced)
        {
            rules.Add(new ForceKey($"{name}.force", path, forced));
        }

        if (key.Values("default", form) is { } otherwise)
        {
            rules.Add(new DefaultKey($"{name}.default", path, otherwise));
        }

        if (key.Values("alias", form) is { } aliases)
        {
            rules.Add(new AliasKey($"{name}.alias", path, aliases));
        }

        key.Finish();
        return rules;
    }

    private static (IReadOnlyList<IQueryRule> OfQuery, IReadOnlyList<IEntryRule> OfEntries) ReadDates(ObjectReader device)
    {
        if (device.TakeObject("dates") is not { } dates)
        {
            return ([], []);
        }

        DateWindow? otherwise = dates.Value("default", ValueForms.Window!, null);
        DateWindow? widest = dates.Value("widest", ValueForms.Window!, null);
        if (otherwise is not null && widest is not null && !otherwise.Overlaps(widest))
        {
            dates.Warn(dates.Node, $"{otherwise} and {widest} have no day in common: who asks for no date finds nothing");
        }

        bool ignoresTimes = dates.Flag("ignoreTimes", otherwise: false);
        dates.Finish();
        var rules = new List<IQueryRule>();
        if (otherwise is not null)
        {
            rules.Add(new DefaultDates(otherwise));
        }

        if (ignoresTimes)
        {
            rules.Add(new IgnoreKey("dates.ignoreTimes", StartTime));
        }

        return (rules, widest is null ? [] : [new WidestDates(widest)]);
    }

    private static MppsOverrides? ReadMpps(ObjectReader device)
    {
        if (device.TakeObject("mpps") is not { } mpps)
        {
            return null;
        }

        var overrides = new MppsOverrides
        {
            Accepts = mpps.Flag("accept", otherwise: true),
            IsStrict = mpps.Flag("strict"),
            ShowsStarted = mpps.Flag("showStarted"),
            ReasonsToOfferAgain = mpps.Values("offerAgain", ValueForms.Reason),
            OffersAbandoned = mpps.Flag("offerAbandoned"),
        };
        mpps.Finish();
        return overrides;
    }

    private static (AnswerCharacterSet? CharacterSet, IReadOnlyList<IAnswerRule> Names) ReadCharacterSet(ObjectReader device)
    {
        if (device.TakeObject("characterSet") is not { } section)
        {
            return (null, []);
        }

        bool transliterates = section.Flag("transliterate", otherwise: false);
        AnswerCharacterSet? characterSet = section.Value("name", ValueForms.AnswerCharacterSet!, null) is { } target
            ? new AnswerCharacterSet(target, transliterates)
            : null;
        if (section.Has("transliterate") && !section.Has("name"))
        {
            section.Fault(section.Node, "transliterate without name", "the character set that the device reads");
        }

        var names = new List<IAnswerRule>();
        if (section.Flag("onlyAlphabetic", otherwise: false))
        {
            names.Add(new OnlyAlphabeticNames());
        }

        if (section.Flag("upperCase", otherwise: false))
        {
            names.Add(new UpperCaseNames());
        }

        section.Finish();
        return (characterSet, names);
    }

    private static IEnumerable<IAnswerRule> ReadAnswerRules(ObjectReader device)
    {
        foreach ((AttributePath to, AttributePath from) in device.Attributes("copy", ValueForms.SourceFor))
        {
            yield return new CopyAttribute(to, from);
        }

        foreach ((AttributePath path, TextTemplate template) in device.Attributes("default", ValueForms.TemplateFor))
        {
            yield return new DefaultAttribute(path, template);
        }

        foreach ((AttributePath path, TextTemplate template) in device.Attributes("set", ValueForms.TemplateFor))
        {
            yield return new SetAttribute(path, template);
        }

        foreach (AttributePath path in device.Values("remove", ValueForms.AnswerAttribute) ?? [])
        {
            yield return new RemoveAttribute(path);
        }

        foreach ((AttributePath path, int length) in device.AttributeNumbers("cut", 1, LongestText))
        {
            yield return new CutAttribute(path, length);
        }

        if (device.Flag("dropPrivate", otherwise: false))
        {
            yield return new DropPrivate();
        }

        if (device.Flag("dropEmpty", otherwise: false))
        {
            yield return new DropEmpty();
        }
    }
}
