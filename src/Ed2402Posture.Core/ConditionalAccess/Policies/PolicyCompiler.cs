using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.DeviceFilters;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>Reads the tenant's policies: first what they tell apart, which makes the axes' cells, then each as a box of those.</summary>
internal sealed class PolicyCompiler
{
    private static readonly string[] ApplicationWords = ["All", "None", ApplicationSuites.Office365, ApplicationSuites.MicrosoftAdminPortals];
    private static readonly string[] UserWords = ["All", "None", "GuestsOrExternalUsers"];
    private static readonly string[] LocationWords = ["All", "AllTrusted"];

    private readonly NamedPlaces places;
    private readonly bool placesAreWhole;
    private readonly StrengthTable strengths;
    private readonly List<LocationCondition> locations = [];
    private readonly Dictionary<string, int> locationIndex = [];
    private readonly List<DeviceRule> rules = [];
    private readonly Dictionary<string, int> ruleIndex = new(StringComparer.OrdinalIgnoreCase);

    private PolicyCompiler(NamedPlaces places, bool placesAreWhole, StrengthTable strengths)
    {
        this.places = places;
        this.placesAreWhole = placesAreWhole;
        this.strengths = strengths;
    }

    /// <summary>Reads the policies.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="named">The named locations.</param>
    /// <param name="namedAreWhole">Whether all of them were read: else a policy that names one is narrowed.</param>
    /// <param name="strengths">The authentication strengths.</param>
    public static (ScenarioSpace Space, IReadOnlyList<CompiledPolicy> Policies) Compile(
        IReadOnlyList<ConditionalAccessPolicy> policies, IEnumerable<NamedLocation> named, bool namedAreWhole, IEnumerable<AuthenticationStrengthPolicy> strengths)
    {
        var compiler = new PolicyCompiler(new NamedPlaces(named), namedAreWhole, new StrengthTable(strengths));
        Draft[] drafts = [.. policies.Select(compiler.Read)];
        var space = new ScenarioSpace(compiler.places, compiler.locations, compiler.rules);
        return (space, [.. drafts.Select((draft, index) => compiler.Finish(draft, index, space))]);
    }

    private Draft Read(ConditionalAccessPolicy policy)
    {
        var narrowing = new Narrowing();
        ConditionSet conditions = policy.Conditions ?? new ConditionSet();
        narrowing.Extra(conditions.Extra, string.Empty);
        narrowing.Extra(conditions.Applications?.Extra, "applications.");
        narrowing.Extra(conditions.Users?.Extra, "users.");
        narrowing.Extra(conditions.ClientApplications?.Extra, "clientApplications.");
        narrowing.Extra(conditions.Devices?.Extra, "devices.");
        narrowing.Extra(conditions.Platforms?.Extra, "platforms.");
        narrowing.Extra(conditions.Locations?.Extra, "locations.");
        narrowing.Extra(conditions.AuthenticationFlows?.Extra, "authenticationFlows.");
        narrowing.Extra(policy.GrantControls?.Extra, "grantControls.");
        if (policy.Extra?.TryGetValue("partialEnablementStrategy", out System.Text.Json.JsonElement partial) == true && partial.ValueKind is not (System.Text.Json.JsonValueKind.Null or System.Text.Json.JsonValueKind.Undefined))
        {
            narrowing.Add("it is enabled for a part only");
        }

        if (conditions.Applications?.ApplicationFilter is not null)
        {
            narrowing.Add("it filters applications by attributes");
        }

        if (conditions.ClientApplications?.ServicePrincipalFilter is not null)
        {
            narrowing.Add("it filters service principals by attributes");
        }

        foreach (string application in (conditions.Applications?.IncludeApplications ?? []).Concat(conditions.Applications?.ExcludeApplications ?? []))
        {
            if (!ApplicationWords.Contains(application, StringComparer.OrdinalIgnoreCase) && !Guid.TryParse(application, out _))
            {
                narrowing.Add($"application '{application}' is not known");
            }
        }

        foreach (ConditionGuests? guests in new[] { conditions.Users?.IncludeGuestsOrExternalUsers, conditions.Users?.ExcludeGuestsOrExternalUsers })
        {
            narrowing.Extra(guests?.Extra, "guestsOrExternalUsers.");
            if (guests?.ExternalTenants?.MembershipKind is { } kind && kind is not ("all" or "enumerated"))
            {
                narrowing.Add($"external tenants of kind '{kind}' are not known");
            }

            if (AccountMatcher.Kinds(guests) is null)
            {
                narrowing.Add($"guest or external user type '{guests!.GuestOrExternalUserTypes}' is not known");
            }
        }

        foreach (string user in (conditions.Users?.IncludeUsers ?? []).Concat(conditions.Users?.ExcludeUsers ?? []))
        {
            if (!UserWords.Contains(user, StringComparer.Ordinal) && !Guid.TryParse(user, out _))
            {
                narrowing.Add($"user '{user}' is not known");
            }
        }

        // What the service gives these words is not documented for exclusions; whoever may be let out by them is not protected.
        foreach (string word in new[] { conditions.Users?.ExcludeUsers, conditions.Users?.ExcludeGroups, conditions.Users?.ExcludeRoles }.SelectMany(ids => ids ?? []).Where(id => id.Equals("All", StringComparison.OrdinalIgnoreCase)))
        {
            narrowing.Add($"it excludes '{word}'");
        }

        if (policy.State is not ("enabled" or "disabled" or "enabledForReportingButNotEnforced"))
        {
            narrowing.Add($"state '{policy.State}' is not known");
        }

        return new Draft(policy, narrowing, Location(conditions.Locations, narrowing), Rule(conditions.Devices?.DeviceFilter, narrowing));
    }

