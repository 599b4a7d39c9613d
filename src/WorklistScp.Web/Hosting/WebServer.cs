using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorklistScp.Web.Hosting;

/// <summary>
/// Serves HTTP on a socket. The builder is the empty one: neither files nor the environment say what is served, and no
/// signal ends it.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    /// <summary>The routes, for who describes them.</summary>
    internal IEnumerable<RouteEndpoint> Routes =>
        ((IEndpointRouteBuilder)_application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Makes a server.</summary>
    /// <param name="options">Where, and within which limits.</param>
    /// <param name="resources">What it serves.</param>
    /// <param name="doorkeeper">Finds out who asks.</param>
    /// <param name="observer">Is told what users do; null: nobody is.</param>
    /// <param name="logger">Receives the events 4000 to 4099.</param>
    internal static WebServer Create(
        WebServerOptions options, IEnumerable<IWebResources> resources, IDoorkeeper doorkeeper, IWebObserver? observer,
        ILogger logger)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => options.Listener);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        WebApplication application = builder.Build();
        application.UseRouting();
        application.Use(next => new RequestFrame(next, doorkeeper, observer, logger).InvokeAsync);
        foreach (IWebResources each in resources)
        {
            each.Map(application);
        }

        return new WebServer(application);
    }

    /// <summary>Begins to serve.</summary>
    public Task StartAsync() => _application.StartAsync();

    /// <summary>Stops accepting at once; requests may be answered for some time, then they are aborted.</summary>
    /// <param name="grace">How long that may take.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        using var end = new CancellationTokenSource(grace);
        await _application.StopAsync(end.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, WebServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MaxRequestBodySize = options.MaxBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeaders;
        kestrel.Limits.RequestHeadersTimeout = options.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = options.KeepAlive;
        var endPoint = (IPEndPoint)options.Listener.LocalEndPoint!;
        kestrel.Listen(endPoint, listen =>
        {
            var places = new ConnectionPlaces(options.MaxConnections, options.MaxPerAddress, options.IsProxy);
            listen.Use((connection, next) => places.ServeAsync(connection, next));

            // HTTP/2 is agreed on within TLS.
            listen.Protocols = options.Tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            if (options.Tls is { } tls)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    HandshakeTimeout = options.HeadersTimeout,
                    OnConnection = _ => ValueTask.FromResult(tls()),
                });
            }
        });
    }
}
