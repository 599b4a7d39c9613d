using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Commands.Checking;

/// <summary>
/// Which entries of a storage area a device finds and does not show, since the answer has no value for what its profile
/// says that it requires. It is supposed to ask for all attributes, and for no value in particular.
/// </summary>
internal sealed class DeviceCheck
{
    private readonly AnswerBuilder _answers = new(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
    private readonly DeviceQuery _query;

    /// <summary>Begins.</summary>
    /// <param name="calling">The calling AE title of the device.</param>
    /// <param name="called">The name of the storage area.</param>
    /// <param name="profiles">The profiles of the site.</param>
    /// <param name="now">The time on the wall.</param>
    public DeviceCheck(string calling, string called, DeviceProfiles profiles, DateTime now)
    {
        var device = new AskingDevice(calling, called) { IsSupposed = true };
        var identifier = new DicomDataset();
        foreach (AttributePath path in profiles.Find(device)?.Required ?? [])
        {
            new AttributeAssignment(path, "").TryApply(identifier, out _);
        }

        ReturnKeys.AddUsual(identifier);
        _query = DeviceQuery.Read(identifier, new WorklistQueryOptions(), device, profiles, now);
    }

    /// <summary>Whether there is anything to check: the device has a profile here that requires something.</summary>
    public bool Requires => _query.Profile is { Required.Count: > 0 };

    /// <summary>Says why the device does not show an entry; null: it does, or does not find it.</summary>
    /// <param name="file">A file that is served.</param>
    public string? FindFault(AreaFile file)
    {
        if (file.Entry is not { } entry || !_query.Query.Matches(entry) || _query.FindHiding(entry) is not null)
        {
            return null;
        }

        string lacking = string.Join(", ", _answers.FindMissing(_query, entry).Select(path => path.Name));
        return lacking.Length == 0 ? null
            : $"{_query.Profile} requires {lacking}, the answer has no value for it; enter it, or have the profile set it";
    }
}
