namespace WorklistScp.Network.Pdus;

/// <summary>P-DATA-TF (PS3.8 9.3.5).</summary>
/// <param name="Values">The presentation data values, at least one.</param>
internal sealed record PDataTF(IReadOnlyList<PresentationDataValue> Values) : Pdu
{
    /// <summary>The most values of one that is received. PS3.8 sets no limit; modalities send one or two.</summary>
    public const int MaxValues = 1024;
}
