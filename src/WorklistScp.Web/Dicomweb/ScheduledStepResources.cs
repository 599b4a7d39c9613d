using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Media;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Web.Dicomweb;

/// <summary>Searches for scheduled procedure steps (DICOM Supplement 246, MWL-RS): C-FIND over the web.</summary>
/// <param name="search">Finds them.</param>
/// <param name="logger">Receives what is wrong with text of entries.</param>
internal sealed class ScheduledStepResources(AreaSearch search, ILogger logger) : IWebResources
{
    /// <summary>The path.</summary>
    public const string Path = "/dicomweb/{area}/modality-scheduled-procedure-steps";

    private readonly ResponseBuilder _responses = new(ResponseCharacterSet.Convert("ISO_IR 192"), logger);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, SearchAsync).WithMetadata(new NeedsRole(WebRole.Read, "search"));

    private async Task SearchAsync(HttpContext context)
    {
        DatasetForm form = Acceptance.Choose(context.Request);
        SearchResult result = await search.FindAsync(context);
        SearchWarnings.Add(context, result);
        await DatasetsWriter.WriteAsync(
            result.Entries.Select(entry =>
            {
                DicomDataset answer = _responses.Build(result.Query, entry);
                ReturnKeys.RemoveUnfulfilled(answer, result.Parameters.Asked);
                return answer;
            }),
            result.Entries.Count, form, context);
    }
}
