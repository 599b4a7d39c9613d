using System.Collections.Concurrent;

namespace WorklistScp.Worklist.Profiles;

/// <summary>The profiles of a site, of which the first that fits a device counts. They never change.</summary>
/// <param name="all">The profiles, in the order of the file.</param>
public sealed class DeviceProfiles(IReadOnlyList<DeviceProfile> all)
{
    // More than a site has; who asks by ever new titles is not to take memory.
    private const int MostDevices = 1000;

    private readonly DeviceProfile[] _profiles = [.. all];

    // Which one counts for a device that has asked before: a site may have hundreds, and devices ask all day.
    private readonly ConcurrentDictionary<AskingDevice, Found> _known = [];
    private int _knownCount;

    /// <summary>Without a profile.</summary>
    public static DeviceProfiles None { get; } = new([]);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<DeviceProfile> All => _profiles;

    /// <summary>The profile that counts for a device; null: none does.</summary>
    public DeviceProfile? Find(AskingDevice device)
    {
        if (_profiles.Length == 0)
        {
            return null;
        }

        if (_known.TryGetValue(device, out Found known))
        {
            return known.Profile;
        }

        DeviceProfile? first = Array.Find(_profiles, profile => profile.Condition.Fits(device));
        if (Volatile.Read(ref _knownCount) < MostDevices && _known.TryAdd(device, new Found(first)))
        {
            Interlocked.Increment(ref _knownCount);
        }

        return first;
    }

    private readonly record struct Found(DeviceProfile? Profile);
}
