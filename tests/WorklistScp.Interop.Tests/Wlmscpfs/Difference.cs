namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>
/// In what two answers may differ: in nothing, or on purpose, as docs/wlmscpfs.md says in "Differences".
/// </summary>
internal sealed class Difference
{
    private readonly Func<WireResponse, WireResponse?> _theirs;
    private readonly Func<WireResponse, WireResponse?> _ours;

    private Difference(
        string name, Func<WireResponse, WireResponse?> theirs, Func<WireResponse, WireResponse?> ours)
    {
        Name = name;
        _theirs = theirs;
        _ours = ours;
    }

    /// <summary>Both answer alike.</summary>
    public static Difference None { get; } = new("none", response => response, response => response);

    /// <summary>
    /// Text without a character set that is not ASCII: wlmscpfs refuses it with A900, wlmscp takes it.
    /// </summary>
    public static Difference TextWithoutCharacterSet { get; } = new(
        "text without a character set",
        response => response.Status == 0xa900 ? null : response,
        response => response.Status == 0xa900 ? response : null);

    /// <summary>What it is about.</summary>
    public string Name { get; }

    /// <summary>Keys that wlmscpfs drops, with FF01: wlmscp returns them, and takes no notice of numbers.</summary>
    public static Difference OtherKeys(params DicomTag[] tags) => new(
        "other keys",
        response => response.Status == 0xff01 ? response with { Status = 0xff00 } : response,
        response => Without(response, tags));

    /// <summary>
    /// A value in a return key of text: wlmscpfs takes no notice of it, wlmscp leaves out entries that have another.
    /// </summary>
    public static Difference AnotherValue(DicomTag tag, string value) => new(
        "matching keys",
        response => response.IsPending && response.Text(tag) != "" && response.Text(tag) != value ? null : response,
        response => response);

    /// <summary>Fails, showing both answers, unless they are equal but for this.</summary>
    public void AssertOnly(IReadOnlyList<WireResponse> theirs, IReadOnlyList<WireResponse> ours)
    {
        Answer expected = Answer.Of(theirs.Select(_theirs).OfType<WireResponse>());
        Answer actual = Answer.Of(ours.Select(_ours).OfType<WireResponse>());
        Answer.AssertEqual(expected, actual, $"difference on purpose: {Name}");
    }

    private static WireResponse Without(WireResponse response, DicomTag[] tags)
    {
        foreach (DicomTag tag in response.IsPending ? tags : [])
        {
            Assert.True(response.Identifier!.Remove(tag), $"{tag} was not returned");
        }

        return response;
    }
}
