using System.Globalization;

namespace WorklistScp.Network;

/// <summary>The status of a DIMSE response (PS3.7 annex C; for C-FIND of worklists PS3.4 table K.4-1).</summary>
/// <param name="Code">The value of Status (0000,0900).</param>
public readonly record struct DicomStatus(ushort Code)
{
    /// <summary>Success: matching is complete, no final identifier is supplied.</summary>
    public static DicomStatus Success => new(0x0000);

    /// <summary>Matches are continuing; all optional keys are supported as required keys are.</summary>
    public static DicomStatus Pending => new(0xff00);

    /// <summary>Matches are continuing; one or more optional keys were not supported for matching.</summary>
    public static DicomStatus PendingWarning => new(0xff01);

    /// <summary>Matching ended because of a C-CANCEL-RQ.</summary>
    public static DicomStatus Cancel => new(0xfe00);

    /// <summary>Refused: SOP class not supported.</summary>
    public static DicomStatus SOPClassNotSupported => new(0x0122);

    /// <summary>Failure: unrecognized operation.</summary>
    public static DicomStatus UnrecognizedOperation => new(0x0211);

    /// <summary>Refused: out of resources.</summary>
    public static DicomStatus OutOfResources => new(0xa700);

    /// <summary>Failed: the identifier does not match the SOP class.</summary>
    public static DicomStatus IdentifierDoesNotMatchSOPClass => new(0xa900);

    /// <summary>Failed: unable to process, the first of C000 to CFFF.</summary>
    public static DicomStatus UnableToProcess => new(0xc000);

    /// <summary>Whether more responses follow (PS3.7 annex C.2).</summary>
    public bool IsPending => Code is 0xff00 or 0xff01;

    /// <summary>The code in four hexadecimal digits.</summary>
    public override string ToString() => Code.ToString("X4", CultureInfo.InvariantCulture);
}
