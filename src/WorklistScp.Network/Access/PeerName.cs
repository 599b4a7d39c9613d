namespace WorklistScp.Network.Access;

/// <summary>What DNS says of a peer's name, as hosts_access(5) tells it apart.</summary>
internal sealed record PeerName
{
    private PeerName(string? text)
    {
        Text = text;
    }

    /// <summary>The address has no name.</summary>
    public static PeerName Unknown { get; } = new((string?)null);

    /// <summary>The address has a name that does not have the address.</summary>
    public static PeerName Paranoid { get; } = new((string?)null);

    /// <summary>The name in small letters, if it can be trusted.</summary>
    public string? Text { get; }

    /// <summary>A name that has the address.</summary>
    public static PeerName Known(string name) =>
        HostNameForm.IsName(name) ? new PeerName(name.TrimEnd('.').ToLowerInvariant()) : Paranoid;
}
