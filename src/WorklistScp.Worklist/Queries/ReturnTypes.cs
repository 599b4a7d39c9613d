namespace WorklistScp.Worklist.Queries;

/// <summary>
/// The attributes that an answer always has where nobody lists what is wanted: those of return key types 1, 2, 1C and 2C
/// (PS3.4 table K.6-1).
/// </summary>
internal static class ReturnTypes
{
    // Scheduled Procedure Step.
    private static ReadOnlySpan<uint> Step =>
        [0x00080060, 0x00400001, 0x00400002, 0x00400003, 0x00400006, 0x00400009, 0x00400010, 0x00400011];

    // Description or protocol code, pre-medication, contrast agent.
    private static ReadOnlySpan<uint> StepUnderCondition => [0x00321070, 0x00400007, 0x00400008, 0x00400012];

    // Requested Procedure, Imaging Service Request, Visit and Patient.
    private static ReadOnlySpan<uint> TopLevel =>
    [
        0x00080050, 0x00080090, 0x00081110, 0x00081120, 0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00101030,
        0x00102000, 0x00102110, 0x001021c0, 0x0020000d, 0x00321032, 0x00380010, 0x00380050, 0x00380300, 0x00380500,
        0x00400100, 0x00401001, 0x00401003, 0x00401004, 0x00403001,
    ];

    // Description or code of the requested procedure.
    private static ReadOnlySpan<uint> TopLevelUnderCondition => [0x00321060, 0x00321064];

    /// <summary>All of the top level, or of an item of the Scheduled Procedure Step Sequence.</summary>
    public static IEnumerable<DicomTag> All(bool isStep) => isStep
        ? [.. Tags(Step), .. Tags(StepUnderCondition)]
        : [.. Tags(TopLevel), .. Tags(TopLevelUnderCondition)];

    /// <summary>Whether an answer has it only where it has a value.</summary>
    public static bool IsUnderCondition(DicomTag tag, bool isStep) =>
        (isStep ? StepUnderCondition : TopLevelUnderCondition).Contains(tag.Value);

    private static DicomTag[] Tags(ReadOnlySpan<uint> numbers)
    {
        var tags = new DicomTag[numbers.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = new DicomTag(numbers[i]);
        }

        return tags;
    }
}
