using System.Net;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Web.Dicomweb;

/// <summary>Takes what is said of performed procedure steps, as N-CREATE, N-SET and N-GET do.</summary>
public interface IPerformedSteps
{
    /// <summary>The most bytes of a request's body.</summary>
    int MaxLength { get; }

    /// <summary>Carries out a request.</summary>
    Task<MppsAnswer> HandleAsync(PerformedStepRequest request, CancellationToken cancellationToken);
}

/// <summary>What a request wants of a performed procedure step.</summary>
public enum PerformedStepTransaction
{
    /// <summary>It has begun: N-CREATE.</summary>
    Create,

    /// <summary>It goes on, or is over: N-SET.</summary>
    Update,

    /// <summary>What is known of it: N-GET.</summary>
    Retrieve,
}

/// <summary>A request about a performed procedure step.</summary>
/// <param name="Transaction">What it wants.</param>
/// <param name="UID">The SOP Instance UID.</param>
/// <param name="Area">The storage area.</param>
/// <param name="User">Who asks.</param>
public sealed record PerformedStepRequest(PerformedStepTransaction Transaction, string UID, string Area, string User)
{
    /// <summary>What is to be created or set.</summary>
    public DicomDataset Dataset { get; init; } = [];

    /// <summary>What is to be told; empty: all.</summary>
    public IReadOnlyList<DicomTag> Attributes { get; init; } = [];

    /// <summary>The name of the request, as in the log.</summary>
    public required string Request { get; init; }

    /// <summary>Who has connected.</summary>
    public EndPoint? Peer { get; init; }
}
