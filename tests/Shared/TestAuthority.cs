namespace WorklistScp.Tests.Shared;

/// <summary>A certification authority, made with the openssl command.</summary>
internal sealed class TestAuthority
{
    private static readonly string[] EcKey = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];

    private readonly TemporaryDirectory _root;
    private readonly string _name;

    private TestAuthority(TemporaryDirectory root, string name)
    {
        _root = root;
        _name = name;
    }

    /// <summary>The path of its certificate.</summary>
    public string Certificate => Combine("pem");

    /// <summary>Makes an authority that nobody else vouches for.</summary>
    /// <param name="root">Where its files go.</param>
    /// <param name="name">The name of these files.</param>
    /// <param name="commonName">The name in the certificate; null: the same.</param>
    /// <param name="keyOptions">The kind of its key, for the openssl command; empty: elliptic curve.</param>
    public static async Task<TestAuthority> CreateAsync(
        TemporaryDirectory root, string name, string? commonName = null, params string[] keyOptions)
    {
        var authority = new TestAuthority(root, name);
        await OpenSslAsync(
        [
            "req", "-x509", "-newkey", .. keyOptions.Length > 0 ? keyOptions : EcKey, "-nodes", "-days", "2",
            "-keyout", authority.Combine("key"), "-out", authority.Certificate, "-subj", $"/CN={commonName ?? name}",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        ]);
        await authority.WriteConfigurationAsync();
        return authority;
    }

    /// <summary>Runs the openssl command; fails unless it succeeds.</summary>
    public static async Task OpenSslAsync(params string[] args)
    {
        ProgramRun run = await ProgramRun.RunAsync("openssl", args);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>Makes an authority that this one vouches for.</summary>
    public async Task<TestAuthority> CreateAuthorityAsync(string name)
    {
        await IssueAsync(name, ["-extensions", "authority"]);
        var authority = new TestAuthority(_root, name);
        await authority.WriteConfigurationAsync();
        return authority;
    }

    /// <summary>Makes a key and its certificate, both named after the subject.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="options">Further arguments of <c>openssl ca</c>, such as those for dates.</param>
    public Task<TestKey> IssueAsync(string name, params string[] options) =>
        IssueAsync(name, EcKey, options);

    /// <summary>Makes an RSA key and its certificate.</summary>
    public Task<TestKey> IssueRsaAsync(string name) => IssueAsync(name, ["rsa:2048"], []);

    /// <summary>Makes a key whose certificate has ended yesterday.</summary>
    public Task<TestKey> IssueExpiredAsync(string name) =>
        IssueAsync(name, "-startdate", "20200101000000Z", "-enddate", "20210101000000Z");

    /// <summary>Revokes a certificate.</summary>
    public Task RevokeAsync(string certificate) => AuthorityAsync("-revoke", certificate);

    /// <summary>Writes the list of revoked certificates.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> ListRevokedAsync(params string[] options)
    {
        string path = Combine("crl");
        await AuthorityAsync(["-gencrl", "-out", path, .. options]);
        return path;
    }

    private async Task<TestKey> IssueAsync(string name, string[] kind, string[] options)
    {
        var key = new TestKey(_root.Combine($"{name}.key"), _root.Combine($"{name}.pem"));
        string request = _root.Combine($"{name}.csr");
        await OpenSslAsync(
            ["req", "-newkey", .. kind, "-nodes", "-subj", $"/CN={name}", "-keyout", key.PrivateKey, "-out", request]);
        await AuthorityAsync(["-notext", "-in", request, "-out", key.Certificate, .. options]);
        return key;
    }

    private string Combine(string extension) => _root.Combine($"{_name}.{extension}");

    private Task AuthorityAsync(params string[] args) =>
        OpenSslAsync(["ca", "-batch", "-config", Combine("cnf"), .. args]);

    private async Task WriteConfigurationAsync()
    {
        string certificates = Combine("issued");
        Directory.CreateDirectory(certificates);
        await File.WriteAllTextAsync(Combine("index"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Combine("cnf"),
            $"""
            [ca]
            default_ca = default
            [default]
            database = {Combine("index")}
            new_certs_dir = {certificates}
            rand_serial = yes
            certificate = {Certificate}
            private_key = {Combine("key")}
            default_md = sha256
            default_days = 2
            default_crl_days = 2
            unique_subject = no
            policy = any
            x509_extensions = leaf
            [any]
            commonName = supplied
            [leaf]
            basicConstraints = CA:FALSE
            [authority]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign, cRLSign
            [server]
            extendedKeyUsage = serverAuth
            """,
            TestContext.Current.CancellationToken);
    }
}
