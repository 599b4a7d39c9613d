using WorklistScp.Network.Dimse;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Client;

/// <summary>The services for instances that a <see cref="DicomClient"/> can ask for (PS3.7 10.1).</summary>
public static class InstanceServices
{
    /// <summary>Makes an instance: N-CREATE (PS3.7 10.1.5).</summary>
    /// <param name="client">The association.</param>
    /// <param name="sopClass">The SOP class.</param>
    /// <param name="instance">The instance; null leaves its name to the peer, whose response has it.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public static Task<DicomResponse> NCreateAsync(
        this DicomClient client, DicomUID sopClass, DicomUID? instance, DicomDataset attributes,
        CancellationToken cancellationToken = default) =>
        RequestAsync(client, sopClass, id => DimseRequest.NCreate(id, sopClass, instance), attributes, cancellationToken);

    /// <summary>Changes an instance: N-SET (PS3.7 10.1.3).</summary>
    /// <param name="client">The association.</param>
    /// <param name="sopClass">The SOP class.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="modifications">The attributes with their new values.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public static Task<DicomResponse> NSetAsync(
        this DicomClient client, DicomUID sopClass, DicomUID instance, DicomDataset modifications,
        CancellationToken cancellationToken = default) =>
        RequestAsync(client, sopClass, id => DimseRequest.NSet(id, sopClass, instance), modifications, cancellationToken);

    /// <summary>Asks for attributes of an instance: N-GET (PS3.7 10.1.2).</summary>
    /// <param name="client">The association.</param>
    /// <param name="sopClass">The SOP class.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="attributes">The attributes; none: all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public static Task<DicomResponse> NGetAsync(
        this DicomClient client, DicomUID sopClass, DicomUID instance, IReadOnlyList<DicomTag> attributes,
        CancellationToken cancellationToken = default) =>
        RequestAsync(
            client, sopClass, id => DimseRequest.NGet(id, sopClass, instance, attributes), dataset: null,
            cancellationToken);

    private static async Task<DicomResponse> RequestAsync(
        DicomClient client, DicomUID sopClass, Func<ushort, DimseRequest> makeCommand, DicomDataset? dataset,
        CancellationToken cancellationToken)
    {
        (DimseResponse response, DicomDataset? attributes) =
            await client.RequestAsync(sopClass, makeCommand, dataset, cancellationToken);
        return new DicomResponse(response.Status, attributes)
        {
            SOPInstance = response.SOPInstance,
            OffendingElements = response.OffendingElements,
            AttributeIdentifiers = response.AttributeIdentifiers,
            ErrorID = response.ErrorID,
            ErrorComment = response.ErrorComment,
        };
    }
}
