using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Dicomweb;
using WorklistScp.Web.Doors;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Metrics;
using WorklistScp.Web.Users;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Web.Tests.Description;

/// <summary>The description of the API and its routes agree.</summary>
public sealed partial class OpenApiTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-openapi").FullName;

    [Fact]
    public async Task Description_HasAllRoutesAndNoOther()
    {
        RouteEndpoint[] routes = await RoutesAsync();

        IEnumerable<string> described =
            from path in Describe()["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select $"{operation.Key.ToUpperInvariant()} {path.Key}";
        IEnumerable<string> served =
            from route in routes
            from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
            select $"{method} {CatchAll().Replace($"/{route.RoutePattern.RawText!.TrimStart('/')}", "{$1}")}";
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Description_SaysOfEachRouteWhetherItNeedsAUser()
    {
        foreach (RouteEndpoint route in await RoutesAsync())
        {
            string path = CatchAll().Replace($"/{route.RoutePattern.RawText!.TrimStart('/')}", "{$1}");
            foreach (string method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                bool isOpen = Describe()["paths"]![path]![method.ToLowerInvariant()]!["security"] is JsonArray { Count: 0 };
                Assert.True(isOpen == (route.Metadata.GetMetadata<NeedsNobody>() is not null), $"{method} {path}");
                Assert.True(isOpen || route.Metadata.GetMetadata<NeedsRole>() is not null, $"{method} {path} has no role");
            }
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<RouteEndpoint[]> RoutesAsync()
    {
        string users = Path.Join(_directory, "users");
        await File.WriteAllTextAsync(users, "", TestContext.Current.CancellationToken);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var areas = new StorageAreas(_directory, new StorageAreaOptions(), NullLogger.Instance, TimeProvider.System);
        using var editors = new AreaEditors(areas);
        using var metrics = new MetricsReader("nobody's");
        var options = new WebDoorOptions
        {
            Metrics = metrics,
            Listener = listener,
            Users = UsersFile.Open(users, TimeProvider.System, _ => { }, _ => { }),
            PerformedSteps = new NobodysSteps(),
        };
        await using var door = new WebDoor(options, areas, editors, NullLogger.Instance);
        return [.. door.Routes];
    }

    private static JsonNode Describe()
    {
        using Stream stream = typeof(WebDoor).Assembly.GetManifestResourceStream("description/openapi.json")!;
        return JsonNode.Parse(stream)!;
    }

    [GeneratedRegex(@"\{\*\*(\w+)\}")]
    private static partial Regex CatchAll();

    // Their routes are there; nobody asks.
    private sealed class NobodysSteps : IPerformedSteps
    {
        public int MaxLength => 0;

        public Task<MppsAnswer> HandleAsync(PerformedStepRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
