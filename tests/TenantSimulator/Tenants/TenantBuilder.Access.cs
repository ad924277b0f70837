using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>What conditional access and authentication are judged by, beside the policies.</summary>
public sealed partial class TenantBuilder
{
    public List<UserAuthenticationMethod> AuthenticationMethods { get; } = [];
    public List<DomainTenant> GuestHomeTenants { get; } = [];
    public List<SignIn> PrivilegedSignIns { get; } = [];
    public List<DirectoryAudit> AuthenticationMethodAudits { get; } = [];

    /// <summary>A successful interactive sign-in to the Azure portal a day ago: its steps, each <c>method</c> or <c>method|requirement|result</c>.</summary>
    public TenantBuilder SignIn(string userId, IReadOnlyList<string> steps, Func<SignIn, SignIn>? with = null)
    {
        DateTimeOffset time = Now.AddDays(-1).AddMinutes(PrivilegedSignIns.Count);
        var signIn = new SignIn
        {
            Id = Id($"sign-in:{PrivilegedSignIns.Count}"), CreatedDateTime = time, UserId = userId, UserPrincipalName = Users.Find(u => u.Id == userId)?.UserPrincipalName,
            AppId = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", AppDisplayName = "Azure Portal", ResourceId = "797f4846-ba00-4fd7-ba43-dac1f8f63013", ResourceDisplayName = "Windows Azure Service Management API",
            IpAddress = "203.0.113.10", ClientAppUsed = "Browser", IsInteractive = true, ConditionalAccessStatus = "success", RiskLevelDuringSignIn = "none", RiskLevelAggregated = "none", RiskState = "none",
            Status = new SignInStatus { ErrorCode = 0 }, SignInEventTypes = ["interactiveUser"], AuthenticationRequirement = steps.Count > 1 ? "multiFactorAuthentication" : "singleFactorAuthentication",
            AuthenticationDetails = [.. steps.Select(s => s.Split('|')).Select((f, i) => new AuthenticationStep
            {
                AuthenticationStepDateTime = time, AuthenticationMethod = f[0], Succeeded = true,
                AuthenticationStepRequirement = f.ElementAtOrDefault(1) ?? (i == 0 ? "Primary authentication" : "Multifactor authentication"), AuthenticationStepResultDetail = f.ElementAtOrDefault(2) ?? "",
            })],
        };
        PrivilegedSignIns.Add(with is null ? signIn : with(signIn));
        return this;
    }

    /// <summary>A change to a user's methods two days ago, as the audit log has it: <c>User registered security info</c>, by the user unless told otherwise.</summary>
    public TenantBuilder MethodAudit(string userId, string activity, string reason, string? by = null, Func<DirectoryAudit, DirectoryAudit>? with = null)
    {
        string actor = by ?? userId;
        var audit = new DirectoryAudit
        {
            Id = Id($"method audit:{AuthenticationMethodAudits.Count}"), ActivityDateTime = Now.AddDays(-2), ActivityDisplayName = activity, Category = "UserManagement", LoggedByService = "Authentication Methods",
            OperationType = "Update", Result = "success", ResultReason = reason,
            InitiatedBy = new AuditInitiator { User = new AuditUser { Id = actor, UserPrincipalName = Users.Find(u => u.Id == actor)?.UserPrincipalName } },
            TargetResources = [new AuditTarget { Id = userId, Type = "User", UserPrincipalName = Users.Find(u => u.Id == userId)?.UserPrincipalName, ModifiedProperties = [] }],
        };
        AuthenticationMethodAudits.Add(with is null ? audit : with(audit));
        return this;
    }

    /// <summary>A method in the user's own list: its type without prefix and suffix, as <c>fido2</c> or <c>temporaryAccessPass</c>.</summary>
    public TenantBuilder Method(string userId, string type, Func<UserAuthenticationMethod, UserAuthenticationMethod>? with = null)
    {
        var method = new UserAuthenticationMethod { ParentId = userId, ODataType = $"#microsoft.graph.{type}AuthenticationMethod", Id = Id($"method:{userId}|{type}"), CreatedDateTime = Now.AddDays(-30) };
        AuthenticationMethods.Add(with is null ? method : with(method));
        return this;
    }

    /// <summary>The tenant that a domain of another organisation belongs to.</summary>
    public string HomeTenant(string domain)
    {
        GuestHomeTenants.Add(new DomainTenant { Domain = domain, TenantId = Id("home:" + domain), DisplayName = domain.Split('.')[0], DefaultDomainName = domain });
        return GuestHomeTenants[^1].TenantId!;
    }

