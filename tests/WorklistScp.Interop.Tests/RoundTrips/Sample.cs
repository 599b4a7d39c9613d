namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>An attribute of a data set, as its values are meant: what any program should read of it.</summary>
/// <param name="Tag">The tag.</param>
internal abstract record Sample(DicomTag Tag);

/// <summary>An element.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="VR">The value representation.</param>
/// <param name="Values">
/// The values: text; numbers in decimal; tags in hexadecimal; all of a value field in hexadecimal where it is bytes.
/// </param>
internal sealed record SampleElement(DicomTag Tag, DicomVR VR, params string[] Values) : Sample(Tag);

/// <summary>A sequence.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Items">The items.</param>
internal sealed record SampleSequence(DicomTag Tag, params Sample[][] Items) : Sample(Tag);

/// <summary>A data set that is converted to and fro.</summary>
/// <param name="Name">Its name, and that of its files.</param>
/// <param name="Syntax">The transfer syntax of its file.</param>
/// <param name="Samples">The attributes.</param>
internal sealed record RoundTripCase(string Name, DicomTransferSyntax Syntax, params Sample[] Samples)
{
    /// <summary>The attribute whose value dump text does not hold, as the error says; null: it holds all.</summary>
    public DicomTag? NotInDumpText { get; init; }
}
