using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Media;
using WorklistScp.Web.Problems;
using WorklistScp.Web.Searching;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Web.Dicomweb;

/// <summary>Performed procedure steps (DICOM Supplement 246, MPPS-RS): create, update and retrieve.</summary>
/// <param name="steps">Carries out what is wanted.</param>
/// <param name="search">Finds the areas.</param>
internal sealed class PerformedStepResources(IPerformedSteps steps, AreaSearch search) : IWebResources
{
    /// <summary>The path of one.</summary>
    public const string Path = "/dicomweb/{area}/modality-performed-procedure-steps/{uid}";

    // A body of a megabyte may be fifty as a data set.
    private readonly AreaTurns _bodies = new(16);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // The standard has update in three spellings: in its chapter, its examples and its conformance statement.
        routes.MapPost(Path, context => HandleAsync(
            context, context.Request.Query.ContainsKey("update")
                ? PerformedStepTransaction.Update
                : PerformedStepTransaction.Create)).WithMetadata(new NeedsRole(WebRole.Desk, "mpps"));
        routes.MapPost($"{Path}/update", context => HandleAsync(context, PerformedStepTransaction.Update))
            .WithMetadata(new NeedsRole(WebRole.Desk, "mpps"));
        routes.MapPatch(Path, context => HandleAsync(context, PerformedStepTransaction.Update))
            .WithMetadata(new NeedsRole(WebRole.Desk, "mpps"));
        routes.MapGet(Path, context => HandleAsync(context, PerformedStepTransaction.Retrieve))
            .WithMetadata(new NeedsRole(WebRole.Read, "mpps"));
    }

    private async Task HandleAsync(HttpContext context, PerformedStepTransaction transaction)
    {
        await search.FindAreaAsync(context);
        if (!MppsObject.IsUID(context.Request.RouteValues["uid"] as string ?? ""))
        {
            throw new WebProblemException(StatusCodes.Status400BadRequest, "the address: expected a UID, digits and dots");
        }

        await _bodies.RunAsync(context, () => HandleInTurnAsync(context, transaction));
    }

    private async Task HandleInTurnAsync(HttpContext context, PerformedStepTransaction transaction)
    {
        WebAct act = WebAct.Of(context);
        var request = new PerformedStepRequest(
            transaction, context.Request.RouteValues["uid"] as string ?? "", act.Area!, act.User!)
        {
            Dataset = transaction == PerformedStepTransaction.Retrieve ? [] : await ReadAsync(context),
            Attributes = transaction == PerformedStepTransaction.Retrieve ? Fields(context.Request) : [],
            Request = act.Request,
            Peer = act.Peer,
        };
        MppsAnswer answer = await steps.HandleAsync(request, context.RequestAborted);
        if (answer.Object is null)
        {
            throw new WebProblemException(new WebProblem(
                StatusOf(answer.Status), answer.ErrorComment ?? $"refused with {(int)answer.Status:X4}")
            {
                Invalid =
                [
                    .. answer.Findings.Select(finding => new AttributeProblem(finding.Path, $"{finding}")),
                ],
            });
        }

        foreach (MppsFinding finding in answer.Findings)
        {
            SearchWarnings.Add(context, $"{finding}");
        }

        if (transaction == PerformedStepTransaction.Retrieve)
        {
            await DatasetsWriter.WriteOneAsync(answer.Dataset ?? answer.Object.Dataset, context);
            return;
        }

        if (transaction == PerformedStepTransaction.Create)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = context.Request.Path.ToUriComponent();
        }
    }

    private async Task<DicomDataset> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = steps.MaxLength;
        }

        return RequestBody.Parse(context.Request, await RequestBody.ReadAsync(context));
    }

    private static DicomTag[] Fields(HttpRequest request)
    {
        string[] words = [.. request.Query["includefield"].SelectMany(value => (value ?? "").Split(','))];
        return words.Contains("all")
            ? []
            : [.. words.Where(word => word.Length > 0).Select(word => SearchParameters.ReadPath(word).Tags[0])];
    }

    private static int StatusOf(MppsStatus status) => status switch
    {
        MppsStatus.DuplicateSOPInstance or MppsStatus.ProcessingFailure => StatusCodes.Status409Conflict,
        MppsStatus.NotAuthorized => StatusCodes.Status403Forbidden,
        MppsStatus.NoSuchSOPInstance => StatusCodes.Status404NotFound,
        MppsStatus.ResourceLimitation => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
