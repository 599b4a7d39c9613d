using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace WorklistScp.Network.Access;

/// <summary>Reads the patterns of a list of clients, hosts_access(5). Letter case does not count.</summary>
internal static class ClientPatternReader
{
    private const string Expected = "ALL, LOCAL, KNOWN, UNKNOWN, PARANOID, an address such as 192.0.2.7 or "
        + "[2001:db8::1], a beginning such as 192.0.2., a net such as 192.0.2.0/24, a host name or .domain";

    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz-_");

    private static readonly SearchValues<char> InAddressTexts = SearchValues.Create("0123456789.*?");

    private static readonly ClientPattern[] NameStates =
    [
        new ClientPattern.NameState("known", name => name.Text is not null),
        new ClientPattern.NameState("unknown", name => ReferenceEquals(name, PeerName.Unknown)),
        new ClientPattern.NameState("paranoid", name => ReferenceEquals(name, PeerName.Paranoid)),
        new ClientPattern.NameState("local", name => name.Text is { } text && !text.Contains('.')),
    ];

    /// <summary>Reads a pattern.</summary>
    /// <param name="word">The pattern, without blanks.</param>
    /// <param name="pattern">What it means.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryRead(
        string word, [NotNullWhen(true)] out ClientPattern? pattern, [NotNullWhen(false)] out string? expected)
    {
        string lower = word.ToLowerInvariant();
        expected = Expected;
        if (FindUnsupported(lower) is { } unsupported)
        {
            pattern = null;
            expected = $"{unsupported}, which wlmscp does not support";
            return false;
        }

        pattern = lower == "all" ? new ClientPattern.Everyone()
            : FindNameState(lower)
            ?? (lower.AsSpan().ContainsAny('/', '[', ':') ? ReadRange(lower, ref expected) : ReadText(lower));
        return pattern is not null;
    }

    private static string? FindUnsupported(string word) => word switch
    {
        ['/', ..] => "a pattern instead of a file of patterns",
        ['@', ..] => "a pattern instead of a netgroup",
        _ when word.Contains('@') => "a host without a user",
        _ => null,
    };

    private static ClientPattern? FindNameState(string word) =>
        Array.Find(NameStates, state => ((ClientPattern.NameState)state).Word == word);

    // n.n.n.n/m.m.m.m, n.n.n.n/mm, [n:n:n:n:n:n:n:n], [n:n:n:n:n:n:n:n]/m
    private static ClientPattern.InRange? ReadRange(string word, ref string expected)
    {
        int slash = word.IndexOf('/');
        string net = slash < 0 ? word : word[..slash];
        bool isBracketed = net is ['[', .., ']'];
        if (!AddressRange.TryParseAddress(isBracketed ? net[1..^1] : net, out IPAddress? address)
            || isBracketed != (address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            return null;
        }

        int bits = address.GetAddressBytes().Length * 8;
        if ((slash < 0 ? bits : ReadLength(word[(slash + 1)..], bits)) is not { } length)
        {
            expected = bits == 32
                ? "a length from 0 to 32, or a mask such as 255.255.255.0"
                : $"a length from 0 to {bits}";
            return null;
        }

        if (AddressRange.TryCreate(address, length, out IPNetwork range, out string? better))
        {
            return new ClientPattern.InRange(range);
        }

        expected = better;
        return null;
    }

    private static int? ReadLength(string text, int bits)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            return length <= bits ? length : null;
        }

        if (bits != 32 || !AddressRange.TryParseAddress(text, out IPAddress? mask)
            || mask.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        byte[] m = mask.GetAddressBytes();
        uint ones = ((uint)m[0] << 24) | ((uint)m[1] << 16) | ((uint)m[2] << 8) | m[3];
        int leading = BitOperations.LeadingZeroCount(~ones);
        return leading == BitOperations.PopCount(ones) ? leading : null; // all ones, then all zeros
    }

    private static ClientPattern? ReadText(string word)
    {
        if (!word.AsSpan().ContainsAny(NotInAddresses))
        {
            return ReadAddressText(word);
        }

        // libwrap: a dot in front stands for all that may be before it, one at the end for all behind it.
        string name = word.Replace('*', 'x').Replace('?', 'x').Trim('.');
        return !HostNameForm.IsName(name) ? null
            : new ClientPattern.Name((word[0] == '.' ? "*" : "") + word + (word[^1] == '.' ? "*" : ""));
    }

    private static ClientPattern? ReadAddressText(string word)
    {
        if (word.AsSpan().ContainsAnyExcept(InAddressTexts))
        {
            return null;
        }

        if (Wildcard.IsIn(word))
        {
            return new ClientPattern.AddressWildcard(word);
        }

        if (AddressRange.TryParseAddress(word, out IPAddress? address))
        {
            return new ClientPattern.InRange(new IPNetwork(address, 32));
        }

        // 131. to 131.155.7.
        bool isPrefix = word[^1] == '.' && word.Count(c => c == '.') is var dots and <= 3
            && AddressRange.TryParseAddress(word + string.Join('.', Enumerable.Repeat('0', 4 - dots)), out _);
        return isPrefix ? new ClientPattern.AddressPrefix(word) : null;
    }
}
