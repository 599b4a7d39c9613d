using System.CommandLine;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whose certificates are trusted, and which are revoked.</summary>
internal sealed class TrustOptions
{
    private readonly Option<string[]?> _files = ValueParsers.Texts(
        "--add-cert-file", "FILE", 1, "trust the authorities in this file; may be given again (default: none)", "+cf");

    private readonly Option<string[]?> _directories = ValueParsers.Texts(
        "--add-cert-dir", "PATH", 1,
        "trust the authorities in all files of this directory; may be given again (default: none)", "+cd");

    private readonly Option<string[]?> _revocationLists = ValueParsers.Texts(
        "--add-crl-file", "FILE", 1,
        "certificate revocation list, or several; implies --enable-crl-vfy; may be given again (default: none)",
        "+crl");

    private readonly Exclusive<RevocationCheck> _check = new(
        (ValueParsers.Flag("--enable-crl-vfy", "refuse peers whose certificate is revoked", "+crv"),
            _ => RevocationCheck.Leaf),
        (ValueParsers.Flag("--enable-crl-all", "refuse peers when any certificate up to the root is revoked", "+cra"),
            _ => RevocationCheck.Chain));

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [.. Authorities, _revocationLists, .. _check.Options];

    /// <summary>Those that name authorities.</summary>
    public IReadOnlyList<Option> Authorities => [_files, _directories];

    /// <summary>Puts them into the settings.</summary>
    public TlsSettings Apply(TlsSettings settings, ParseResult result)
    {
        string[] lists = result.GetValue(_revocationLists) ?? [];
        return settings with
        {
            TrustedFiles = result.GetValue(_files) ?? [],
            TrustedDirectories = result.GetValue(_directories) ?? [],
            RevocationLists = lists,
            RevocationCheck =
                _check.Read(result, lists.Length > 0 ? RevocationCheck.Leaf : RevocationCheck.None),
        };
    }
}
