using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph.WhatIf;

/// <summary>The What If evaluation of conditional access: every policy, with whether it applies to the sign-in of the body and why not.</summary>
internal static class WhatIfEndpoint
{
    public static readonly GraphEndpoint One = new("/identity/conditionalAccess/evaluate")
    {
        Method = "POST", Dataset = Datasets.ConditionalAccessPolicies, Family = RefusalFamily.ConditionalAccess, Rules = new() { Type = "conditionalAccessPolicy", Options = [] }, Answer = Answer,
    };

    private static ServiceResponse Answer(GraphCall call)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(call.Request.Body);
            var signIn = new WhatIfSignIn(body.RootElement);
            if (signIn.UserId is { } user && call.Table(Datasets.Users).Find(user) is null)
            {
                return GraphErrors.NotFound(user);
            }

            var test = new WhatIfPolicyTest(signIn, new WhatIfDirectory(call, signIn));
            (JsonElement Policy, string? Refusal)[] judged = [.. call.Table(Datasets.ConditionalAccessPolicies).Rows.Select(p => (p, p.GetProperty("state").GetString() == "disabled" ? "policyNotEnabled" : test.Refusal(p)))];
            return ServiceResponse.Json(200, writer => Write(writer, judged.Where(j => !signIn.AppliedOnly || j.Refusal is null)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return GraphErrors.BadBody(exception.Message);
        }
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<(JsonElement Policy, string? Refusal)> judged)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.whatIfAnalysisResult)");
        writer.WriteStartArray("value");
        foreach ((JsonElement policy, string? refusal) in judged)
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in policy.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteBoolean("policyApplies", refusal is null);
            writer.WriteString("analysisReasons", refusal ?? "notSet");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
