using System.Net;
using CsCheck;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

/// <summary>What hosts_access(5) says of rules, and what is not supported of it.</summary>
public sealed class HostsAccessReaderTests
{
    private static readonly string[] Words =
    [
        "ALL", "EXCEPT", "wlmscp", ":", "[", "]", "/", ".", "@", "10.", "10.0.0.0", "8", " ", "\n", "\\\n", "#",
        "LOCAL", "*", "?", "-", "::1", "255.0.0.0",
    ];

    private const string Good =
        "# who may ask\n\nsshd@10.1.1.1 : ALL : spawn (echo %h)\nwlmscp, wlmscpfs : \\\n 192.0.2. EXCEPT 192.0.2.7 \\\n"
        + " LOCAL .example.org : ALLOW\nALL EXCEPT sshd : [2001:db8::]/32 10.0.0.0/255.0.0.0 KNOWN : DENY\n";

    [Theory]
    [InlineData("ALL", "192.0.2.7", true)]
    [InlineData("all", "::1", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.70", false)]
    [InlineData("192.0.2.", "192.0.2.70", true)]
    [InlineData("192.0.2.", "192.0.20.7", false)]
    [InlineData("192.", "192.0.2.7", true)]
    [InlineData("192.0.2.0/24", "192.0.2.7", true)]
    [InlineData("192.0.2.0/24", "192.0.3.7", false)]
    [InlineData("192.0.2.0/255.255.254.0", "192.0.3.7", true)]
    [InlineData("192.0.2.0/255.255.254.0", "192.0.4.7", false)]
    [InlineData("0.0.0.0/0.0.0.0", "192.0.4.7", true)]
    [InlineData("192.0.2.*", "192.0.2.7", true)]
    [InlineData("192.0.2.?", "192.0.2.70", false)]
    [InlineData("[2001:db8::1]", "2001:db8::1", true)]
    [InlineData("[2001:db8::]/32", "2001:db8::1", true)]
    [InlineData("[2001:db8::]/32", "2001:db9::1", false)]
    [InlineData("192.0.2.7 192.0.2.8", "192.0.2.8", true)]
    [InlineData("192.0.2.7,192.0.2.8", "192.0.2.8", true)]
    [InlineData("ALL EXCEPT 192.0.2.8", "192.0.2.8", false)]
    [InlineData("ALL EXCEPT 192.0.2.8", "192.0.2.7", true)]
    [InlineData("ALL EXCEPT 192.0.2. EXCEPT 192.0.2.7", "192.0.2.7", true)]
    [InlineData("ALL EXCEPT 192.0.2. EXCEPT 192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2. except 192.0.2.8", "192.0.3.8", false)]
    public void Clients_Address_Matches(string clients, string address, bool matches) =>
        Assert.Equal(matches, Read($"wlmscp: {clients}\n").Single().Matches(IPAddress.Parse(address), null));

    [Theory]
    [InlineData("ct1.example.org", "ct1.example.org", true)]
    [InlineData("CT1.Example.Org", "ct1.example.ORG", true)]
    [InlineData("ct1.example.org", "ct1.example.org.evil.com", false)]
    [InlineData(".example.org", "ct1.example.org", true)]
    [InlineData(".example.org", "example.org", false)]
    [InlineData(".example.org", "ct1.badexample.org", false)]
    [InlineData("ct*.example.org", "ct12.example.org", true)]
    [InlineData("ct1.", "ct1.example.org", true)]
    [InlineData("LOCAL", "ct1", true)]
    [InlineData("LOCAL", "ct1.example.org", false)]
    [InlineData("LOCAL", null, false)]
    [InlineData("KNOWN", "ct1.example.org", true)]
    [InlineData("KNOWN", null, false)]
    [InlineData("UNKNOWN", null, true)]
    [InlineData("UNKNOWN", "ct1", false)]
    [InlineData("PARANOID", null, false)]
    [InlineData("192.0.2.*", "192.0.2.example.org", false)]
    public void Clients_Name_Matches(string clients, string? name, bool matches) => Assert.Equal(
        matches,
        Read($"wlmscp: {clients}\n").Single().Matches(
            IPAddress.Parse("198.51.100.1"), name is null ? PeerName.Unknown : PeerName.Known(name)));

    [Theory]
    [InlineData("PARANOID", true)]
    [InlineData("KNOWN", false)]
    [InlineData("UNKNOWN", false)]
    [InlineData("LOCAL", false)]
    [InlineData(".example.org", false)]
    public void Clients_NameThatContradictsItself_IsParanoid(string clients, bool matches) => Assert.Equal(
        matches, Read($"wlmscp: {clients}\n").Single().Matches(IPAddress.Loopback, PeerName.Paranoid));

    [Theory]
    [InlineData(".example.org", null)]
    [InlineData("LOCAL 192.0.2.7", true)]
    [InlineData("192.0.2.8 KNOWN", null)]
    [InlineData("ALL EXCEPT LOCAL", null)]
    [InlineData("192.0.2.8 EXCEPT LOCAL", false)]
    [InlineData("LOCAL EXCEPT 192.0.2.7", false)]
    public void Clients_NameNotLookedUp_MattersOnlyWhereItDecides(string clients, bool? matches) =>
        Assert.Equal(matches, Read($"wlmscp: {clients}\n").Single().Matches(IPAddress.Parse("192.0.2.7"), null));

    [Theory]
    [InlineData("wlmscp", true)]
    [InlineData("WLMSCPFS", true)]
    [InlineData("ALL", true)]
    [InlineData("wlm*", true)]
    [InlineData("sshd wlmscp", true)]
    [InlineData("sshd", false)]
    [InlineData("sshd@10.1.1.1", false)]
    [InlineData("ALL EXCEPT wlmscpfs", false)]
    [InlineData("ALL EXCEPT sshd", true)]
    public void Daemons_List_IsForThisOneOrNot(string daemons, bool isForThis) =>
        Assert.Equal(isForThis ? 1 : 0, Read($"{daemons} : ALL\n").Count);

    [Fact]
    public void Read_GoodFile_HasItsRulesWithTheirPlaces()
    {
        IReadOnlyList<HostsRule> rules = Read(Good);

        Assert.Equal(["hosts:4", "hosts:7"], rules.Select(rule => rule.Place));
        Assert.Equal([true, false], rules.Select(rule => rule.IsGrant));
    }

    [Theory]
    [InlineData("ALL: ALL", false, false)]
    [InlineData("ALL: ALL : allow", false, true)]
    [InlineData("ALL: ALL : DENY ", true, false)]
    [InlineData("ALL: ALL\r\n", true, true)]
    public void Rule_Verdict_IsThatOfTheFileUnlessItSaysSo(string text, bool isGranting, bool isGrant) =>
        Assert.Equal(isGrant, new HostsAccessReader("hosts", isGranting, ["wlmscp"]).Read(text).Single().IsGrant);

    [Theory]
    [InlineData("wlmscp", "hosts:1: 'wlmscp', expected DAEMONS : CLIENTS")]
    [InlineData("\n# x\\\ny\n: ALL", "hosts:4: '', expected daemons")]
    [InlineData("wlmscp :", "hosts:1: '', expected clients")]
    [InlineData("wlmscp : ALL EXCEPT", "hosts:1: 'ALL EXCEPT', expected clients, on both sides")]
    [InlineData("wlmscp : EXCEPT ALL", "hosts:1: 'EXCEPT ALL', expected clients, on both sides")]
    [InlineData("wlmscp@10.1.1.1 : ALL", "hosts:1: 'wlmscp@10.1.1.1', expected a daemon without a host")]
    [InlineData("wlmscp : root@ct1", "hosts:1: 'root@ct1', expected a host without a user")]
    [InlineData("wlmscp : @modalities", "hosts:1: '@modalities', expected a pattern instead of a netgroup")]
    [InlineData("wlmscp : /etc/modalities", "hosts:1: '/etc/modalities', expected a pattern instead of a file")]
    [InlineData("wlmscp : ALL : spawn (/bin/echo) &", "hosts:1: 'spawn (/bin/echo) &', expected ALLOW, DENY")]
    [InlineData("wlmscp : ALL : severity info : ALLOW", "hosts:1: 'severity info : ALLOW', expected ALLOW, DENY")]
    [InlineData("wlmscp : ALL :", "hosts:1: '', expected ALLOW, DENY")]
    [InlineData("wlmscp : 2001:db8::1", "hosts:1: '2001', expected ALL, LOCAL")]
    [InlineData("wlmscp : 192.0.2", "hosts:1: '192.0.2', expected ALL, LOCAL")]
    [InlineData("wlmscp : 192.0.2.256", "hosts:1: '192.0.2.256', expected ALL, LOCAL")]
    [InlineData("wlmscp : 192..2.", "hosts:1: '192..2.', expected ALL, LOCAL")]
    [InlineData("wlmscp : 1.2.3.4.", "hosts:1: '1.2.3.4.', expected ALL, LOCAL")]
    [InlineData("wlmscp : .", "hosts:1: '.', expected ALL, LOCAL")]
    [InlineData("wlmscp : a;b", "hosts:1: 'a;b', expected ALL, LOCAL")]
    [InlineData("wlmscp : 192.0.2.7/24", "hosts:1: '192.0.2.7/24', expected 192.0.2.0/24 for the range")]
    [InlineData("wlmscp : 192.0.2.0/33", "hosts:1: '192.0.2.0/33', expected a length from 0 to 32, or a mask")]
    [InlineData("wlmscp : 192.0.2.0/255.0.255.0", "hosts:1: '192.0.2.0/255.0.255.0', expected a length from 0 to 32")]
    [InlineData("wlmscp : [::]/129", "hosts:1: '[::]/129', expected a length from 0 to 128")]
    [InlineData("wlmscp : [192.0.2.7]", "hosts:1: '[192.0.2.7]', expected ALL, LOCAL")]
    [InlineData("wlmscp : \u001b[2J", "hosts:1: '?[2J', expected ALL, LOCAL")]
    public void Read_WrongRule_NamesPlaceAndWhatWasExpected(string text, string message)
    {
        HostsAccessException e = Assert.Throws<HostsAccessException>(() => Read(text));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Read_ManyExcepts_AreTakenOneByOne(int count, bool isMatch)
    {
        string text = "ALL : ALL" + string.Concat(Enumerable.Repeat(" EXCEPT ALL", count));

        Assert.Equal(isMatch, Read(text).Single().Matches(IPAddress.Loopback, null));
    }

    [Fact]
    public void Read_EveryPrefixOfAGoodFile_ReadsOrThrowsItsOwnException()
    {
        for (var length = 0; length <= Good.Length; length++)
        {
            TryRead(Good[..length]);
        }
    }

    [Fact]
    public void Read_RandomText_ReadsOrThrowsItsOwnException() => Gen.String.Sample(TryRead);

    [Fact]
    public void Read_RandomWords_ReadsOrThrowsItsOwnException() =>
        Gen.Int[0, Words.Length - 1].Select(i => Words[i])
            .Array[0, 20].Sample(words => TryRead(string.Concat(words)), iter: RandomCases.Of(20_000));

    private static void TryRead(string text)
    {
        try
        {
            foreach (HostsRule rule in Read(text))
            {
                Assert.NotNull(rule.Matches(IPAddress.Loopback, PeerName.Known("ct1")));
            }
        }
        catch (HostsAccessException e)
        {
            Assert.StartsWith("hosts:", e.Message, StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<HostsRule> Read(string text) =>
        new HostsAccessReader("hosts", isGranting: true, ["wlmscp", "wlmscpfs"]).Read(text);
}
