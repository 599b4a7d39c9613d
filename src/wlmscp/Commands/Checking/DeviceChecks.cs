using Wlmscp.Configuration;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Checking;

/// <summary>What a device shows of storage areas: in each its profile may be another one.</summary>
internal sealed class DeviceChecks
{
    private readonly Dictionary<string, DeviceCheck> _areas = new(StringComparer.Ordinal);
    private readonly DateTime _now = TimeProvider.System.GetLocalNow().DateTime;
    private readonly string _calling;
    private readonly string _configuration;
    private readonly DeviceProfiles _profiles;

    private DeviceChecks(string calling, string configuration, DeviceProfiles profiles) =>
        (_calling, _configuration, _profiles) = (calling, configuration, profiles);

    /// <summary>Says that there was nothing to check, in some areas or in all; null: there was in each.</summary>
    public string? Idle
    {
        get
        {
            int idle = _areas.Values.Count(area => !area.Requires);
            string where = idle < _areas.Count ? $" for {idle} of {_areas.Count} areas" : "";
            return idle == 0 ? null
                : $"{_calling} has no profile with \"require\"{where}, expected one in {_configuration}";
        }
    }

    /// <summary>Begins.</summary>
    /// <param name="calling">The calling AE title of the device.</param>
    /// <param name="configuration">The configuration file.</param>
    /// <exception cref="ToolException">It cannot be used.</exception>
    public static DeviceChecks Read(string calling, string configuration) =>
        new(calling, configuration, ConfigurationFile.ReadForTool(configuration).Devices);

    /// <summary>What it shows of the area of a name.</summary>
    public DeviceCheck Of(string area)
    {
        if (!_areas.TryGetValue(area, out DeviceCheck? check))
        {
            _areas[area] = check = new DeviceCheck(_calling, area, _profiles, _now);
        }

        return check;
    }
}
