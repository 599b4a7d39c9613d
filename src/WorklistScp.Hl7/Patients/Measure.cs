using System.Globalization;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Patients;

/// <summary>What observations (OBX) measure of a patient, in the unit that DICOM wants.</summary>
/// <param name="Text">The words of OBX-3.2.</param>
/// <param name="Codes">The LOINC codes of OBX-3.1.</param>
/// <param name="Units">How much of the unit of DICOM a unit of OBX-6.1 is.</param>
/// <param name="Most">More than any patient has.</param>
internal sealed record Measure(string Text, string[] Codes, IReadOnlyDictionary<string, decimal> Units, decimal Most)
{
    private const NumberStyles Number = NumberStyles.AllowDecimalPoint;

    /// <summary>Patient's Weight (0010,1030) in kg.</summary>
    public static Measure Weight { get; } = new(
        "BODY WEIGHT", ["3141-9", "29463-7"],
        new Dictionary<string, decimal>
        {
            ["KG"] = 1, ["G"] = 0.001m, ["LB"] = 0.45359237m, ["LBS"] = 0.45359237m, ["[LB_AV]"] = 0.45359237m,
        },
        Most: 1000);

    /// <summary>Patient's Size (0010,1020) in m.</summary>
    public static Measure Size { get; } = new(
        "BODY HEIGHT", ["3137-7", "8302-2"],
        new Dictionary<string, decimal>
        {
            ["M"] = 1, ["CM"] = 0.01m, ["MM"] = 0.001m, ["IN"] = 0.0254m, ["[IN_I]"] = 0.0254m,
        },
        Most: 3);

    /// <summary>The row that makes an attribute of it.</summary>
    public FieldRow Row(DicomTag tag) => new(tag, Put, ["OBX-3"]);

    private void Put(FieldTarget target, IReadOnlyList<FieldValue> values)
    {
        foreach (FieldValue value in values.Where(IsMeant))
        {
            Hl7Segment observation = value.Segment;
            target.Mapper.MarkUsed(observation, 5, 6);
            string unit = observation[6].First[1].Trim();
            string text = observation[5].First[1].Trim();
            if (!decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out decimal number) || number <= 0)
            {
                Drop(target, observation, 5, "expected a number above 0");
            }
            else if (!Units.TryGetValue(unit.ToUpperInvariant(), out decimal factor))
            {
                string units = string.Join(", ", Units.Keys).ToLowerInvariant();
                Drop(target, observation, 6, $"expected one of the units {units}");
            }
            else if (number * factor > Most)
            {
                Drop(target, observation, 5, "more than any patient has in this unit");
            }
            else
            {
                target.PutTerm((number * factor).ToString("0.####", CultureInfo.InvariantCulture));
                return;
            }
        }
    }

    private bool IsMeant(FieldValue value) =>
        Codes.Contains(value[1]) || value[2].Equals(Text, StringComparison.OrdinalIgnoreCase);

    private static void Drop(FieldTarget target, Hl7Segment observation, int field, string reason) =>
        target.Mapper.Note(Meanings.Hl7NoteKind.Dropped, observation.PathOf(field), target.Tag, reason);
}
