using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>A pattern of a list of clients, hosts_access(5).</summary>
internal abstract record ClientPattern
{
    /// <summary>Whether a peer matches.</summary>
    /// <param name="address">Its address, IPv4 where it is one.</param>
    /// <param name="name">Its name; null: not looked up yet.</param>
    /// <returns>Null when the name decides and is not known yet.</returns>
    public abstract bool? Matches(IPAddress address, PeerName? name);

    /// <summary><c>ALL</c>.</summary>
    public sealed record Everyone : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) => true;
    }

    /// <summary>An address, or a net with mask or length.</summary>
    public sealed record InRange(IPNetwork Range) : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) => Range.Contains(address);
    }

    /// <summary>The beginning of IPv4 addresses, with the dot: <c>131.155.</c></summary>
    public sealed record AddressPrefix(string Prefix) : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) =>
            address.ToString().StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>
    /// An address with wild cards. Names have no part in it, unlike in libwrap, where <c>10.1.*</c> admits a stranger
    /// who gives his host the name <c>10.1.example.org</c>.
    /// </summary>
    public sealed record AddressWildcard(string Pattern) : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) =>
            Wildcard.IsMatch(Pattern, address.ToString());
    }

    /// <summary>A trusted name, <c>.domain</c>, or a name with wild cards, in small letters.</summary>
    public sealed record Name(string Pattern) : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) =>
            name is null ? null : name.Text is { } text && Wildcard.IsMatch(Pattern, text);
    }

    /// <summary><c>KNOWN</c>, <c>UNKNOWN</c>, <c>PARANOID</c> and <c>LOCAL</c>.</summary>
    public sealed record NameState(string Word, Func<PeerName, bool> Test) : ClientPattern
    {
        /// <inheritdoc/>
        public override bool? Matches(IPAddress address, PeerName? name) => name is null ? null : Test(name);
    }
}
