using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>A plot of the time of a query against the entries of the area; both axes are logarithmic.</summary>
internal static class TimePlot
{
    private const int Width = 900;
    private const int Height = 520;
    private const string Font = "DejaVu Sans";

    /// <summary>Writes it as an SVG file.</summary>
    public static void Save(Results results, IReadOnlyList<int> sizes, string file)
    {
        using var plot = new Plot();
        plot.Font.Set(Font);
        plot.Title("Time of a worklist query with one association, p50", size: 16);
        plot.XLabel("entries in the storage area (few: 10 match, of 10,000 entries 84)");
        plot.YLabel("milliseconds");
        AddSeries(plot, results, sizes);
        plot.Axes.Bottom.TickGenerator = Logarithmic();
        plot.Axes.Left.TickGenerator = Logarithmic();
        plot.Grid.MinorLineColor = Colors.Black.WithOpacity(0.04);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        AddLegend(plot);
        string svg = plot.GetSvgXml(Width, Height);
        File.WriteAllText(file, svg.Replace($"\"{Font}\"", $"\"{Font}, Verdana, sans-serif\""));
    }

    // In the upper left corner, with room above all points.
    private static void AddLegend(Plot plot)
    {
        plot.Legend.FontSize = 12;
        plot.Legend.SymbolWidth = 36;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.Margins(left: 0.05, right: 0.05, bottom: 0.07, top: 0.35);
    }

    private static void AddSeries(Plot plot, Results results, IReadOnlyList<int> sizes)
    {
        (ServerProgram Program, Color Color)[] programs =
        [
            (results.Programs.Wlmscpfs, Colors.C3),
            (results.Programs.WithoutDelay, Colors.C1),
            (results.Programs.Wlmscp, Colors.C0),
        ];
        foreach ((ServerProgram program, Color color) in programs)
        {
            Scatter universal = Add(plot, Points(results, sizes, program, Scenario.Universal), color);
            universal.LegendText = $"{program.Name}: all match";
            universal.LinePattern = LinePattern.Dashed;
            universal.MarkerShape = MarkerShape.OpenCircle;
            Scatter selective = Add(plot, Points(results, sizes, program, Scenario.Selective), color);
            selective.LegendText = $"{program.Name}: few match";
        }
    }

    private static Scatter Add(Plot plot, Coordinates[] points, Color color)
    {
        Scatter series = plot.Add.Scatter(points, color);
        series.LineWidth = 2;
        series.MarkerSize = 7;
        series.MarkerLineWidth = 2;
        return series;
    }

    private static Coordinates[] Points(
        Results results, IReadOnlyList<int> sizes, ServerProgram program, Scenario scenario) =>
    [
        .. sizes.Select(entries => results.Find(program, entries, scenario)).OfType<QueryMeasurement>()
            .Select(of => new Coordinates(Math.Log10(of.Entries), Math.Log10(of.Times.P50))),
    ];

    private static NumericAutomatic Logarithmic() => new()
    {
        MinorTickGenerator = new LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = exponent => Math.Pow(10, exponent).ToString("#,0.####", CultureInfo.InvariantCulture),
    };
}
