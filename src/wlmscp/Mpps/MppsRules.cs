using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Mpps;

/// <summary>What the site says of performed procedure steps: the section <c>mpps</c> of the configuration file.</summary>
internal sealed record MppsRules
{
    /// <summary>What those of all other modalities do to the worklist.</summary>
    public MppsSettings Default { get; init; } = new();

    /// <summary>What those of some modalities do, by their calling AE titles.</summary>
    public IReadOnlyDictionary<string, MppsSettings> Modalities { get; init; } = new Dictionary<string, MppsSettings>();

    /// <summary>The storage areas by called AE titles that are no area's, and that performed steps are sent to.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>The profiles of devices, which say what is otherwise for those of one.</summary>
    public DeviceProfiles Devices { get; init; } = DeviceProfiles.None;

    /// <summary>Whether performed steps of any modality end by themselves when nothing is heard of them.</summary>
    public bool HasIdleTime =>
        Default.IdleTime is not null || Modalities.Values.Any(settings => settings.IdleTime is not null);

    /// <summary>What performed steps of a modality do, but for what its profile says.</summary>
    public MppsSettings SettingsOf(string callingAETitle) => Modalities.GetValueOrDefault(callingAETitle) ?? Default;

    /// <summary>What performed steps of a device do.</summary>
    public MppsSettings SettingsOf(AskingDevice device)
    {
        MppsSettings others = SettingsOf(device.CallingAETitle);
        return Devices.Find(device)?.PerformedSteps?.Of(others) ?? others;
    }

    /// <summary>What performed steps do of a device of which no more is known than who it was.</summary>
    /// <param name="callingAETitle">Its calling AE title.</param>
    /// <param name="area">The area of its performed step, for which it asked.</param>
    public MppsSettings SettingsOf(string callingAETitle, string area) =>
        SettingsOf(new AskingDevice(callingAETitle, area) { IsSupposed = true });

    /// <summary>The name of the area that a called AE title means.</summary>
    public string AreaOf(string calledAETitle) => Aliases.GetValueOrDefault(calledAETitle) ?? calledAETitle;
}
