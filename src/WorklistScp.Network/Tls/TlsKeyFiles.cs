namespace WorklistScp.Network.Tls;

/// <summary>The files of a key.</summary>
/// <param name="PrivateKeyFile">The private key, RSA or EC.</param>
/// <param name="CertificateFile">Its certificate; a PEM file may have certificates of its authorities below it.</param>
public sealed record TlsKeyFiles(string PrivateKeyFile, string CertificateFile);
