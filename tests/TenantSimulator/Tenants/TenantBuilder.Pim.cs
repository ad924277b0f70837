using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>PIM settings of a role, in the words of the portal.</summary>
public sealed record PimSettings
{
    /// <summary>Longest activation, as <c>PT8H</c>.</summary>
    public string Activation { get; init; } = "PT8H";
    /// <summary>Ids of approvers, users or groups; null when no approval is needed.</summary>
    public IReadOnlyList<string>? ApproverUserIds { get; init; }
    /// <summary>Authentication context of activation, as <c>c1</c>; null asks for multifactor authentication instead.</summary>
    public string? AuthenticationContext { get; init; }
    public bool RequireMfa { get; init; } = true;
    public bool PermanentEligible { get; init; }
    public bool PermanentActive { get; init; }
    public string MaximumEligible { get; init; } = "P365D";
    public string MaximumActive { get; init; } = "P180D";
    public IReadOnlyList<string> NotificationRecipients { get; init; } = [];
    /// <summary>Ids of rules that the policy lacks.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
}

public sealed partial class TenantBuilder
{
    public List<RoleManagementPolicyAssignment> PimGroupPolicyAssignments { get; } = [];
    public List<AzureRolePolicyAssignment> AzureRolePolicyAssignments { get; } = [];

    public List<ObjectLink> PimApproverGroupMembers { get; } = [];
    public List<User> PimApprovers { get; } = [];
    private readonly Dictionary<string, string> otherGroups = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A user of whom nothing tells but settings of PIM that name them as an approver.</summary>
    public string OtherApprover(string name, Func<User, User>? with = null)
    {
        string id = User(name, with);
        PimApprovers.Add(Users.Find(u => u.Id == id)!);
        Users.RemoveAll(u => u.Id == id);
        SignInActivity.RemoveAll(a => a.Id == id);
        return id;
    }

    /// <summary>A group of which nothing tells but settings of PIM that name it as an approver, or its nesting in such a one.</summary>
    public string OtherApproverGroup(string name, params IReadOnlyList<string> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        string id = Group(name);
        Groups.RemoveAll(g => g.Id == id);
        otherGroups[id] = name;
        PimApproverGroupMembers.AddRange(members.Select(m => new ObjectLink { ParentId = id, Id = m, ODataType = objectTypes.GetValueOrDefault(m), DisplayName = NameOf(m) }));
        return id;
    }

    private const string RuleType = "#microsoft.graph.unifiedRoleManagementPolicy";

    /// <summary>PIM settings of a directory role, with the seventeen rules that the service has.</summary>
    public TenantBuilder PimPolicy(string role, PimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string roleId = RoleId(role);
        string policyId = $"DirectoryRole_{TenantId}_{Id($"policy:{roleId}")}";
        RoleManagementPolicyAssignments.Add(new RoleManagementPolicyAssignment
        {
            Id = $"{policyId}_{roleId}", PolicyId = policyId, RoleDefinitionId = roleId, ScopeId = "/", ScopeType = "DirectoryRole",
            Policy = new RoleManagementPolicy { Id = policyId, DisplayName = "DirectoryRole", LastModifiedDateTime = Now.AddDays(-150), Rules = [.. Rules(settings).Where(r => !settings.Without.Contains(r.Id))] },
        });
        return this;
    }

    /// <summary>PIM settings of a group: those of its members, or of its owners.</summary>
    public TenantBuilder PimGroupPolicy(string groupId, PimSettings settings, bool owners = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string access = owners ? "owner" : "member", policyId = $"Group_{groupId}_{Id($"policy:{groupId}|{access}")}";
        PimGroupPolicyAssignments.Add(new RoleManagementPolicyAssignment
        {
            Id = $"{policyId}_{access}", PolicyId = policyId, RoleDefinitionId = access, ScopeId = groupId, ScopeType = "Group",
            Policy = new RoleManagementPolicy { Id = policyId, DisplayName = "Group", LastModifiedDateTime = Now.AddDays(-150), Rules = [.. Rules(settings).Where(r => !settings.Without.Contains(r.Id))] },
        });
        return this;
    }

    /// <summary>PIM settings of an Azure role at a scope.</summary>
    public TenantBuilder PimAzurePolicy(string role, string scope, PimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string definition = AzureRole(role).Id, guid = definition[(definition.LastIndexOf('/') + 1)..], policy = Id($"azure policy:{role}|{scope}"), authorization = $"{scope}/providers/Microsoft.Authorization/";
        AzureRolePolicyAssignments.Add(new AzureRolePolicyAssignment
        {
            Id = $"{authorization}roleManagementPolicyAssignment/{policy}_{guid}", Name = $"{policy}_{guid}", Type = "Microsoft.Authorization/RoleManagementPolicyAssignment",
            Properties = new AzureRolePolicyProperties { Scope = scope, RoleDefinitionId = $"{authorization}roleDefinitions/{guid}", PolicyId = $"{authorization}roleManagementPolicies/{policy}", EffectiveRules = [.. Rules(settings).Where(r => !settings.Without.Contains(r.Id)).Select(InAzure)] },
        });
        return this;
    }