    /// <summary>Says how many days a log that was read whole goes back.</summary>
    public TenantBuilder Window(DatasetDefinition dataset, CollectionScope scope)
    {
        states[dataset.Name] = new DatasetState { Status = DatasetStatus.Complete, Scope = scope };
        return this;
    }

    private void PutAccess(SnapshotBuilder builder)
    {
        Put(builder, Datasets.AuthenticationMethods, AuthenticationMethods);
        Put(builder, Datasets.GuestHomeTenants, GuestHomeTenants);
        Put(builder, Datasets.PrivilegedSignIns, PrivilegedSignIns);
        Put(builder, Datasets.AuthenticationMethodAudits, AuthenticationMethodAudits);
        Put(builder, Datasets.TransitiveMemberships, [.. Users.SelectMany(u => GroupsOf(u.Id).Select(g => new ObjectLink { ParentId = u.Id, Id = g, ODataType = "#microsoft.graph.group", DisplayName = NameOf(g) }))]);
        List<string> named = NamedByPolicies();
        List<ObjectLink> nesting = [];
        for (int i = 0; i < named.Count; i++)
        {
            foreach (ObjectLink edge in GroupMembers.Where(e => e.ParentId == named[i] && Groups.Exists(g => g.Id == e.Id)))
            {
                nesting.Add(edge);
                if (!named.Contains(edge.Id))
                {
                    named.Add(edge.Id);
                }
            }
        }

        Put(builder, Datasets.PolicyGroups, [.. Groups.Where(g => named.Contains(g.Id))]);
        Put(builder, Datasets.ExclusionGroupSizes, [.. ConditionalAccessPolicies.Where(p => p.State == "enabled").SelectMany(p => p.Conditions?.Users?.ExcludeGroups ?? []).Where(id => Groups.Exists(g => g.Id == id)).Distinct().Select(id => new GroupSize { Id = id, MemberCount = ExtraMembers.GetValueOrDefault(id) + MembersOf(id) })]);
        Put(builder, Datasets.PolicyGroupNesting, nesting);
        List<string> leadingOut = [.. ConditionalAccessPolicies.Where(p => p.State == "enabled").SelectMany(p => p.Conditions?.Users?.ExcludeGroups ?? []).Where(id => Guid.TryParse(id, out _)).Distinct(StringComparer.OrdinalIgnoreCase)];
        for (int i = 0; i < leadingOut.Count; i++)
        {
            leadingOut.AddRange(nesting.Where(n => n.ParentId == leadingOut[i] && !leadingOut.Contains(n.Id)).Select(n => n.Id).ToList());
        }

        Put(builder, Datasets.ExclusionGroupEligibilityInstances, [.. Expanded([.. PimGroupEligibilityInstances, .. ExclusionGroupEligibilityInstances]).Where(i => leadingOut.Contains(i.GroupId!))]);
        Put(builder, Datasets.PolicyGroupOwners, [.. GroupOwners.Where(o => named.Contains(o.ParentId))]);
    }

    private List<string> NamedByPolicies() =>
    [
        .. ConditionalAccessPolicies.Select(p => p.Conditions?.Users).OfType<ConditionUsers>().SelectMany(u => (u.IncludeGroups ?? []).Concat(u.ExcludeGroups ?? []))
            .Concat(AuthenticationMethodsPolicy.SelectMany(p => p.AuthenticationMethodConfigurations ?? []).SelectMany(c => (c.IncludeTargets ?? []).Concat(c.ExcludeTargets ?? [])).Select(t => t.Id!))
            .Where(id => Groups.Exists(g => g.Id == id)).Distinct(),
    ];

    /// <summary>Members of groups that are counted and not planted.</summary>
    public Dictionary<string, int> ExtraMembers { get; } = [];

    // As v1.0 lists them: nested ones too, service principals not.
    private int MembersOf(string groupId)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([groupId]);
        int count = 0;
        while (open.TryDequeue(out string? id))
        {
            foreach (ObjectLink edge in GroupMembers.Where(e => e.ParentId == id && found.Add(e.Id)))
            {
                count += edge.ODataType == "#microsoft.graph.servicePrincipal" ? 0 : 1;
                open.Enqueue(edge.Id);
            }
        }

        return count;
    }

    private List<string> GroupsOf(string memberId)
    {
        var found = new List<string>();
        var open = new Queue<string>([memberId]);
        while (open.TryDequeue(out string? id))
        {
            foreach (ObjectLink edge in GroupMembers.Where(e => e.Id == id && !found.Contains(e.ParentId)))
            {
                found.Add(edge.ParentId);
                open.Enqueue(edge.ParentId);
            }
        }

        return found;
    }
}
