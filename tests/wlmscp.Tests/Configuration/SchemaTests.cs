using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Wlmscp.Tests.Configuration;

/// <summary>The schema of the configuration file says what the program takes.</summary>
public sealed class SchemaTests : IDisposable
{
    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy");

    private static readonly string SchemaText = File.ReadAllText(Path.Join(Samples, "wlmscp.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText);

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    // The program lists what it knows where something is that it does not.
    [Theory]
    [InlineData("{ \"zzzzzzzz\": 1 }", "")]
    [InlineData("{ \"hl7\": { \"zzzzzzzz\": 1 } }", "hl7")]
    [InlineData("{ \"hl7\": { \"senders\": [ { \"zzzzzzzz\": 1 } ] } }", "hl7/senders/*")]
    [InlineData("{ \"hl7\": { \"areas\": [ { \"area\": \"A\", \"zzzzzzzz\": 1 } ] } }", "hl7/areas/*")]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"station\": \"A\", \"zzzzzzzz\": 1 } ] } }", "hl7/stations/*")]
    [InlineData("{ \"mpps\": { \"zzzzzzzz\": 1 } }", "mpps")]
    [InlineData("{ \"mpps\": { \"modalities\": [ { \"callingAETitle\": \"A\", \"zzzzzzzz\": 1 } ] } }", "mpps/modalities/*")]
    [InlineData("{ \"devices\": [ { \"zzzzzzzz\": 1 } ] }", "devices/*")]
    [InlineData("{ \"devices\": [ { \"station\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/station")]
    [InlineData("{ \"devices\": [ { \"modality\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/modality")]
    [InlineData("{ \"devices\": [ { \"dates\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/dates")]
    [InlineData("{ \"devices\": [ { \"characterSet\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/characterSet")]
    [InlineData("{ \"devices\": [ { \"network\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/network")]
    [InlineData("{ \"devices\": [ { \"negotiate\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/negotiate")]
    [InlineData("{ \"devices\": [ { \"mpps\": { \"zzzzzzzz\": 1 } } ] }", "devices/*/mpps")]
    public async Task Members_AreThoseOfTheSchema(string json, string place)
    {
        string line = (await CheckAsync(json)).Output.TrimEnd('\n');

        string[] known = line[(line.IndexOf("one of ", StringComparison.Ordinal) + 7)..].Split(", ");

        JsonNode node = JsonNode.Parse(SchemaText)!;
        foreach (string step in place.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = step == "*" ? node["items"]! : node["properties"]![step]!;
        }

        Assert.False(node["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(
            known.Order(StringComparer.Ordinal),
            node["properties"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.All(node["properties"]!.AsObject(), member => Assert.NotEmpty(member.Value!["description"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{ \"devices\": [ { \"servedAs\": \"CT_1\" } ] }", true)]
    [InlineData("{ \"devices\": [ { \"servedAs\": \"A/B\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"network\": { \"requireTls\": true, \"maxPduLength\": 4096, \"idleSeconds\": 86400 } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"network\": { \"maxPduLength\": 4095 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"network\": { \"maxPduLength\": 131073 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"network\": { \"idleSeconds\": 0 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"network\": { \"transferSyntaxes\": \"ExplicitVRBigEndian\" } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"network\": { \"transferSyntaxes\": [\"DeflatedExplicitVRLittleEndian\"] } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"network\": { \"transferSyntaxes\": [] } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"network\": { \"transferSyntaxes\": [\"JPEGBaseline\"] } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"negotiate\": { \"fuzzyNames\": false, \"timezones\": true } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"negotiate\": { \"fuzzyNames\": 1 } } ] }", false)]
    [InlineData("{ \"hl7\": {} }", true)]
    [InlineData("{ \"hl7\": 3 }", false)]
    [InlineData("{ \"hl8\": {} }", false)]
    [InlineData("{ \"mpps\": { \"showStarted\": false, \"offerAbandoned\": true, \"idleTime\": \"90m\" } }", true)]
    [InlineData("{ \"mpps\": { \"idleTime\": \"90\" } }", false)]
    [InlineData("{ \"mpps\": { \"idleTime\": \"0h\" } }", false)]
    [InlineData("{ \"mpps\": { \"idleTime\": 90 } }", false)]
    [InlineData("{ \"mpps\": { \"idleStatus\": \"COMPLETED\" } }", true)]
    [InlineData("{ \"mpps\": { \"idleStatus\": \"IN PROGRESS\" } }", false)]
    [InlineData("{ \"mpps\": { \"offerAgain\": [\"110501\", \"110507\"] } }", true)]
    [InlineData("{ \"mpps\": { \"offerAgain\": \"110501\" } }", true)]
    [InlineData("{ \"mpps\": { \"offerAgain\": [] } }", false)]
    [InlineData("{ \"mpps\": { \"offerAgain\": [\"1105\"] } }", false)]
    [InlineData("{ \"mpps\": { \"modalities\": [ { \"callingAETitle\": \"CT_1\", \"idleTime\": \"2d\" } ] } }", true)]
    [InlineData("{ \"mpps\": { \"modalities\": [ { \"idleTime\": \"2d\" } ] } }", false)]
    [InlineData("{ \"mpps\": { \"modalities\": [] } }", false)]
    [InlineData("{ \"mpps\": { \"aliases\": { \"MPPS\": \"CT_1\" } } }", true)]
    [InlineData("{ \"mpps\": { \"aliases\": { \"MPPS\": \"A/B\" } } }", false)]
    [InlineData("[]", false)]
    [InlineData("{ \"hl7\": { \"unscheduled\": true, \"appointments\": false, \"endStepsNotNamed\": false } }", true)]
    [InlineData("{ \"hl7\": { \"unscheduled\": null } }", false)]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"station\": [\"A\", \"B\"], \"code\": \"X\" } ] } }", true)]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"station\": [] } ] } }", false)]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"code\": \"X\" } ] } }", false)]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"station\": \"A\\\\B\" } ] } }", false)]
    [InlineData("{ \"hl7\": { \"stations\": { \"station\": \"A\" } } }", false)]
    [InlineData("{ \"hl7\": { \"station\": \"SEVENTEEN_LETTERS\" } }", false)]
    [InlineData("{ \"hl7\": { \"station\": \"\" } }", false)]
    [InlineData("{ \"hl7\": { \"areas\": [ { \"area\": \"A B\", \"location\": \"W*\" } ] } }", true)]
    [InlineData("{ \"hl7\": { \"areas\": [ { \"area\": \" A\" } ] } }", false)]
    [InlineData("{ \"hl7\": { \"areas\": [ { \"area\": \"A/B\" } ] } }", false)]
    [InlineData("{ \"hl7\": { \"areas\": [] } }", false)]
    [InlineData("{ \"hl7\": { \"offered\": [ \"STARTED\" ] } }", true)]
    [InlineData("{ \"hl7\": { \"offered\": \"STARTED\" } }", true)]
    [InlineData("{ \"hl7\": { \"offered\": [ \"COMPLETED\" ] } }", false)]
    [InlineData("{ \"hl7\": { \"offered\": [] } }", false)]
    [InlineData("{ \"hl7\": { \"modalities\": { \"ANY CODE\": \"CT\" } } }", true)]
    [InlineData("{ \"hl7\": { \"modalities\": { \"ANY CODE\": \"ct\" } } }", false)]
    [InlineData("{ \"hl7\": { \"senders\": [ { \"application\": \"RIS*\", \"timeZone\": \"Europe/Berlin\" } ] } }", true)]
    [InlineData("{ \"hl7\": { \"senders\": [ { \"application\": 5 } ] } }", false)]
    [InlineData("{ \"hl7\": { \"senders\": [ { \"offered\": \"STARTED\" } ] } }", false)]
    [InlineData("{ \"devices\": [] }", false)]
    [InlineData("{ \"devices\": { \"calling\": \"CT1\" } }", false)]
    [InlineData("{ \"devices\": [ {} ] }", true)]
    [InlineData("{ \"devices\": [ { \"calling\": \"CT*\", \"called\": \"A?\", \"address\": \"192.0.2.7\", \"tlsSubject\": \"CN=ct*\" } ] }", true)]
    [InlineData("{ \"devices\": [ { \"calling\": [\"CT1\"] } ] }", false)]
    [InlineData("{ \"devices\": [ { \"calling\": \"SEVENTEEN_LETTERS\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"ignore\": \"PatientID\" } ] }", true)]
    [InlineData("{ \"devices\": [ { \"ignore\": [\"PatientID\", \"0040,0003\"] } ] }", true)]
    [InlineData("{ \"devices\": [ { \"ignore\": [] } ] }", false)]
    [InlineData("{ \"devices\": [ { \"station\": { \"force\": [\"CT1\", \"CT2\"], \"default\": \"CT1\", \"alias\": \"CT_OLD\" } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"station\": \"CT1\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"modality\": { \"default\": \"CR\", \"alias\": [\"DX\"] } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"modality\": { \"force\": \"cr\" } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"dates\": { \"default\": \"0d..0d\", \"widest\": \"-7d..+9999d\", \"ignoreTimes\": true } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"dates\": { \"default\": \"-1..+1\" } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"dates\": { \"widest\": \"-10000d..0d\" } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"characterSet\": { \"name\": \"ISO_IR 6\", \"transliterate\": true, \"upperCase\": true } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"characterSet\": { \"onlyAlphabetic\": true } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"characterSet\": { \"transliterate\": true } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"hide\": [\"STARTED\", \"DEPARTED\"] } ] }", true)]
    [InlineData("{ \"devices\": [ { \"hide\": \"COMPLETED\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"copy\": { \"StudyDescription\": \"RequestedProcedureDescription\" } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"copy\": { \"StudyDescription\": 1 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"set\": { \"StationName\": \"{CallingAETitle}\" }, \"default\": { \"PatientSex\": \"O\" } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"set\": { \"StationName\": [\"A\"] } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"set\": [] } ] }", false)]
    [InlineData("{ \"devices\": [ { \"cut\": { \"PatientName\": 20 } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"cut\": { \"PatientName\": 0 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"cut\": { \"PatientName\": \"20\" } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"remove\": \"ProtocolContextSequence\", \"dropPrivate\": true, \"dropEmpty\": false } ] }", true)]
    [InlineData("{ \"devices\": [ { \"limit\": 1, \"noWarnings\": true } ] }", true)]
    [InlineData("{ \"devices\": [ { \"areas\": [\"WARD3\"], \"require\": \"PatientID\", \"encounter\": true } ] }", true)]
    [InlineData("{ \"devices\": [ { \"areas\": \"../x\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"encounter\": \"yes\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"limit\": 0 } ] }", false)]
    [InlineData("{ \"devices\": [ { \"memory\": 1 } ] }", true)]
    [InlineData("{ \"devices\": [ { \"memory\": 3600 } ] }", true)]
    [InlineData("{ \"devices\": [ { \"memory\": 3601 } ] }", false)]
    [InlineData("{ \"devices\": [ { \"memory\": \"30s\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"mpps\": {} } ] }", true)]
    [InlineData("{ \"devices\": [ { \"mpps\": { \"accept\": false, \"strict\": true, \"offerAgain\": \"110501\" } } ] }", true)]
    [InlineData("{ \"devices\": [ { \"mpps\": { \"offerAgain\": [] } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"mpps\": { \"showStarted\": 1 } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"mpps\": { \"idleTime\": \"2h\" } } ] }", false)]
    [InlineData("{ \"devices\": [ { \"order\": \"name\" } ] }", true)]
    [InlineData("{ \"devices\": [ { \"order\": [\"priority\", \"time\"] } ] }", true)]
    [InlineData("{ \"devices\": [ { \"order\": \"Name\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"order\": \"1\" } ] }", false)]
    [InlineData("{ \"devices\": [ { \"order\": [] } ] }", false)]
    [InlineData("{ \"devices\": [ { \"limit\": 1000001 } ] }", false)]
    public async Task Verdict_IsThatOfTheSchema(string json, bool isRight)
    {
        Assert.Equal(isRight, IsValid(json));
        Assert.Equal(isRight ? 0 : 1, (await CheckAsync(json)).ExitCode);
    }

    [Fact]
    public async Task Sample_IsTaken_ByBoth_WithoutADoubt()
    {
        string sample = Path.Join(Samples, "wlmscp.json");

        ProgramRun run = await ProgramRun.WlmscpAsync("check", "--config", sample);

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.True(IsValid(await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken)));
    }

    private static bool IsValid(string json) =>
        Schema.Evaluate(JsonNode.Parse(json, documentOptions: Lenient)).IsValid;

    private async Task<ProgramRun> CheckAsync(string json)
    {
        string path = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync("check", "--config", path);
    }
}