    private int? Location(ConditionLocations? condition, Narrowing narrowing)
    {
        IReadOnlyList<string> include = condition?.IncludeLocations ?? [];
        IReadOnlyList<string> exclude = condition?.ExcludeLocations ?? [];
        if (include.Count == 0 && exclude.Count == 0)
        {
            return null;
        }

        if (include.Count == 0)
        {
            narrowing.Add("it excludes locations and includes none");
        }

        List<int> Places(IReadOnlyList<string> ids)
        {
            var found = new List<int>();
            foreach (string id in ids.Where(id => !LocationWords.Contains(id, StringComparer.OrdinalIgnoreCase)))
            {
                int index = places.IndexOf(id);
                if (index < 0)
                {
                    narrowing.Add(placesAreWhole ? $"named location '{id}' does not exist" : $"named location '{id}' was not read");
                    continue;
                }

                found.Add(index);
            }

            return found;
        }

        bool Has(IReadOnlyList<string> ids, string word) => ids.Contains(word, StringComparer.OrdinalIgnoreCase);
        if (!placesAreWhole && (Has(include, "AllTrusted") || Has(exclude, "AllTrusted")))
        {
            narrowing.Add("the trusted locations were not read");
        }

        var resolved = new LocationCondition(Has(include, "All"), Has(include, "AllTrusted"), Places(include), Has(exclude, "All"), Has(exclude, "AllTrusted"), Places(exclude));
        if (narrowing.Text is not null)
        {
            return null;
        }

        if (!locationIndex.TryGetValue(resolved.Key, out int at))
        {
            locationIndex.Add(resolved.Key, at = locations.Count);
            locations.Add(resolved);
        }

        return at;
    }

    private (int Index, bool Include)? Rule(ConditionFilter? filter, Narrowing narrowing)
    {
        if (filter is null)
        {
            return null;
        }

        if (filter.Mode is not ("include" or "exclude"))
        {
            narrowing.Add($"mode '{filter.Mode}' of its device filter is not known");
            return null;
        }

        string text = filter.Rule?.Trim() ?? string.Empty;
        if (!ruleIndex.TryGetValue(text, out int index))
        {
            if (!DeviceRuleParser.TryParse(text, out DeviceRule? rule))
            {
                narrowing.Add($"its device filter is not understood: {text}");
                return null;
            }

            ruleIndex.Add(text, index = rules.Count);
            rules.Add(rule);
        }

        return (index, filter.Mode == "include");
    }

