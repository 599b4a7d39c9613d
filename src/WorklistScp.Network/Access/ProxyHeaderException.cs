namespace WorklistScp.Network.Access;

/// <summary>A connection of a proxy does not begin with a header of the PROXY protocol that can be taken.</summary>
internal sealed class ProxyHeaderException(string message) : Exception(message);
