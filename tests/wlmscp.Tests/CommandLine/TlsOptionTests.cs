namespace Wlmscp.Tests.CommandLine;

/// <summary>What is wrong with options for TLS is one line, and the exit code 2.</summary>
public sealed class TlsOptionTests
{
    private const string Instead = "expected --profile-8996 or --profile-8996-mod";

    [Theory]
    [InlineData($"--profile-bcp195: retired, allowed TLS 1.0, {Instead}", "--profile-bcp195")]
    [InlineData($"--profile-basic: retired, had TLS 1.0 and 3DES, {Instead}", "+pb")]
    [InlineData($"--profile-aes: retired, had TLS 1.0, {Instead}", "+pa", "+pg")]
    [InlineData($"--profile-null: retired, did not encrypt, {Instead}", "+pn")]
    [InlineData(
        "--cipher: 'TLS_RSA_WITH_NULL_SHA' is too weak, expected a cipher suite that --list-ciphers shows",
        "+cs", "TLS_AES_128_GCM_SHA256", "+cs", "TLS_RSA_WITH_NULL_SHA")]
    [InlineData(
        "--cipher: 'AES' is not known, expected a cipher suite that --list-ciphers shows", "--cipher", "AES")]
    [InlineData(
        "--cipher: not with --profile-8996-mod, whose list of cipher suites is closed",
        "--cipher", "TLS_AES_128_GCM_SHA256", "+pm")]
    [InlineData("--tls-port: no key, expected --enable-tls KEY CERT too", "--tls-port", "0")]
    [InlineData("+tls: no value, expected KEY CERT", "+tls")]
    [InlineData("--enable-tls: 'key', expected KEY CERT", "+tls", "key", "-v")]
    [InlineData("--enable-tls: 'key ', expected KEY CERT", "+tls", "key", "")]
    [InlineData("--add-cert-file: '', expected FILE", "+cf", "")]
    public async Task WrongOption_IsOneLine(string line, params string[] options)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(options);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal([$"wlmscp: {line}"], run.ErrorLines);
    }
}
