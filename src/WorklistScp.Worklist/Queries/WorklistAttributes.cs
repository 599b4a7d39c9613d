namespace WorklistScp.Worklist.Queries;

/// <summary>
/// The attributes of the Modality Worklist Information Model, by number (PS3.4 table K.6-1). The table gives each
/// of them a matching key type, required or optional, and "all other attributes" of the modules it names as well.
/// </summary>
internal static class WorklistAttributes
{
    // What wlmscpfs matches, the required keys of the table among it.
    private static ReadOnlySpan<uint> TopLevelOfWlmscpfs =>
    [
        0x00080020, 0x00080030, 0x00080050, 0x00080090, 0x00100010, 0x00100020, 0x00100021, 0x00100030, 0x00100040,
        0x00102297, 0x00102298, 0x00321032, 0x00380010, 0x00400100, 0x00401001, 0x00401003,
    ];

    private static ReadOnlySpan<uint> StepOfWlmscpfs => [0x00080060, 0x00400001, 0x00400002, 0x00400003, 0x00400006];

    // The modules at the top of an entry: Requested Procedure, Imaging Service Request, Visit and Patient.
    private static ReadOnlySpan<uint> TopLevel =>
    [
        // Study Date and Time, Accession Number and issuer, institution, Referring and Consulting Physician
        0x00080020, 0x00080030, 0x00080050, 0x00080051, 0x00080080, 0x00080081, 0x00080082, 0x00080090, 0x00080092,
        0x00080094, 0x00080096, 0x0008009c, 0x0008009d,
        // Study Description, department, Admitting Diagnoses, Referenced Study, Patient and Visit
        0x00081030, 0x00081040, 0x00081041, 0x00081080, 0x00081084, 0x00081110, 0x00081120, 0x00081125,
        // Patient: names and identifiers, birth, sex, gender
        0x00100010, 0x00100011, 0x00100014, 0x00100020, 0x00100021, 0x00100022, 0x00100024, 0x00100026, 0x00100027,
        0x00100028, 0x00100030, 0x00100032, 0x00100033, 0x00100034, 0x00100035, 0x00100040, 0x00100041, 0x00100043,
        0x00100050, 0x00100101, 0x00100200, 0x00100212, 0x00100213, 0x00100216, 0x00100218, 0x00100219, 0x00100221,
        // Patient: other names, age, size, weight, address
        0x00101000, 0x00101001, 0x00101002, 0x00101005, 0x00101010, 0x00101020, 0x00101021, 0x00101022, 0x00101023,
        0x00101024, 0x00101030, 0x00101040, 0x00101060, 0x00101080, 0x00101081, 0x00101090, 0x00101100,
        // Patient: alerts, allergies, residence, ethnic group, species and breed
        0x00102000, 0x00102110, 0x00102150, 0x00102152, 0x00102154, 0x00102155, 0x00102160, 0x00102161, 0x00102162,
        0x00102180, 0x001021a0, 0x001021b0, 0x001021c0, 0x001021d0, 0x001021f0, 0x00102201, 0x00102202, 0x00102203,
        0x00102292, 0x00102293, 0x00102294, 0x00102295, 0x00102296, 0x00102297, 0x00102298, 0x00102299, 0x00104000,
        // Study Instance UID
        0x0020000d,
        // Requesting Physician and service, Requested Procedure, Reason for Visit
        0x00321031, 0x00321032, 0x00321033, 0x00321034, 0x00321060, 0x00321064, 0x00321065, 0x00321066, 0x00321067,
        // Visit: admission, location, state
        0x00380004, 0x00380008, 0x00380010, 0x00380011, 0x00380014, 0x00380016, 0x00380020, 0x00380021, 0x00380050,
        0x00380060, 0x00380062, 0x00380064, 0x00380100, 0x00380101, 0x00380300, 0x00380400, 0x00380500, 0x00380502,
        0x00384000,
        // Order placer and filler, Scheduled Procedure Step and Specimen Sequence
        0x00400026, 0x00400027, 0x00400100, 0x00400500,
        // Requested Procedure
        0x00401001, 0x00401002, 0x00401003, 0x00401004, 0x00401005, 0x00401008, 0x00401009, 0x0040100a, 0x00401010,
        0x00401011, 0x00401012, 0x00401400,
        // Imaging Service Request, confidentiality
        0x00402001, 0x00402004, 0x00402005, 0x00402008, 0x00402009, 0x00402010, 0x00402011, 0x00402016, 0x00402017,
        0x00402400, 0x00403001,
        // Barcode Value
        0x22000005,
    ];

    // The Scheduled Procedure Step module.
    private static ReadOnlySpan<uint> Step =>
    [
        0x00080060, 0x00102210, 0x0018990c, 0x0018990d, 0x00321070, 0x00400001, 0x00400002, 0x00400003, 0x00400004,
        0x00400005, 0x00400006, 0x00400007, 0x00400008, 0x00400009, 0x0040000b, 0x00400010, 0x00400011, 0x00400012,
        0x00400020, 0x00400400, 0x300a0700,
    ];

    // Sequences that are asked for, but neither they nor their items are matched: Pertinent Documents, Protocol Context,
    // Container Type Code.
    private static ReadOnlySpan<uint> NotMatched => [0x00380100, 0x00400440, 0x00400518];

    // No keys of the model; libraries made for other models send them nevertheless: Query/Retrieve Level, Instance
    // Number. The time zone says how dates and times are meant (table K.6-1a).
    private static ReadOnlySpan<uint> HarmlessOthers => [0x00080052, 0x00080201, 0x00200013];

    /// <summary>All of the top level, or of an item of the Scheduled Procedure Step Sequence.</summary>
    public static IReadOnlyList<DicomTag> All(bool isStep)
    {
        ReadOnlySpan<uint> numbers = isStep ? Step : TopLevel;
        var tags = new DicomTag[numbers.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = new DicomTag(numbers[i]);
        }

        return tags;
    }

    /// <summary>Whether an attribute is a matching key.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="parent">The sequence in whose item it stands; null at the top.</param>
    public static bool IsMatchingKey(DicomTag tag, DicomTag? parent)
    {
        if (NotMatched.Contains(tag.Value))
        {
            return false;
        }

        if (parent is null)
        {
            return TopLevel.BinarySearch(tag.Value) >= 0;
        }

        // Of codes, references, persons and specimens the macros of PS3.3 are meant, whole.
        return parent == DicomTag.ScheduledProcedureStepSequence
            ? Step.BinarySearch(tag.Value) >= 0
            : !tag.IsPrivate;
    }

    /// <summary>Whether a matching key is one of wlmscpfs.</summary>
    /// <inheritdoc cref="IsMatchingKey"/>
    public static bool IsKeyOfWlmscpfs(DicomTag tag, DicomTag? parent) => parent is null
        ? TopLevelOfWlmscpfs.BinarySearch(tag.Value) >= 0
        : parent == DicomTag.ScheduledProcedureStepSequence && StepOfWlmscpfs.BinarySearch(tag.Value) >= 0;

    /// <summary>Whether a value for an attribute that is no matching key says nothing of what is wanted.</summary>
    public static bool IsHarmless(DicomTag tag) => HarmlessOthers.Contains(tag.Value);

    /// <summary>
    /// Whether values are binary numbers or measurements, which nobody means to search by; libraries send zeros.
    /// </summary>
    public static bool IsNumber(DicomVR vr) =>
        vr.Form == DicomTextForm.Decimal || (vr.Kind == DicomVRKind.Binary && vr != DicomVR.UN);
}
