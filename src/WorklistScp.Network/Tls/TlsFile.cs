using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Network.Tls;

/// <summary>What a file of keys, certificates or revocation lists holds.</summary>
/// <param name="Source">Which setting names it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Blocks">Its parts with their PEM labels (RFC 7468); a DER file is one without label.</param>
/// <param name="HasOldEncryption">Whether a part is encrypted as OpenSSL did before PKCS #8.</param>
internal sealed record TlsFile(
    TlsSource Source, string Path, IReadOnlyList<(string? Label, byte[] Bytes)> Blocks, bool HasOldEncryption)
{
    public const string CertificateLabel = "CERTIFICATE";
    public const string RevocationListLabel = "X509 CRL";

    private const byte SequenceTag = 0x30;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TlsConfigurationException">It cannot be read.</exception>
    public static TlsFile Read(TlsSource source, string path, TlsFileFormat format)
    {
        byte[] bytes = ReadBytes(source, path);
        if (format == TlsFileFormat.Pem)
        {
            string text = Encoding.Latin1.GetString(bytes);
            return new TlsFile(
                source, path, Find(text), text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal));
        }

        return new TlsFile(source, path, bytes is [SequenceTag, ..] ? [(null, bytes)] : [], HasOldEncryption: false);
    }

    /// <summary>The parts that have a label, or none because the file is DER.</summary>
    public IEnumerable<byte[]> Find(string label, TlsFileFormat format) =>
        Blocks.Where(block => format == TlsFileFormat.Der || block.Label == label).Select(block => block.Bytes);

    /// <summary>The file cannot be used.</summary>
    public TlsConfigurationException Failed(string problem, Exception? cause = null) =>
        new(Source, $"{Path}: {problem}", cause);

    private static List<(string? Label, byte[] Bytes)> Find(ReadOnlySpan<char> text)
    {
        var blocks = new List<(string? Label, byte[] Bytes)>();
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            blocks.Add((text[fields.Label].ToString(), Convert.FromBase64String(text[fields.Base64Data].ToString())));
            text = text[fields.Location.End..];
        }

        return blocks;
    }

    private static byte[] ReadBytes(TlsSource source, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "no such file",
                UnauthorizedAccessException => Directory.Exists(path) ? "a directory" : "permission denied",
                _ => e.Message,
            };
            throw new TlsConfigurationException(source, $"{path}: {problem}, expected a file that can be read", e);
        }
    }
}
