using Wlmscp.Mpps;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Configuration;

/// <summary>The section <c>mpps</c>: what performed procedure steps do to the worklist of this site.</summary>
internal static class MppsSection
{
    /// <summary>Reads it.</summary>
    /// <param name="section">The section.</param>
    public static MppsRules Read(ObjectReader section)
    {
        MppsSettings otherwise = ReadSettings(section, new MppsSettings());
        var modalities = new Dictionary<string, MppsSettings>(StringComparer.Ordinal);
        section.Objects("modalities", modality =>
        {
            string? title = modality.Required("callingAETitle", ValueForms.AETitle);
            MppsSettings settings = ReadSettings(modality, otherwise);
            if (title is not null && !modalities.TryAdd(title, settings))
            {
                modality.Fault(modality.Node, $"callingAETitle {title} stands there twice", "each once");
            }

            return settings;
        });
        return new MppsRules
        {
            Default = otherwise,
            Modalities = modalities,
            Aliases = ReadAliases(section),
        };
    }

    // Queries go to the area of this name, performed steps to the other one: hardly anybody means that.
    private static IReadOnlyDictionary<string, string> ReadAliases(ObjectReader section)
    {
        IReadOnlyDictionary<string, string> aliases =
            section.Map("aliases", ValueForms.Area) ?? new Dictionary<string, string>();
        ConfigurationNode? node = section.Node.Members.Find(member => member.Name == "aliases").Value;
        foreach ((string name, ConfigurationNode value) in node?.Members ?? [])
        {
            section.WarnOfMissingArea(value);
            if (aliases.TryGetValue(name, out string? area) && area != name)
            {
                section.Warn(
                    value, $"there is a storage area {name} too: performed steps sent to it belong to {area}, "
                        + "queries are its own", name);
            }
        }

        return aliases;
    }

    // What a modality does not say is as the section has it.
    private static MppsSettings ReadSettings(ObjectReader of, MppsSettings otherwise) => new()
    {
        ShowsStarted = of.Flag("showStarted", otherwise.ShowsStarted),
        ReasonsToOfferAgain = of.Values("offerAgain", ValueForms.Reason) ?? otherwise.ReasonsToOfferAgain,
        OffersAbandoned = of.Flag("offerAbandoned", otherwise.OffersAbandoned),
        IdleTime = of.Value("idleTime", ValueForms.Duration, otherwise.IdleTime),
        IdleStatus = of.Value("idleStatus", ValueForms.FinalStatus, otherwise.IdleStatus)!.Value,
    };
}
