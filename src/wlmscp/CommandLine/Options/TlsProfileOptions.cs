using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Security;
using WorklistScp.Network.Tls;

namespace Wlmscp.CommandLine.Options;

/// <summary>The TLS profiles of PS3.15 annex B, and single cipher suites.</summary>
/// <remarks>
/// Of the retired profiles two go on by the name of their successor: they ask for TLS 1.2 and for cipher suites that
/// the successor has too, so every peer that keeps to them gets its connection. The others are refused: BCP 195 of then
/// lets peers go back to TLS 1.0, which RFC 8996 forbids; Basic has 3DES, AES has TLS 1.0, the last does not encrypt.
/// </remarks>
internal sealed class TlsProfileOptions
{
    private const string Instead = "expected --profile-8996 or --profile-8996-mod";

    private static readonly string[] PrintedProfiles =
    [
        "--profile-8996        BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile (default)",
        "--profile-8996-mod    Modified BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile",
        "--profile-bcp195-nd   Non-Downgrading BCP 195 Profile (retired), served as --profile-8996",
        "--profile-bcp195-ex   Extended BCP 195 Profile (retired), served as --profile-8996-mod",
        "refused, being retired: --profile-bcp195, --profile-basic, --profile-aes, --profile-null",
    ];

    private readonly Option _list = new Option<bool>("--list-profiles", "+ph")
    {
        Description = "print the profiles and end",
        Arity = ArgumentArity.Zero,
        Action = new PrintAction(output => Array.ForEach(PrintedProfiles, output.WriteLine)),
    };

    private readonly Option _listSuites = new Option<bool>("--list-ciphers", "+cc")
    {
        Description = "print the cipher suites and end",
        Arity = ArgumentArity.Zero,
        Action = new PrintAction(PrintCipherSuites),
    };

    private readonly Option<string[]?> _more = ValueParsers.Texts(
        "--cipher", "NAME", 1,
        "negotiate this cipher suite too, one that --list-ciphers shows; may be given again; not with "
            + "--profile-8996-mod (default: those of the profile)",
        "+cs");

    private readonly Option _modified =
        ValueParsers.Flag("--profile-8996-mod", "Modified BCP 195 RFC 8996, 9325 TLS Profile", "+pm");

    private readonly Option _extended =
        ValueParsers.Flag("--profile-bcp195-ex", "retired, means --profile-8996-mod", "+pz");

    private readonly Option[] _refused =
    [
        Refused("--profile-bcp195", "+px", "retired, allowed TLS 1.0"),
        Refused("--profile-basic", "+pb", "retired, had TLS 1.0 and 3DES"),
        Refused("--profile-aes", "+pa", "retired, had TLS 1.0"),
        Refused("--profile-null", "+pn", "retired, did not encrypt"),
    ];

    private readonly Exclusive<TlsProfile> _profile;

    /// <summary>Makes the options.</summary>
    public TlsProfileOptions()
    {
        _profile = new(
            (ValueParsers.Flag("--profile-8996", "BCP 195 RFC 8996, 9325 TLS Profile (default)", "+pg"),
                _ => TlsProfile.Bcp195),
            (_modified, _ => TlsProfile.ModifiedBcp195),
            (ValueParsers.Flag("--profile-bcp195-nd", "retired, means --profile-8996", "+py"), _ => TlsProfile.Bcp195),
            (_extended, _ => TlsProfile.ModifiedBcp195));
    }

    /// <summary>The options for profiles.</summary>
    public IReadOnlyList<Option> Profiles => [_list, .. _profile.Options, .. _refused];

    /// <summary>The options for cipher suites.</summary>
    public IReadOnlyList<Option> CipherSuites => [_listSuites, _more];

    /// <summary>Puts them into the settings.</summary>
    public TlsSettings Apply(TlsSettings settings, ParseResult result)
    {
        TlsProfile profile = _profile.Read(result, TlsProfile.Bcp195);
        return settings with
        {
            Profile = profile,
            MoreCipherSuites = profile.AllowsMoreCipherSuites
                ? [.. (result.GetValue(_more) ?? []).Select(name => Find(name)!.Value)]
                : [],
        };
    }

    /// <summary>Adds an error for cipher suites that are not known, weak, or not allowed with the profile.</summary>
    public void Validate(CommandResult result)
    {
        if (result.GetResult(_more) is not { Tokens: var names })
        {
            return;
        }

        foreach (string name in names.Select(token => token.Value).Where(name => Find(name) is null))
        {
            string why = Enum.TryParse(name, out TlsCipherSuite _) ? "is too weak" : "is not known";
            result.AddError($"--cipher: '{name}' {why}, expected a cipher suite that --list-ciphers shows");
        }

        foreach (Option option in (Option[])[_modified, _extended])
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError($"--cipher: not with {option.Name}, whose list of cipher suites is closed");
            }
        }
    }

    private static TlsCipherSuite? Find(string name) =>
        TlsProfile.Bcp195.CipherSuites.Concat(TlsProfile.MoreCipherSuites).Cast<TlsCipherSuite?>()
            .FirstOrDefault(suite => suite.ToString() == name);

    private static Option<bool> Refused(string name, string alias, string why)
    {
        Option<bool> option = ValueParsers.Flag(name, $"{why}: refused", alias);
        option.Validators.Add(result =>
        {
            if (!result.Implicit)
            {
                result.AddError($"{name}: {why}, {Instead}");
            }
        });
        return option;
    }

    private static void PrintCipherSuites(TextWriter output)
    {
        output.WriteLine("with --profile-8996:");
        Print(output, TlsProfile.Bcp195.CipherSuites);
        output.WriteLine("with --profile-8996-mod besides:");
        Print(output, TlsProfile.ModifiedBcp195.CipherSuites.Except(TlsProfile.Bcp195.CipherSuites));
        output.WriteLine("with --profile-8996 when --cipher names them:");
        Print(output, TlsProfile.MoreCipherSuites);
    }

    private static void Print(TextWriter output, IEnumerable<TlsCipherSuite> suites)
    {
        foreach (TlsCipherSuite suite in suites)
        {
            output.WriteLine($"  {suite}");
        }
    }
}
