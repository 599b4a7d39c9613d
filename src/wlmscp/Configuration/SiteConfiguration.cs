using Wlmscp.Hl7;
using Wlmscp.Mpps;
using WorklistScp.Web.Desk;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Configuration;

/// <summary>What the configuration file says, each section a property. Immutable.</summary>
internal sealed record SiteConfiguration
{
    /// <summary>Without a file.</summary>
    public static SiteConfiguration Default { get; } = new();

    /// <summary>The section <c>hl7</c>.</summary>
    public Hl7Rules Hl7 { get; init; } = new();

    /// <summary>The section <c>mpps</c>.</summary>
    public MppsRules Mpps { get; init; } = new();

    /// <summary>The section <c>http</c>.</summary>
    public DeskRules Http { get; init; } = new();

    /// <summary>The list <c>devices</c>.</summary>
    public DeviceProfiles Devices { get; init; } = DeviceProfiles.None;

    /// <summary>The names of the sections that are there.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Reads all sections.</summary>
    /// <param name="file">The whole.</param>
    public static SiteConfiguration Read(ObjectReader file)
    {
        SiteConfiguration configuration = new()
        {
            Hl7 = Read(file, "hl7", Hl7Section.Read) ?? new Hl7Rules(),
            Mpps = Read(file, "mpps", MppsSection.Read) ?? new MppsRules(),
            Http = Read(file, "http", HttpSection.Read) ?? new DeskRules(),
            Devices = DevicesSection.Read(file),
            Sections = [.. file.Node.Members.Select(member => member.Name).Where(name => name != "$schema")],
        };
        file.Value("$schema", ValueForms.Text, "");
        file.Finish();
        return configuration with { Mpps = configuration.Mpps with { Devices = configuration.Devices } };
    }

    private static T? Read<T>(ObjectReader file, string name, Func<ObjectReader, T> read)
        where T : class
    {
        if (file.TakeObject(name) is not { } section)
        {
            return null;
        }

        T value = read(section);
        section.Finish();
        return value;
    }
}
