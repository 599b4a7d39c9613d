using System.Collections.Frozen;

namespace WorklistScp.Worklist.Profiles;

/// <summary>The profiles of a site, of which the first that fits a device counts. Immutable.</summary>
public sealed class DeviceProfiles
{
    private readonly FrozenDictionary<string, Placed[]> _byTitle;
    private readonly Placed[] _others;

    /// <summary>Orders them so that those of other devices are not looked at.</summary>
    /// <param name="all">The profiles, in the order of the file.</param>
    public DeviceProfiles(IReadOnlyList<DeviceProfile> all)
    {
        All = all;
        ILookup<bool, Placed> placed = all.Select((profile, place) => new Placed(profile, place))
            .ToLookup(each => each.Profile.Condition.NamesDevice);
        _byTitle = placed[true].GroupBy(each => each.Profile.Condition.Calling!, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        _others = [.. placed[false]];
    }

    /// <summary>Without a profile.</summary>
    public static DeviceProfiles None { get; } = new([]);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<DeviceProfile> All { get; }

    /// <summary>The profile that counts for a device; null: none does.</summary>
    public DeviceProfile? Find(AskingDevice device)
    {
        Placed? own = _byTitle.TryGetValue(device.CallingAETitle, out Placed[]? named) ? First(named, device) : null;
        Placed? other = First(_others, device);
        return (own is null || other?.Place < own.Place ? other : own)?.Profile;
    }

    private static Placed? First(Placed[] profiles, AskingDevice device)
    {
        foreach (Placed each in profiles)
        {
            if (each.Profile.Condition.Fits(device))
            {
                return each;
            }
        }

        return null;
    }

    private sealed record Placed(DeviceProfile Profile, int Place);
}
