using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Access;
using WorklistScp.Web.Description;
using WorklistScp.Web.Desk;
using WorklistScp.Web.Dicomweb;
using WorklistScp.Web.Entries;
using WorklistScp.Web.Health;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Metrics;
using WorklistScp.Web.Page;
using WorklistScp.Web.Searching;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Doors;

/// <summary>All that is served over HTTP, put together.</summary>
public sealed class WebDoor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebServer _server;
    private readonly AreaSearch _search;

    /// <summary>Makes it; it is shut.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="editors">Change them.</param>
    /// <param name="logger">Receives the events 4000 to 4099.</param>
    public WebDoor(WebDoorOptions options, StorageAreas areas, AreaEditors editors, ILogger logger)
    {
        TimeProvider time = TimeProvider.System;
        Func<UserTable> users = options.Users is { } file ? () => file.Users : () => UsersText.Empty.Users;
        var signIn = new SignIn(users, new PasswordVerifier(time), new SignInLimit(time));
        var doorkeeper = new Doorkeeper(signIn, new Sessions(users, time), options.Access);
        _search = new AreaSearch(areas, options.Query, options.Profiles, time);
        var desk = new EntryDesk(editors, time);
        Func<EntrySettings> settings = () => new EntrySettings
        {
            RequiresIfMatch = options.Rules().RequiresIfMatch,
            AccessionNumber = options.Rules().AccessionNumber,
        };
        IWebResources[] ofUsers =
        [
            new PageFiles(),
            new SessionResources(doorkeeper, areas, options.Observer),
            new ScheduledStepResources(_search, logger),
            new EntryResources(desk, _search, new IdempotentRequests(time), settings),
            new StatusResources(desk, _search, settings),
            new ExplainResources(_search),
            new DescriptionResources(_search, options.PerformedSteps is not null),
            .. options.PerformedSteps is { } steps ? [new PerformedStepResources(steps, _search)] : (IWebResources[])[],
            .. options.Metrics is { } metrics
                ? [new MetricsResources(metrics, new NeedsRole(WebRole.Admin, "metrics"))]
                : (IWebResources[])[],
            new DeskResources(
                desk, new ChangeFeed(areas, time), doorkeeper, options.Rules, options.Query,
                new DeviceView(options.Query, options.Profiles, time, logger), _stopping.Token),
        ];
        _server = WebServer.Create(
            new WebServerOptions
            {
                Listener = options.Listener,
                MaxConnections = options.MaxConnections,
                Tls = options.Tls,
                IsProxy = address => RequestOrigin.IsIn(options.Access.Proxies, address),
            },
            [new HealthResources(areas, _stopping.Token), .. options.Users is null ? [] : ofUsers],
            doorkeeper, options.Observer, logger);
    }

    /// <summary>The routes, for who describes them.</summary>
    internal IEnumerable<RouteEndpoint> Routes => _server.Routes;

    /// <summary>Begins to serve.</summary>
    public Task OpenAsync() => _server.StartAsync();

    /// <summary>Shuts it at once; what is in work may be carried out for some time, then it is aborted.</summary>
    /// <param name="grace">How long that may take.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await _server.StopAsync(grace);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _search.Dispose();
        _stopping.Dispose();
    }
}
