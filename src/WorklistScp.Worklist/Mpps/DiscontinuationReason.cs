using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Why a step was given up: a code of DCM (PS3.16 CID 9300, annex D).</summary>
/// <param name="Code">The code value.</param>
/// <param name="Meaning">Its meaning.</param>
public readonly record struct DiscontinuationReason(string Code, string Meaning)
{
    /// <summary>The scheme of the codes.</summary>
    internal const string Scheme = "DCM";

    /// <summary>All of the context group.</summary>
    public static IReadOnlyList<DiscontinuationReason> All { get; } =
    [
        new("110500", "Doctor canceled procedure"),
        new("110501", "Equipment failure"),
        new("110502", "Incorrect procedure ordered"),
        new("110503", "Patient allergic to media/contrast"),
        new("110504", "Patient died"),
        new("110505", "Patient refused to continue procedure"),
        new("110506", "Patient taken for treatment or surgery"),
        new("110507", "Patient did not arrive"),
        new("110508", "Patient pregnant"),
        new("110509", "Change of procedure for correct charging"),
        new("110510", "Duplicate order"),
        new("110511", "Nursing unit cancel"),
        new("110512", "Incorrect side ordered"),
        new("110513", "Discontinued for unspecified reason"),
        new(PerformedStep.WrongEntrySelected, "Incorrect worklist entry selected"),
        new("110515", "Patient condition prevented continuing"),
        new("110516", "Equipment change"),
        new("110518", "Patient Movement"),
        new("110519", "Operator Error"),
    ];

    /// <summary>The item of a code sequence.</summary>
    internal DicomDataset ToItem() => new(
        Text(DicomTag.CodeValue, Code),
        Text(DicomTag.CodingSchemeDesignator, Scheme),
        Text(DicomTag.CodeMeaning, Meaning));

    private static DicomElement Text(DicomTag tag, string text) =>
        DicomElement.FromAscii(tag, DicomDictionary.GetVR(tag), text);
}
