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
            Aliases = section.Map("aliases", ValueForms.Area) ?? new Dictionary<string, string>(),
        };
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
