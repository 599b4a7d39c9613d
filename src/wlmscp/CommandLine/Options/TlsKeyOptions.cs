using System.CommandLine;
using Wlmscp.Tls;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>The key of this side, its password, and the format of all files.</summary>
internal sealed class TlsKeyOptions
{
    /// <summary>The name of the option for the key.</summary>
    public const string KeyName = "--enable-tls";

    private readonly Option<string[]?> _keyAndCertificate;
    private readonly Option<string?> _password = ValueParsers.Text(
        "--use-passwd", "PASSWORD", "password of the private key, which ps(1) shows to everyone (default: ask)", "+pw");

    private readonly Exclusive<Func<string>> _passwordSource;
    private readonly Exclusive<TlsFileFormat> _format = new(
        (ValueParsers.Flag("--pem-keys", "all these files are PEM (default)", "-pem"), _ => TlsFileFormat.Pem),
        (ValueParsers.Flag("--der-keys", "all these files are DER", "-der"), _ => TlsFileFormat.Der));

    /// <summary>Makes the options.</summary>
    /// <param name="description">What the one for the key says of itself.</param>
    public TlsKeyOptions(string description)
    {
        _keyAndCertificate = ValueParsers.Texts(KeyName, "KEY CERT", 2, description, "+tls");
        _passwordSource = new(
            (ValueParsers.Flag("--std-passwd", "ask for the password on standard input (default)", "+ps"),
                _ => new KeyPassword().Ask),
            (_password, result => () => result.GetValue(_password)!),
            (ValueParsers.Flag("--null-passwd", "the password is empty", "-pw"), _ => () => ""));
    }

    /// <summary>The option for the key.</summary>
    public Option KeyAndCertificate => _keyAndCertificate;

    /// <summary>The options for the password.</summary>
    public IReadOnlyList<Option> Passwords => _passwordSource.Options;

    /// <summary>The options for the format of files.</summary>
    public IReadOnlyList<Option> Formats => _format.Options;

    /// <summary>The files of the key; null: none were given.</summary>
    public TlsKeyFiles? ReadKey(ParseResult result) =>
        result.GetValue(_keyAndCertificate) is [var key, var certificate] ? new(key, certificate) : null;

    /// <summary>Puts the options into settings, but not the key.</summary>
    public TlsSettings Apply(TlsSettings settings, ParseResult result) => settings with
    {
        Format = _format.Read(result, TlsFileFormat.Pem),
        Password = _passwordSource.Read(result, new KeyPassword().Ask),
    };
}
