using CsCheck;

namespace WorklistScp.Worklist.Tests.Index;

/// <summary>An index must not change an answer: a query finds what it finds by looking at every entry.</summary>
public sealed class CandidateTests
{
    private static readonly Gen<string> Dates = OneOf("20261101", "20261102", "20261103", "2026.11.04", "soon", "");

    private static readonly Gen<string> Times = OneOf("0800", "083000.5", "2359", "235960", "");

    private static readonly Gen<string> Texts = OneOf("CT", "MR", "US", "CT\\MR", "MR\\MR", "us", "C", "");

    private static readonly Gen<DicomDataset> Entries =
        Gen.Select(Step(Texts, Dates, Times).Array[0, 3], Texts, Texts)
            .Select((steps, patient, accession) => new DicomDataset(
                Data.Text(DicomTag.AccessionNumber, accession),
                Data.Text(DicomTag.PatientID, patient),
                new DicomSequence(DicomTag.ScheduledProcedureStepSequence, steps)));

    private static readonly Gen<DicomDataset> Queries =
        from step in Step(
            OneOf("CT", "MR", "CT\\US", "C?", "*", "NONE", ""),
            OneOf("20261102", "20261102-", "-20261101", "20261101-20261103", "20261104", "-", ""),
            OneOf("0800", "0800-", "-0900", "0800-235960", ""))
        from patient in OneOf("CT", "MR\\US", "M*", "")
        from accession in OneOf("US", "", "", "")
        select new DicomDataset(
            Data.Text(DicomTag.AccessionNumber, accession),
            Data.Text(DicomTag.PatientID, patient),
            new DicomSequence(DicomTag.ScheduledProcedureStepSequence, step));

    [Fact]
    public void Candidates_OfAnyQuery_HoldAllThatMatchInTheOrderOfResponses() =>
        Gen.Select(Entries.Array[0, 300], Queries.Array[20]).Sample((datasets, queries) =>
        {
            var snapshot = WorklistSnapshot.Of(Named(datasets, 'a'));
            return queries.All(query => IsSound(snapshot, query));
        }, iter: RandomCases.Of(50));

    // What takes long is not for the thread of a query.
    [Fact]
    public void Snapshot_AfterManyChanges_IsQuickNoMoreUntilItIsMadeAnew()
    {
        DicomDataset dataset = Data.Complete();
        var snapshot = WorklistSnapshot.Of(Enumerable.Range(0, 33_000).Select(i => Named(dataset, i)));
        int changes = 33_000;
        while (snapshot.IsQuickWith(1))
        {
            snapshot = snapshot.With([], [Named(dataset, changes++)]);
        }

        snapshot = snapshot.With([], [Named(dataset, changes++)]);

        Assert.True(snapshot.IsQuickWith(1));
        Assert.Equal(changes, snapshot.Count);

        static WorklistEntry Named(DicomDataset dataset, int number) => new($"{number}.wl", dataset);
    }

    [Fact]
    public void Candidates_AfterChanges_HoldAllThatMatchInTheOrderOfResponses() =>
        Gen.Select(
            Entries.Array[100, 300], Gen.Select(Entries.Array[0, 30], Gen.Int[0, 9]).Array[1, 6], Queries.Array[20])
            .Sample((datasets, changes, queries) =>
            {
                var snapshot = WorklistSnapshot.Of(Named(datasets, 'a'));
                List<WorklistEntry> expected = [.. snapshot.Entries];
                var isSound = true;
                for (var i = 0; i < changes.Length; i++)
                {
                    WorklistEntry[] added = Named(changes[i].Item1, (char)('b' + i));
                    WorklistEntry[] removed =
                        [.. expected.Where((_, position) => position % 10 == changes[i].Item2).Take(20)];
                    isSound &= queries.All(query => IsSound(snapshot, query)); // which makes the indexes
                    snapshot = snapshot.With(removed, added);
                    expected = [.. expected.Except(removed), .. added];
                }

                return isSound && snapshot.Count == expected.Count
                    && snapshot.Entries.SequenceEqual(WorklistSnapshot.Of(expected).Entries)
                    && queries.All(query => IsSound(snapshot, query));
            }, iter: RandomCases.Of(50));

    [Theory]
    [InlineData("CT", 100)]
    [InlineData("CT\\MR", 200)]
    [InlineData("CT\\CT", 100)]
    [InlineData("NONE", 0)]
    public void Candidates_OfOneModality_AreNoOthers(string modality, int count)
    {
        string[] modalities = ["CT", "MR", "US", "DX", "NM", "MG", "PT", "XA", "IO", "CR"];
        var snapshot = WorklistSnapshot.Of(Enumerable.Range(0, 1000).Select(number => new WorklistEntry(
            $"{number:D4}.wl", new DicomDataset(Data.Step(Data.Text(DicomTag.Modality, modalities[number % 10]))))));

        WorklistQuery query = Data.Query(Data.Step(Data.Text(DicomTag.Modality, modality)));

        Assert.Equal(count, snapshot.Find(query.Search).Count());
    }

    private static bool IsSound(WorklistSnapshot snapshot, DicomDataset identifier)
    {
        var query = WorklistQuery.Parse(identifier, new WorklistQueryOptions());
        return snapshot.Find(query.Search).Where(query.Matches)
            .SequenceEqual(snapshot.Entries.Where(query.Matches));
    }

    private static WorklistEntry[] Named(DicomDataset[] datasets, char letter) =>
        [.. datasets.Select((dataset, number) => new WorklistEntry($"{letter}{number}.wl", dataset))];

    private static Gen<DicomDataset> Step(Gen<string> texts, Gen<string> dates, Gen<string> times) =>
        Gen.Select(texts, texts, dates, times).Select((modality, station, date, time) => new DicomDataset(
            Data.Text(DicomTag.Modality, modality),
            Data.Text(DicomTag.ScheduledStationAETitle, station),
            Data.Text(DicomTag.ScheduledProcedureStepStartDate, date),
            Data.Text(DicomTag.ScheduledProcedureStepStartTime, time)));

    private static Gen<string> OneOf(params string[] choices) =>
        Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
