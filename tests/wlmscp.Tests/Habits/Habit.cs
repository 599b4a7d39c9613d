namespace Wlmscp.Tests.Habits;

/// <summary>A way to write an identifier, and the patients of the <see cref="HabitScene"/> that it finds.</summary>
/// <param name="PatientIDs">The patients, in order.</param>
/// <param name="Write">Writes it.</param>
internal sealed record Habit(string PatientIDs, Func<WireWriter, byte[]> Write)
{
    /// <summary>All that the scene has.</summary>
    public const string All = "P1 P2 P3";

    /// <summary>The query of the scene with these elements at its top.</summary>
    public static Habit Top(string patientIDs, Func<WireWriter, byte[][]> elements) =>
        new(patientIDs, writer => HabitScene.Query(writer, elements(writer)));

    /// <summary>The query of the scene with these elements in the item of its step sequence.</summary>
    public static Habit Step(string patientIDs, Func<WireWriter, byte[][]> elements) =>
        new(patientIDs, writer => HabitScene.Query(writer, [], elements(writer)));

    /// <summary>The query of the scene with this step sequence.</summary>
    public static Habit Steps(string patientIDs, Func<WireWriter, byte[]> sequence) =>
        new(patientIDs, writer => HabitScene.QueryWith(writer, [], sequence(writer)));

    /// <summary>The query of the scene for CT with these bytes behind it.</summary>
    public static Habit End(Func<byte[]> bytes) => new(
        "P1",
        writer => [.. HabitScene.Query(writer, [], writer.Element(DicomTag.Modality, "CS", "CT")), .. bytes()]);
}
