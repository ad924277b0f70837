using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Approvers that only settings of groups and of Azure roles name: users, and groups with groups in them, of which nothing else tells.</summary>
public sealed partial class RandomTenant
{
    private void AddOtherApprovers()
    {
        for (int i = 0; i < tenant.PimGroupPolicyAssignments.Count; i++)
        {
            RoleManagementPolicyAssignment settings = tenant.PimGroupPolicyAssignments[i];
            if (settings.Policy is { } policy && random.Next(2) == 0)
            {
                ApproverSubject approver = random.Next(2) == 0 ? new() { UserId = AnyApprover() } : new() { GroupId = ApproverGroup(2) };
                tenant.PimGroupPolicyAssignments[i] = settings with { Policy = policy with { Rules = [.. policy.Rules ?? [], Rule(approver)] } };
            }
        }

        for (int i = 0; i < tenant.AzureRolePolicyAssignments.Count; i++)
        {
            AzureRolePolicyAssignment settings = tenant.AzureRolePolicyAssignments[i];
            if (settings.Properties is { } policy && random.Next(2) == 0)
            {
                ApproverSubject approver = random.Next(2) == 0 ? new() { Id = AnyApprover(), UserType = "User" } : new() { Id = ApproverGroup(2), UserType = "Group" };
                tenant.AzureRolePolicyAssignments[i] = settings with { Properties = policy with { EffectiveRules = [.. policy.EffectiveRules ?? [], Rule(approver)] } };
            }
        }
    }

    private static RoleManagementPolicyRule Rule(ApproverSubject approver) => new() { Id = "Approval_EndUser_Assignment", Setting = new() { IsApprovalRequired = true, ApprovalStages = [new() { PrimaryApprovers = [approver] }] } };

    /// <summary>Somebody known, somebody new, or somebody who is gone.</summary>
    private string AnyApprover() => random.Next(4) switch
    {
        0 when tenant.Users.Count > 0 => One(tenant.Users).Id,
        1 => NewId(),
        _ => NewApprover(),
    };

    private string NewApprover()
    {
        User user = records.Make<User>(u => u with { Id = NewId() });
        tenant.PimApprovers.Add(user);
        return user.Id;
    }

    private string ApproverGroup(int depth)
    {
        string group = NewId(), user = NewApprover();
        Add(user, UserType, tenant.PimApprovers[^1].DisplayName);
        if (tenant.Users.Count > 0 && random.Next(2) == 0)
        {
            User known = One(tenant.Users);
            Add(known.Id, UserType, known.DisplayName);
        }

        if (depth > 0 && random.Next(2) == 0)
        {
            Add(ApproverGroup(depth - 1), GroupType, records.Text());
        }

        if (tenant.Groups.Count > 0 && random.Next(2) == 0)
        {
            Group known = One(tenant.Groups);
            Add(known.Id, GroupType, known.DisplayName);
        }

        return group;

        void Add(string id, string type, string? name) => tenant.PimApproverGroupMembers.Add(new ObjectLink { ParentId = group, Id = id, ODataType = type, DisplayName = name });
    }
}
