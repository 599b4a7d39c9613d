using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>A query of a device, meant as its profile says; as any other where it has none.</summary>
public sealed class DeviceQuery
{
    private DeviceQuery(
        DicomDataset asked, AskingDevice device, DeviceProfile? profile, WorklistQuery query, DateTime now) =>
        (Asked, Device, Profile, Query, Now) = (asked, device, profile, query, now);

    /// <summary>The identifier, as it was asked.</summary>
    public DicomDataset Asked { get; }

    /// <summary>Who asks.</summary>
    public AskingDevice Device { get; }

    /// <summary>The profile that counts; null: none does.</summary>
    public DeviceProfile? Profile { get; }

    /// <summary>What is matched, and which attributes are answered.</summary>
    public WorklistQuery Query { get; }

    /// <summary>When it was asked, by the clock on the wall.</summary>
    public DateTime Now { get; }

    /// <summary>
    /// The storage areas in which entries are looked for, none else, each once: first the one that the device is served from.
    /// </summary>
    public IEnumerable<string> Areas => AreasOf(Device.CalledAETitle, Profile);

    /// <summary>
    /// Whether answers carry the warning FF01, that a key is not supported (PS3.4 table K.4-1), rather than status FF00.
    /// </summary>
    public bool Warns => Query.HasUnusedValue && Profile is not { NeverWarns: true };

    /// <summary>Whether so many answers are all that the device gets.</summary>
    public bool IsLimit(int answers) => answers >= Profile?.Limit;

    /// <summary>Whether an answer lacks an attribute that its entry has, since the device does not ask for it.</summary>
    /// <param name="path">The attribute, of which an answer has no value.</param>
    /// <param name="entry">The entry.</param>
    public bool IsUnasked(AttributePath path, WorklistEntry entry) =>
        !path.IsIn(Asked) && path.Find(entry.Dataset) is { IsEmpty: false };

    /// <summary>Reads a query.</summary>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="options">How queries are understood.</param>
    /// <param name="device">Who asks.</param>
    /// <param name="profiles">The profiles of the site.</param>
    /// <param name="now">The time on the wall.</param>
    public static DeviceQuery Read(
        DicomDataset identifier, WorklistQueryOptions options, AskingDevice device, DeviceProfiles profiles, DateTime now)
    {
        DeviceProfile? profile = profiles.Find(device);
        WorklistQuery query = Parse(identifier, options, profile, now);
        return new DeviceQuery(identifier, device, profile, query, now);
    }

    /// <inheritdoc cref="Areas"/>
    /// <param name="called">The called AE title.</param>
    /// <param name="profile">The profile that counts; null: none does.</param>
    public static IEnumerable<string> AreasOf(string called, DeviceProfile? profile) =>
        AreasBeside(profile?.ServedAs ?? called, profile);

    /// <summary>The storage areas in which entries are looked for, where it was agreed on the first of them.</summary>
    /// <param name="served">The area that the device is served from.</param>
    /// <param name="profile">The profile that counts; null: none does.</param>
    public static IEnumerable<string> AreasBeside(string served, DeviceProfile? profile) =>
        profile is { Areas: { Count: > 0 } further } ? further.Prepend(served).Distinct(StringComparer.Ordinal) : [served];

    /// <summary>The same query, for which an entry that has no value for a key does not match.</summary>
    /// <param name="options">How queries are understood otherwise.</param>
    public WorklistQuery Strictly(WorklistQueryOptions options) =>
        Parse(Asked, options with { StrictMatching = true }, Profile, Now);

    private static WorklistQuery Parse(
        DicomDataset identifier, WorklistQueryOptions options, DeviceProfile? profile, DateTime now) => profile switch
        {
            null => WorklistQuery.Parse(identifier, options),
            { QueryRules: [] } => WorklistQuery.Parse(identifier, profile.Adapt(options)),
            _ => WorklistQuery.Parse(identifier, profile.Adapt(options), keys => profile.Change(keys, now)),
        };

    /// <summary>The first rule that keeps an entry from the device; null: none does.</summary>
    /// <param name="entry">An entry that matches.</param>
    public IEntryRule? FindHiding(WorklistEntry entry) => Profile?.FindHiding(entry, Now);
}