    /// <summary>Azure names no types, and approvers in its own way.</summary>
    private RoleManagementPolicyRule InAzure(RoleManagementPolicyRule rule) => rule with
    {
        ODataType = null,
        Setting = rule.Setting is null ? null : rule.Setting with { ApprovalStages = [.. rule.Setting.ApprovalStages!.Select(s => s with { PrimaryApprovers = [.. s.PrimaryApprovers!.Select(InAzure)] })] },
    };

    private ApproverSubject InAzure(ApproverSubject approver) => new() { Id = approver.UserId ?? approver.GroupId, UserType = approver.GroupId is null ? "User" : "Group", Description = NameOf((approver.UserId ?? approver.GroupId)!) };

    private List<RoleManagementPolicyRule> Rules(PimSettings settings)
    {
        var rules = new List<RoleManagementPolicyRule>
        {
            new() { ODataType = RuleType + "ExpirationRule", Id = "Expiration_Admin_Eligibility", IsExpirationRequired = !settings.PermanentEligible, MaximumDuration = settings.MaximumEligible, Target = Target("Admin", "Eligibility") },
            new() { ODataType = RuleType + "EnablementRule", Id = "Enablement_Admin_Eligibility", EnabledRules = [], Target = Target("Admin", "Eligibility") },
            new() { ODataType = RuleType + "ExpirationRule", Id = "Expiration_Admin_Assignment", IsExpirationRequired = !settings.PermanentActive, MaximumDuration = settings.MaximumActive, Target = Target("Admin", "Assignment") },
            new() { ODataType = RuleType + "EnablementRule", Id = "Enablement_Admin_Assignment", EnabledRules = ["Justification"], Target = Target("Admin", "Assignment") },
            new() { ODataType = RuleType + "ExpirationRule", Id = "Expiration_EndUser_Assignment", IsExpirationRequired = true, MaximumDuration = settings.Activation, Target = Target("EndUser", "Assignment") },
            new() { ODataType = RuleType + "EnablementRule", Id = "Enablement_EndUser_Assignment", EnabledRules = settings.RequireMfa && settings.AuthenticationContext is null ? ["MultiFactorAuthentication", "Justification"] : ["Justification"], Target = Target("EndUser", "Assignment") },
            new() { ODataType = RuleType + "ApprovalRule", Id = "Approval_EndUser_Assignment", Setting = Approval(settings.ApproverUserIds), Target = Target("EndUser", "Assignment") },
            new() { ODataType = RuleType + "AuthenticationContextRule", Id = "AuthenticationContext_EndUser_Assignment", IsEnabled = settings.AuthenticationContext is not null, ClaimValue = settings.AuthenticationContext, Target = Target("EndUser", "Assignment") },
        };
        foreach ((string caller, string level) in ((string, string)[])[("Admin", "Eligibility"), ("Admin", "Assignment"), ("EndUser", "Assignment")])
        {
            foreach (string recipient in (string[])["Admin", "Requestor", "Approver"])
            {
                rules.Add(new() { ODataType = RuleType + "NotificationRule", Id = $"Notification_{recipient}_{caller}_{level}", NotificationType = "Email", RecipientType = recipient, NotificationLevel = "All", IsDefaultRecipientsEnabled = true, NotificationRecipients = recipient == "Admin" ? settings.NotificationRecipients : [], Target = Target(caller, level) });
            }
        }

        return rules;
    }

    private static PolicyRuleTarget Target(string caller, string level) => new() { Caller = caller, Operations = ["all"], Level = level };

    private ApprovalSettings Approval(IReadOnlyList<string>? approvers) => new()
    {
        IsApprovalRequired = approvers is not null, IsApprovalRequiredForExtension = false, IsRequestorJustificationRequired = true, ApprovalMode = "SingleStage",
        ApprovalStages =
        [
            new() { ApprovalStageTimeOutInDays = 1, IsApproverJustificationRequired = true, IsEscalationEnabled = false, PrimaryApprovers = [.. (approvers ?? []).Select(Approver)], EscalationApprovers = [] },
        ],
    };

    private ApproverSubject Approver(string id) => objectTypes.GetValueOrDefault(id) == "#microsoft.graph.group"
        ? new() { ODataType = "#microsoft.graph.groupMembers", GroupId = id }
        : new() { ODataType = "#microsoft.graph.singleUser", UserId = id };
}
