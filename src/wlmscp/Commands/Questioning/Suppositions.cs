using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Questioning;

/// <summary>What is supposed of a device's association, since there is none: a line for each setting that asks.</summary>
internal static class Suppositions
{
    /// <summary>Finds them.</summary>
    /// <param name="profile">The profile that counts.</param>
    /// <param name="profiles">All of the site.</param>
    /// <param name="device">Who asks, of whom nothing but names is known.</param>
    /// <param name="negotiated">The extensions that the association is supposed to have agreed on.</param>
    public static IEnumerable<string> Of(
        DeviceProfile profile, DeviceProfiles profiles, AskingDevice device, QueryExtensions negotiated)
    {
        string others = NameOthers(profile, profiles, device);
        if (profile.Condition.Address is { } range)
        {
            yield return $"address: only if it asks from {range}, else {others} counts";
        }

        if (profile.Condition.TlsSubject is { } subject)
        {
            yield return $"tlsSubject: only if its certificate is of {subject}, else {others} counts";
        }

        if (profile.Network.OffersFuzzyNames is { } fuzzyNames)
        {
            bool isNegotiated = negotiated.HasFlag(QueryExtensions.FuzzyNames);
            yield return Negotiated("fuzzyNames", fuzzyNames, isNegotiated, "--negotiate-fuzzy-names");
        }

        if (profile.Network.OffersTimezones is { } timezones)
        {
            bool isNegotiated = negotiated.HasFlag(QueryExtensions.TimezoneAdjustment);
            yield return Negotiated("timezones", timezones, isNegotiated, "--negotiate-timezones");
        }
    }

    private static string Negotiated(string setting, bool isOffered, bool isNegotiated, string option)
    {
        string supposed = isNegotiated ? "negotiated by" : "not negotiated without";
        return $"negotiate: {setting} {(isOffered ? "true" : "false")}, taken as {supposed} {option}";
    }

    // Those that count where the address or the certificate is another one: up to the first that does not ask for any.
    private static string NameOthers(DeviceProfile profile, DeviceProfiles profiles, AskingDevice device)
    {
        var names = new List<string>();
        foreach (DeviceProfile other in profiles.All.SkipWhile(each => each != profile).Skip(1))
        {
            if (other.Condition.Fits(device) && !profile.Condition.Covers(other.Condition))
            {
                names.Add($"{other}");
                if (other.Condition is { Address: null, TlsSubject: null })
                {
                    return string.Join(" or ", names);
                }
            }
        }

        return string.Join(" or ", [.. names, "none"]);
    }
}
