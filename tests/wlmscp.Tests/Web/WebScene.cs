using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wlmscp.Tests.Web;

/// <summary>A directory of storage areas with users, and a daemon that serves it over HTTP.</summary>
internal sealed class WebScene : IAsyncDisposable
{
    /// <summary>The password of all users: each is named as its role.</summary>
    public const string Password = "a password of tests";

    private const int Iterations = 100_000;

    private static readonly byte[] Salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private static readonly string Hash = Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(Password, Salt, Iterations, HashAlgorithmName.SHA256, 32));

    private readonly TemporaryDirectory _directory = new();
    private readonly List<HttpClient> _clients = [];
    private WlmscpProcess? _daemon;

    private WebScene() => Area = new WorklistArea(Root);

    /// <summary>What <c>--dir</c> names.</summary>
    public string Root => _directory.Combine("areas");

    /// <summary>The area AETITLE_1.</summary>
    public WorklistArea Area { get; }

    /// <summary>The daemon.</summary>
    public WlmscpProcess Daemon => _daemon!;

    /// <summary>The file of users: read, desk and admin.</summary>
    public string Users => _directory.Combine("users");

    /// <summary>Where it serves HTTP.</summary>
    public Uri Address => new($"http://127.0.0.1:{Daemon.HttpPort}/");

    /// <summary>Starts the daemon.</summary>
    /// <param name="write">Writes entries before.</param>
    /// <param name="options">Further options.</param>
    public static async Task<WebScene> StartAsync(Action<WorklistArea>? write = null, params string[] options)
    {
        var scene = new WebScene();
        scene.WriteUsers("read", "desk", "admin");
        write?.Invoke(scene.Area);
        scene._daemon = await WlmscpProcess.StartAsync(
            ["--dir", scene.Root, "--http", "0", "--http-users", scene.Users, .. options]);
        return scene;
    }

    /// <summary>A path besides the areas.</summary>
    public string Combine(string name) => _directory.Combine(name);

    /// <summary>Writes the file of users, each with its name as role.</summary>
    public void WriteUsers(params string[] roles)
    {
        File.WriteAllLines(Users, roles.Select(role =>
            $"{role} {role} password=pbkdf2-sha256:{Iterations}:{Convert.ToHexStringLower(Salt)}:{Hash}"));
        File.SetUnixFileMode(Users, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A client that is signed in by HTTP Basic; null: it is not.</summary>
    public HttpClient As(string? user, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}")));
        }

        _clients.Add(client);
        return client;
    }

    /// <summary>Connects over TLS to who has just this certificate.</summary>
    public static SocketsHttpHandler TrustOnly(TestKey key)
    {
        using X509Certificate2 expected = X509CertificateLoader.LoadCertificateFromFile(key.Certificate);
        byte[] bytes = expected.RawData;
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate?.GetRawCertData().SequenceEqual(bytes) == true;
        return handler;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }

        _directory.Dispose();
    }
}

/// <summary>Requests as the tests make them.</summary>
internal static class WebRequests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Gets JSON; fails unless the status is 200.</summary>
    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        WebAnswer answer = await client.SendAsync("GET", path);
        Assert.True(answer.Status == (int)HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Body}");
        return answer.Json;
    }

    /// <summary>Sends a request, and holds data sets of the answer to the schema of their form.</summary>
    /// <param name="client">The client.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="headers">Names and values of headers.</param>
    public static async Task<WebAnswer> SendAsync(
        this HttpClient client, string method, string path, string? body = null, string type = "application/dicom+json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using HttpResponseMessage response = await client.SendAsync(request, Cancel);
        var answer = new WebAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        AssertDatasets(answer.Headers.GetValueOrDefault("Content-Type", ""), answer.Body);
        return answer;
    }

    /// <summary>Asserts that data sets are what the standard makes of their form; other bodies may be anything.</summary>
    public static void AssertDatasets(string type, string body)
    {
        switch (type)
        {
            case "application/dicom+json":
                DicomJsonSchema.AssertValid(body);
                break;
            case "application/dicom+xml":
                NativeModelSchema.AssertValid(Encoding.UTF8.GetBytes(body));
                break;
            default:
                break;
        }
    }

    /// <summary>A new entry as a client writes it; what is null is left out.</summary>
    public static string NewEntry(
        string? patientID = "P1", string name = "Vivaldi^Antonio", string station = "CT1", string date = "20261128",
        string? study = null, string? step = null)
    {
        var stepItem = new JsonObject
        {
            ["00080060"] = Text("CS", "CT"),
            ["00400001"] = Text("AE", station),
            ["00400002"] = Text("DA", date),
            ["00400003"] = Text("TM", "0915"),
            ["00400007"] = Text("LO", "CT head"),
        };
        var dataset = new JsonObject
        {
            ["00100010"] = new JsonObject
            {
                ["vr"] = "PN",
                ["Value"] = new JsonArray(new JsonObject { ["Alphabetic"] = name }),
            },
            ["00400100"] = new JsonObject { ["vr"] = "SQ", ["Value"] = new JsonArray(stepItem) },
        };
        Put(dataset, "00100020", "LO", patientID);
        Put(dataset, "0020000D", "UI", study);
        Put(stepItem, "00400009", "SH", step);
        return dataset.ToJsonString();
    }

    private static void Put(JsonObject dataset, string tag, string vr, string? value)
    {
        if (value is not null)
        {
            dataset[tag] = Text(vr, value);
        }
    }

    private static JsonObject Text(string vr, string value) => new() { ["vr"] = vr, ["Value"] = new JsonArray(value) };
}

/// <summary>What was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, as text.</param>
/// <param name="Headers">The headers.</param>
internal sealed record WebAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new JsonException("null");

    /// <summary>The ETag.</summary>
    public string Tag => Headers["ETag"];

    /// <summary>The value of an attribute of a data set, its only one.</summary>
    public string ValueOf(params string[] tags) => Json.ValueOf(tags);
}

/// <summary>Looks into data sets in JSON.</summary>
internal static class JsonDatasets
{
    /// <summary>The value of an attribute, its only one, within the first items of sequences.</summary>
    public static string ValueOf(this JsonNode dataset, params string[] tags)
    {
        JsonNode value = dataset;
        foreach (string tag in tags)
        {
            value = value[tag]?["Value"]?[0] ?? throw new KeyNotFoundException($"{tag} in {dataset}");
        }

        return value is JsonObject name ? name["Alphabetic"]!.GetValue<string>() : value.ToString();
    }
}
