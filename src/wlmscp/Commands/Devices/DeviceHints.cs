namespace Wlmscp.Commands.Devices;

/// <summary>What in a card is likely to be in somebody's way.</summary>
internal static class DeviceHints
{
    private const int FewestEmpty = 3;

    /// <summary>Finds it, a sentence each.</summary>
    public static IEnumerable<string> Of(DeviceCard card)
    {
        if (card.Queries > card.Described)
        {
            yield return $"of {card.Queries - card.Described} queries the log does not say what they asked";
        }

        if (card.LastEmpty >= FewestEmpty)
        {
            yield return $"found nothing in all of its last {card.LastEmpty} queries: wlmscp explain says why";
        }

        foreach ((string station, int count) in card.Stations.Counts.Where(each => card.StationsFound[each.Key] == 0))
        {
            yield return $"asks for station {station}, and never found anything so ({count} queries)";
        }

        if (card.Described == 0)
        {
            yield break;
        }

        if (card.KindsOf(DeviceKey.Study).Sum == 0)
        {
            yield return "never asks for Study Instance UID: its MPPS cannot refer";
        }

        if (card.Undeclared > 0)
        {
            yield return $"asks with text that is not ASCII and names no character set ({card.Undeclared} of {card.Described} queries)";
        }

        int undated = card.Described - card.Valued(DeviceKey.Date);
        if (undated > 0)
        {
            yield return $"asks without a date ({undated} of {card.Described} queries): without another key it gets the whole list";
        }
    }
}
