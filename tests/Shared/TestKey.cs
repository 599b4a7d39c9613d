namespace WorklistScp.Tests.Shared;

/// <summary>The files of a private key and its certificate, both PEM.</summary>
/// <param name="PrivateKey">The path of the key.</param>
/// <param name="Certificate">The path of the certificate.</param>
internal sealed record TestKey(string PrivateKey, string Certificate);
