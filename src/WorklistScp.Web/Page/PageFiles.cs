using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Page;

/// <summary>The page at <c>/</c>, and its files below <c>/page/</c>: they are in the program, and hold nobody's data.</summary>
internal sealed class PageFiles : IWebResources
{
    private const string Prefix = "page/";
    private const string Start = "index.html";

    // Nothing of another host, nothing that stands in the page itself.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, Lazy<PageFile>> _files = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], name => new Lazy<PageFile>(() => PageFile.Read(name)));

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => AnswerAsync(context, Start)).WithMetadata(new NeedsNobody());
        routes.MapGet("/page/{**file}", context =>
            AnswerAsync(context, context.Request.RouteValues["file"] as string ?? "")).WithMetadata(new NeedsNobody());
    }

    private async Task AnswerAsync(HttpContext context, string name)
    {
        if (!_files.TryGetValue(name, out Lazy<PageFile>? known))
        {
            throw new WebProblemException(StatusCodes.Status404NotFound, "the page has no such file");
        }

        PageFile file = known.Value;
        HttpResponse response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers.CacheControl = "no-cache"; // kept, but asked for again: a new program has a new page
        response.Headers.ETag = file.Tag;
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Types[System.IO.Path.GetExtension(name)];
        bool isZipped = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isZipped)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        byte[] bytes = isZipped ? file.Zipped : file.Plain;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private sealed record PageFile(byte[] Plain, byte[] Zipped, string Tag)
    {
        public static PageFile Read(string resource)
        {
            using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)!;
            var plain = new byte[stream.Length];
            stream.ReadExactly(plain);
            using var zipped = new MemoryStream();
            using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
            {
                zip.Write(plain);
            }

            return new PageFile(plain, zipped.ToArray(), $"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..16]}\"");
        }
    }
}
