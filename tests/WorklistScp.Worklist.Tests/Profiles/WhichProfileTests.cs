using System.Net;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>The first profile of the file that fits a device counts.</summary>
public sealed class WhichProfileTests
{
    private static readonly DeviceCondition Anybody = new();

    [Theory]
    [InlineData("CT1", true)]
    [InlineData("CT*", true)]
    [InlineData("C?1", true)]
    [InlineData("*", true)]
    [InlineData("ct1", false)]
    [InlineData("CT", false)]
    [InlineData("CT1 ", false)]
    [InlineData("CT1?", false)]
    public void Calling_IsAPattern(string calling, bool fits) =>
        Assert.Equal(fits, new DeviceCondition { Calling = calling }.Fits(Devices.CT1));

    [Theory]
    [InlineData("AREA", true)]
    [InlineData("A*A", true)]
    [InlineData("AREA2", false)]
    public void Called_IsAPattern(string called, bool fits) =>
        Assert.Equal(fits, new DeviceCondition { Called = called }.Fits(Devices.CT1));

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.7", true)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.0/24", "192.0.3.7", false)]
    [InlineData("192.0.2.7/32", "192.0.2.8", false)]
    [InlineData("2001:db8::/32", "2001:db8::1", true)]
    [InlineData("2001:db8::/32", "192.0.2.7", false)]
    [InlineData("192.0.2.0/24", null, false)]
    public void Address_IsARange(string range, string? address, bool fits)
    {
        var condition = new DeviceCondition { Address = IPNetwork.Parse(range) };

        Assert.Equal(
            fits, condition.Fits(Devices.CT1 with { Address = address is null ? null : IPAddress.Parse(address) }));
    }

    [Theory]
    [InlineData("CN=ct1*", "CN=ct1, O=Clinic", true)]
    [InlineData("CN=ct1", "CN=ct1, O=Clinic", false)]
    [InlineData("*", null, false)]
    public void TlsSubject_IsAPatternThatWantsOne(string pattern, string? subject, bool fits) =>
        Assert.Equal(fits, new DeviceCondition { TlsSubject = pattern }.Fits(Devices.CT1 with { TlsSubject = subject }));

    [Fact]
    public void AllOfACondition_HasToFit()
    {
        var condition = new DeviceCondition { Calling = "CT*", Called = "AREA", Address = IPNetwork.Parse("192.0.2.0/24") };
        AskingDevice device = Devices.CT1 with { Address = IPAddress.Parse("192.0.2.7") };

        Assert.True(condition.Fits(device));
        Assert.False(condition.Fits(device with { CallingAETitle = "MR1" }));
        Assert.False(condition.Fits(device with { CalledAETitle = "OTHER" }));
        Assert.False(condition.Fits(device with { Address = IPAddress.Loopback }));
    }

    [Fact]
    public void DeviceThatIsSupposed_HasAddressAndCertificate_ButNoOtherName()
    {
        var condition = new DeviceCondition { Calling = "CT1", Address = IPNetwork.Parse("192.0.2.0/24"), TlsSubject = "CN=x" };

        Assert.True(condition.Fits(Devices.CT1 with { IsSupposed = true }));
        Assert.False(condition.Fits(Devices.CT1));
        Assert.False(condition.Fits(new AskingDevice("CT2", "AREA") { IsSupposed = true }));
    }

    // Those with one name are found by it: the order of the file is kept all the same.
    [Theory]
    [InlineData("CT1", "CT1,CT*,*", 0)]
    [InlineData("CT1", "CT*,CT1,*", 0)]
    [InlineData("CT1", "CT2,*,CT1", 1)]
    [InlineData("CT1", "CT2,CT1,CT1,C*", 1)]
    [InlineData("MR1", "CT*,CT1,?R1,MR1", 2)]
    [InlineData("MR1", "CT1,CT*,MR1", 2)]
    [InlineData("MR1", "CT1,CT*", -1)]
    [InlineData("MR1", "", -1)]
    public void Find_GivesTheFirstOfTheFileThatFits(string calling, string titles, int expected)
    {
        DeviceProfile[] all =
        [
            .. titles.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select((title, i) => new DeviceProfile($"{i}", Anybody with { Calling = title })),
        ];

        DeviceProfile? found = new DeviceProfiles(all).Find(new AskingDevice(calling, "AREA"));

        Assert.Equal(expected < 0 ? null : all[expected], found);
    }

    [Fact]
    public void Find_OfTheSameName_GivesTheFirstWhoseOtherConditionsFit()
    {
        var elsewhere = new DeviceProfile("0", Anybody with { Calling = "CT1", Called = "OTHER" });
        var everywhere = new DeviceProfile("1", Anybody with { Calling = "CT1" });

        Assert.Equal(everywhere, new DeviceProfiles([elsewhere, everywhere]).Find(Devices.CT1));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "CT1", true)]
    [InlineData("CT1", null, false)]
    [InlineData("CT1", "CT1", true)]
    [InlineData("CT*", "CT1", true)]
    [InlineData("CT*", "CT*", true)]
    [InlineData("CT*", "CT?", true)]
    [InlineData("CT1", "CT*", false)]
    [InlineData("CT?", "CT*", false)] // CT12 is one of these only
    [InlineData("?", "*", false)]
    [InlineData("C?1", "C??", false)]
    [InlineData("??", "*", false)]
    [InlineData("CT?*", "CT*", false)] // CT
    [InlineData("*?", "*", false)]
    [InlineData("CT?*", "CT?", true)]
    [InlineData("*1", "CT*1", true)]
    [InlineData("*", "*", true)]
    public void Covers_IsCertainOfPatterns(string? earlier, string? later, bool covers)
    {
        Assert.Equal(covers, (Anybody with { Calling = earlier }).Covers(Anybody with { Calling = later }));
        Assert.Equal(covers, (Anybody with { Called = earlier }).Covers(Anybody with { Called = later }));
        Assert.Equal(covers, (Anybody with { TlsSubject = earlier }).Covers(Anybody with { TlsSubject = later }));
    }

    [Theory]
    [InlineData(null, "192.0.2.0/24", true)]
    [InlineData("192.0.2.0/24", null, false)]
    [InlineData("192.0.2.0/24", "192.0.2.0/24", true)]
    [InlineData("192.0.2.0/24", "192.0.2.128/25", true)]
    [InlineData("192.0.2.128/25", "192.0.2.0/24", false)]
    [InlineData("192.0.2.0/24", "192.0.3.0/24", false)]
    [InlineData("::/0", "192.0.2.0/24", false)]
    public void Covers_IsCertainOfAddresses(string? earlier, string? later, bool covers) =>
        Assert.Equal(covers, At(earlier).Covers(At(later)));

    [Theory]
    [InlineData("A", "A")]
    [InlineData("B A C", "A B C")]
    [InlineData("A B B", "A B")]
    [InlineData("", "A")]
    public void Areas_AreTheOneThatIsCalled_AndThoseThatTheProfileNames_EachOnce(string named, string read)
    {
        DeviceProfile profile = Devices.Any with { Areas = named.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(read.Split(' '), DeviceQuery.AreasOf("A", profile));
        Assert.Equal(["A"], DeviceQuery.AreasOf("A", profile: null));
    }

    private static DeviceCondition At(string? range) =>
        Anybody with { Address = range is null ? null : IPNetwork.Parse(range) };
}
