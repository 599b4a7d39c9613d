namespace Wlmscp.Commands.Explaining;

/// <summary>Entries that match, and that a setting of the device's profile hides.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Entries">How many of them there are.</param>
internal sealed record HiddenEntries(string Setting, int Entries)
{
    /// <summary>Counts them, for each setting that hides one.</summary>
    /// <param name="settings">The setting that hides each entry that matches; null: none does.</param>
    public static IReadOnlyList<HiddenEntries> Count(IEnumerable<string?> settings) =>
        [.. settings.OfType<string>().CountBy(setting => setting).Select(each => new HiddenEntries(each.Key, each.Value))];
}
