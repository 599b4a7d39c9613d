using System.Buffers.Binary;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Network.Pdus;

/// <summary>The user information item (PS3.8 9.3.2.3): those sub-items that this implementation uses.</summary>
/// <param name="MaxPduLength">
/// The longest P-DATA-TF the sender accepts, in bytes after the PDU header; 0: no limit (PS3.8 annex D.1).
/// </param>
/// <param name="ImplementationClassUID">The implementation class (PS3.7 annex D.3.3.2); null when absent.</param>
/// <param name="ImplementationVersionName">The implementation version; null when absent.</param>
internal sealed record UserInformation(
    uint MaxPduLength, DicomUID? ImplementationClassUID, string? ImplementationVersionName)
{
    /// <summary>The maximum length that stands for no limit; also the meaning of an absent sub-item.</summary>
    public const uint NoMaxPduLength = 0;

    /// <summary>The least maximum length with which data gets through: one value with two bytes of data.</summary>
    public const uint SmallestMaxPduLength = PresentationDataValue.Overhead + 2;

    /// <summary>What stands for an item that is not there.</summary>
    public static UserInformation Default { get; } = new(NoMaxPduLength, null, null);

    /// <summary>
    /// What is to be negotiated further of SOP classes, or is agreed on (PS3.7 annex D.3.3.5): of each its application
    /// information, whose meaning is that of its service class.
    /// </summary>
    public IReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>> ExtendedNegotiation { get; init; } =
        ReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Who the requestor says that its user is; null when absent. It is read only, never proposed.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>Whether the acceptor gives a positive response to the user identity (PS3.7 annex D.3.3.7.2).</summary>
    public bool AcknowledgesUserIdentity { get; init; }
}

/// <summary>
/// The user identity sub-item of an A-ASSOCIATE-RQ (PS3.7 annex D.3.3.7.1). Of passcode, ticket, assertion and token
/// nothing is kept but the length: they are secrets.
/// </summary>
/// <param name="Type">
/// 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON Web Token.
/// </param>
/// <param name="IsResponseRequested">Whether the requestor wants to be told that it is accepted.</param>
/// <param name="Length">The length of the primary field in bytes.</param>
/// <param name="UserName">The user name, escaped, the first 64 bytes of it; null for other types.</param>
internal sealed record UserIdentity(byte Type, bool IsResponseRequested, int Length, string? UserName)
{
    private const byte TypeUserName = 1;
    private const byte TypeUserNameAndPasscode = 2;
    private const int MaxNameLength = 64;

    /// <summary>Reads the value of the sub-item; false if a field is longer than what remains.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out UserIdentity? identity)
    {
        // PS3.7 D.3.3.7.1: 5 type | 6 positive response requested | 7-8 length | 9- primary field | 2 bytes length |
        // secondary field; some leave out the last two where they have nothing to say
        identity = null;
        if (bytes.Length < 2 || !TryReadField(bytes[2..], out ReadOnlySpan<byte> primary, out ReadOnlySpan<byte> rest)
            || !(rest.IsEmpty || TryReadField(rest, out _, out _)))
        {
            return false;
        }

        byte type = bytes[0];
        string? name = type is TypeUserName or TypeUserNameAndPasscode
            ? EscapedText.Of(primary[..Math.Min(primary.Length, MaxNameLength)])
            : null;
        identity = new UserIdentity(type, bytes[1] == 1, primary.Length, name);
        return true;
    }

    /// <summary>The identity without its secrets, for the log.</summary>
    public override string ToString() => Type switch
    {
        TypeUserName => $"user name {UserName}",
        TypeUserNameAndPasscode => $"user name {UserName} with a passcode",
        3 => $"Kerberos ticket of {Length} bytes",
        4 => $"SAML assertion of {Length} bytes",
        5 => $"JSON Web Token of {Length} bytes",
        _ => $"type {Type} of {Length} bytes",
    };

    private static bool TryReadField(
        ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> field, out ReadOnlySpan<byte> rest)
    {
        field = rest = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(bytes, out ushort length)
            || length > bytes.Length - sizeof(ushort))
        {
            return false;
        }

        field = bytes.Slice(sizeof(ushort), length);
        rest = bytes[(sizeof(ushort) + length)..];
        return true;
    }
}
