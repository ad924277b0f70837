using System.Net.Http;
using System.Text.Json;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Verification;

/// <summary>Asks Graph's What If evaluation of conditional access (v1.0 <c>identity/conditionalAccess/evaluate</c>): a POST that only reads. It shares the quota
/// of conditional access, one request a second, whose refusals name no time to wait.</summary>
internal sealed class WhatIfReader(TenantServices services)
{
    /// <summary>Asks about one sign-in.</summary>
    public async Task<WhatIfAnswer> AskAsync(WhatIfQuestion question, IScanObserver observer, CancellationToken cancellationToken)
    {
        DatasetDefinition dataset = Datasets.ConditionalAccessPolicies;
        var call = new Call(HttpMethod.Post, new Uri(services.Graph.Root, "/v1.0/identity/conditionalAccess/evaluate"), Body(question));
        try
        {
            Page<WhatIfPolicy> page = await services.Sender.SendAsync(new RequestScope(dataset, observer), services.Lanes.ConditionalAccess, services.Graph, call, 1, (reply, token) => Bodies.ReadPageAsync(reply.Content, Read, token), cancellationToken).ConfigureAwait(false);
            return page.Next is null ? new WhatIfAnswer { Policies = page.Items } : new WhatIfAnswer { Refused = new DatasetState { Status = DatasetStatus.Partial, Reason = "the answer has further pages, which this action does not document" } };
        }
        catch (SignInException exception)
        {
            return new WhatIfAnswer { Refused = new DatasetState { Status = DatasetStatus.Failed, Reason = $"{exception.Message} {exception.RecommendedAction}" } };
        }
        catch (ReadException exception)
        {
            return new WhatIfAnswer { Refused = Refusals.ToState(dataset, exception, LicenceView.Unknown, services.Identity) };
        }
    }

    private static byte[] Body(WhatIfQuestion question)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("signInIdentity");
            json.WriteString("@odata.type", question.UserId is null ? "#microsoft.graph.servicePrincipalSignIn" : "#microsoft.graph.userSignIn");
            json.WriteString(question.UserId is null ? "servicePrincipalId" : "userId", question.UserId ?? question.WorkloadAppId);
            json.WriteEndObject();
            Context(json, question);
            json.WriteStartObject("signInConditions");
            json.WriteString("country", question.Country);
            json.WriteString("ipAddress", question.IpAddress);
            if (question.UserId is null)
            {
                json.WriteString("servicePrincipalRiskLevel", question.ServicePrincipalRiskLevel);
            }
            else
            {
                Conditions(json, question);
            }

            json.WriteEndObject();
            json.WriteBoolean("appliedPoliciesOnly", false);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Context(Utf8JsonWriter json, WhatIfQuestion question)
    {
        json.WriteStartObject("signInContext");
        json.WriteString("@odata.type", question.Context switch { WhatIfContext.UserAction => "#microsoft.graph.userActionContext", WhatIfContext.AuthenticationContext => "#microsoft.graph.authContext", _ => "#microsoft.graph.applicationContext" });
        if (question.Context == WhatIfContext.Application)
        {
            json.WriteStartArray("includeApplications");
            json.WriteStringValue(question.Target);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString(question.Context == WhatIfContext.UserAction ? "userAction" : "authenticationContextValue", question.Target);
        }

        json.WriteEndObject();
    }

    private static void Conditions(Utf8JsonWriter json, WhatIfQuestion question)
    {
        json.WriteString("devicePlatform", question.DevicePlatform);
        json.WriteString("clientAppType", question.ClientAppType);
        json.WriteString("signInRiskLevel", question.SignInRiskLevel);
        json.WriteString("userRiskLevel", question.UserRiskLevel);
        json.WriteString("insiderRiskLevel", question.InsiderRiskLevel);
        json.WriteStartObject("authenticationFlow");
        json.WriteString("transferMethod", question.TransferMethod);
        json.WriteEndObject();
        if (question.IsCompliant || question.TrustType is not null)
        {
            json.WriteStartObject("deviceInfo");
            json.WriteBoolean("isCompliant", question.IsCompliant);
            if (question.TrustType is not null)
            {
                json.WriteString("trustType", question.TrustType);
            }

            json.WriteEndObject();
        }
    }

    private static WhatIfPolicy Read(ReadOnlySpan<byte> utf8Json)
    {
        string? id = null, name = null, state = null, reasons = null;
        bool? applies = null;
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "id": id = Text(ref reader); break;
                case "displayName": name = Text(ref reader); break;
                case "state": state = Text(ref reader); break;
                case "analysisReasons": reasons = Text(ref reader); break;
                case "policyApplies" when reader.TokenType is JsonTokenType.True or JsonTokenType.False: applies = reader.GetBoolean(); break;
                default: reader.Skip(); break;
            }
        }

        return id is null || applies is null ? throw new JsonException("a policy of the answer without id or verdict") : new WhatIfPolicy(id, name ?? id, state ?? "", applies.Value, reasons is null or "notSet" ? "" : reasons);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
