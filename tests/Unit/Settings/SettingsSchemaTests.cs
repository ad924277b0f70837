using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Tests.Unit.Docs;

namespace Ed2402Posture.Tests.Unit.Settings;

/// <summary>The published schema is made from the catalogue, and agrees with what the reader takes and refuses.</summary>
public sealed partial class SettingsSchemaTests
{
    private const string SchemaFile = "docs/settings.schema.json", Page = "docs/settings.md";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_published_schema_is_what_the_code_declares()
    {
        string path = Path.Combine(GeneratedSection.Root, SchemaFile), expected = Schema().ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("ED2402_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.ReadAllText(path).ReplaceLineEndings("\n") == expected, $"{SchemaFile} differs from the code. Run the unit tests with ED2402_UPDATE_DOCS=1.");
    }

    [Fact]
    public void The_schema_knows_the_keys_that_the_reader_takes()
    {
        PostureSettings settings = SettingsReader.Parse(Encoding.UTF8.GetBytes(Example()), "example");
        IEnumerable<string> keys = Schema()["properties"]!.AsObject().Select(p => p.Key).Where(k => k != "$schema");
        Assert.Equal(keys.Order(), typeof(PostureSettings).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order());
        foreach (string key in keys)
        {
            Assert.Throws<SettingsException>(() => SettingsReader.Parse(Encoding.UTF8.GetBytes($$"""{ "{{key}}": 1 }"""), "wrong type"));
        }

        Assert.NotEmpty(settings.Waivers);
    }

    [Fact]
    public void The_pages_example_is_read()
    {
        PostureSettings settings = SettingsReader.Parse(Encoding.UTF8.GetBytes(Example()), Page);
        Assert.NotEmpty(settings.BreakGlassAccounts);
        Assert.NotEmpty(settings.Thresholds);
        Assert.NotEmpty(settings.AdditionalRoles);
    }

    [Fact]
    public void The_pages_thresholds_are_those_of_the_checks()
    {
        var table = new StringBuilder("| Check | Threshold | Default | Unit | From | To | Meaning |\n|---|---|---|---|---|---|---|\n");
        foreach ((CheckMetadata check, Threshold t) in CheckCatalogue.All.SelectMany(c => c.Metadata.Thresholds.Select(t => (c.Metadata, t))))
        {
            table.Append("| ").AppendJoin(" | ", $"[{check.Id}](checks/{check.Id}.md)", $"`{t.Name}`", t.Default, t.Unit, t.Minimum, t.Maximum, t.Meaning).Append(" |\n");
        }

        GeneratedSection.AssertUpToDate(Page, "thresholds", table.ToString());
    }

    private static string Example() => CodeBlock().Match(File.ReadAllText(Path.Combine(GeneratedSection.Root, Page))).Groups[1].Value;

    private static JsonObject Schema() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Settings of Ed2402Posture",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = Of("string", "Address of this schema, for editors."),
            ["breakGlassAccounts"] = List("Break-glass accounts, by object id or user principal name.", Text()),
            ["thresholds"] = Thresholds(),
            ["allowedServicePrincipals"] = List("Service principals that may hold privilege, by object id or application id.", Text()),
            ["allowedTenants"] = List("Tenant ids of partners whose principals may hold privilege.", Text()),
            ["allowedGroups"] = List("Groups that may hold standing privilege, by object id.", Text()),
            ["additionalRoles"] = List("Roles that are treated as privileged though Microsoft does not.", Record(["roleDefinitionId"], new JsonObject
            {
                ["roleDefinitionId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "Role definition id or template id." },
                ["tier"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 1, ["default"] = 1, ["description"] = "0 control plane, 1 management plane." },
            })),
            ["federatedDomains"] = List("Domains that sign in at another identity provider on purpose.", Record(["domain"], new JsonObject
            {
                ["domain"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "The domain." },
                ["issuerUri"] = new JsonObject { ["type"] = "string", ["description"] = "The issuer of its tokens, to be held to." },
            })),
            ["waivers"] = List("Failures that are accepted until a date.", Record(["checkId", "subject", "reason", "expires"], new JsonObject
            {
                ["checkId"] = new JsonObject { ["enum"] = new JsonArray([.. CheckCatalogue.All.Select(c => (JsonNode)c.Metadata.Id)]), ["description"] = "The check." },
                ["subject"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "Object id, user principal name or name of the subject; * for all." },
                ["reason"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "Why it is accepted." },
                ["expires"] = new JsonObject { ["type"] = "string", ["format"] = "date", ["description"] = "Last day on which it holds (UTC)." },
            })),
        },
    };

    private static JsonObject Thresholds()
    {
        var checks = new JsonObject();
        foreach (CheckMetadata check in CheckCatalogue.All.Select(c => c.Metadata).Where(c => c.Thresholds.Count > 0))
        {
            var properties = new JsonObject();
            foreach (Threshold t in check.Thresholds)
            {
                properties[t.Name] = new JsonObject { ["type"] = "integer", ["minimum"] = t.Minimum, ["maximum"] = t.Maximum, ["default"] = t.Default, ["description"] = $"{t.Meaning} In {t.Unit}." };
            }

            checks[check.Id] = Record([], properties);
        }

        return new JsonObject { ["type"] = "object", ["description"] = "Thresholds by check id and name.", ["additionalProperties"] = false, ["properties"] = checks };
    }

    private static JsonObject Record(string[] required, JsonObject properties) =>
        new() { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]), ["properties"] = properties };

    private static JsonObject List(string description, JsonObject items) => new() { ["type"] = "array", ["description"] = description, ["items"] = items };

    private static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    [GeneratedRegex("```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