    private CompiledPolicy Finish(Draft draft, int index, ScenarioSpace space)
    {
        ConditionSet conditions = draft.Policy.Conditions ?? new ConditionSet();
        Narrowing narrowing = draft.Narrowing;
        ulong[] box = [.. space.Layout.Full];
        void Keep(Axis axis, Func<int, bool> allowed) => space.Layout.Keep(box, axis, allowed);
        void Listed(Axis axis, IReadOnlyCollection<string>? values, string[] cells, string condition)
        {
            if (values is { Count: > 0 })
            {
                Keep(axis, narrowing.Known(values, cells, condition).Contains);
            }
        }

        if (conditions.ClientAppTypes is { Count: > 0 } clients && !clients.Contains("all", StringComparer.OrdinalIgnoreCase))
        {
            Listed(Axis.Client, clients, AxisCells.Clients, "client app type");
        }

        Platforms(conditions.Platforms, narrowing, Keep);
        Listed(Axis.UserRisk, conditions.UserRiskLevels, AxisCells.RiskLevels, "user risk level");
        Listed(Axis.SignInRisk, conditions.SignInRiskLevels, AxisCells.RiskLevels, "sign-in risk level");
        Listed(Axis.ServicePrincipalRisk, conditions.ServicePrincipalRiskLevels, AxisCells.RiskLevels, "service principal risk level");
        Listed(Axis.InsiderRisk, Narrowing.Flags(conditions.InsiderRiskLevels), AxisCells.InsiderRiskLevels, "insider risk level");
        Listed(Axis.Flow, [.. Narrowing.Flags(conditions.AuthenticationFlows?.TransferMethods).Where(f => f != "none")], AxisCells.Flows, "authentication flow");
        if (draft.Location is { } location)
        {
            Keep(Axis.Location, cell => space.Locations.Matches(location, cell));
        }

        if (draft.Rule is { } rule)
        {
            Keep(Axis.Device, cell => space.Devices[cell].Matches[rule.Index] == rule.Include);
            if (space.RulesAreFree && rule.Index >= DeviceCells.MostRules)
            {
                narrowing.Add("the tenant has more device filters than can be told apart");
            }
        }

        AuthenticationStrengthPolicy? named = draft.Policy.GrantControls?.AuthenticationStrength;
        Requirement? strength = named is null ? null : strengths.Demand(named);
        if (named is not null && strength is null)
        {
            narrowing.Add($"authentication strength '{strengths.Name(named)}' was not read");
        }

        var grant = new GrantDemand(draft.Policy.GrantControls, named is null ? null : strength ?? Requirement.None);
        return new CompiledPolicy(index, draft.Policy, grant, narrowing.Text is null ? box : null, new TargetCondition(conditions.Applications), narrowing.Text)
        {
            StrengthCombinations = named is null ? [] : strengths.Combinations(named),
        };
    }

    private static void Platforms(ConditionPlatforms? condition, Narrowing narrowing, Action<Axis, Func<int, bool>> keep)
    {
        IReadOnlyList<string> include = condition?.IncludePlatforms ?? [];
        IReadOnlyList<string> exclude = condition?.ExcludePlatforms ?? [];
        bool all = include.Contains("all", StringComparer.OrdinalIgnoreCase);
        if (include.Count == 0 && exclude.Count > 0)
        {
            narrowing.Add("it excludes platforms and includes none");
        }

        // Nobody can name the platforms that Microsoft does not know: only 'all' covers them.
        string[] known = AxisCells.Platforms[..AxisCells.UnknownPlatform];
        if (include.Count > 0 && !all)
        {
            keep(Axis.Platform, narrowing.Known(include, known, "platform").Contains);
        }

        if (exclude.Contains("all", StringComparer.OrdinalIgnoreCase))
        {
            keep(Axis.Platform, _ => false);
        }
        else if (exclude.Count > 0)
        {
            HashSet<int> excluded = narrowing.Known(exclude, known, "platform");
            keep(Axis.Platform, cell => !excluded.Contains(cell));
        }
    }

    private sealed record Draft(ConditionalAccessPolicy Policy, Narrowing Narrowing, int? Location, (int Index, bool Include)? Rule);
}
