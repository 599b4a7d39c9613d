using System.Net;

namespace WorklistScp.Worklist.Profiles;

/// <summary>A device that asks, as far as it is known.</summary>
/// <param name="CallingAETitle">Its AE title.</param>
/// <param name="CalledAETitle">The AE title that it calls.</param>
public sealed record AskingDevice(string CallingAETitle, string CalledAETitle)
{
    /// <summary>Where it asks from; null: not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The subject of its certificate, which was verified; null: it has none.</summary>
    public string? TlsSubject { get; init; }

    /// <summary>
    /// Whether only its names are known, since nobody asks, but somebody wants to know what it would get: conditions of
    /// address and certificate then count as met.
    /// </summary>
    public bool IsSupposed { get; init; }
}

/// <summary>For which devices a profile is. What it does not name may be anything.</summary>
public sealed record DeviceCondition
{
    /// <summary>The calling AE title, in which <c>*</c> and <c>?</c> are wild cards; null: any.</summary>
    public string? Calling { get; init; }

    /// <summary>The called AE title, in which <c>*</c> and <c>?</c> are wild cards; null: any.</summary>
    public string? Called { get; init; }

    /// <summary>Where it asks from; null: from anywhere.</summary>
    public IPNetwork? Address { get; init; }

    /// <summary>The subject of its certificate, in which <c>*</c> and <c>?</c> are wild cards; null: any, or none.</summary>
    public string? TlsSubject { get; init; }

    /// <summary>Whether a device is meant.</summary>
    public bool Fits(AskingDevice device) =>
        Fits(Calling, device.CallingAETitle)
        && Fits(Called, device.CalledAETitle)
        && (device.IsSupposed
            || ((Address is not { } range || (device.Address is { } address && range.Contains(address)))
                && (TlsSubject is null || (device.TlsSubject is { } subject && Fits(TlsSubject, subject)))));

    /// <summary>Whether all devices that another condition fits are meant, as far as that is certain.</summary>
    public bool Covers(DeviceCondition other) =>
        Covers(Calling, other.Calling) && Covers(Called, other.Called) && Covers(TlsSubject, other.TlsSubject)
        && (Address is not { } range
            || (other.Address is { } within && range.PrefixLength <= within.PrefixLength && range.Contains(within.BaseAddress)));

    private static bool Fits(string? pattern, string value) => pattern is null || Wildcard.IsMatch(pattern, value);

    // What fits texts that have nothing, or much that nobody writes, in place of wild cards fits whatever stands there.
    private static bool Covers(string? pattern, string? other)
    {
        const char Nobodys = '\u0001';
        return pattern is null || (other is not null
            && (pattern == other || Wildcard.IsIn(pattern)) // without wild cards, it fits one text
            && Wildcard.IsMatch(pattern, other.Replace("*", "", StringComparison.Ordinal).Replace('?', Nobodys))
            && Wildcard.IsMatch(pattern, other.Replace("*", new string(Nobodys, 100), StringComparison.Ordinal).Replace('?', Nobodys)));
    }
}
