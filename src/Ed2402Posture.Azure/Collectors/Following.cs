using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Takes part in following groups of privilege to whoever is, or may become, a member.</summary>
internal interface IFollowsGroups;

/// <summary>Takes part in following workloads of privilege to whoever may sign in as them.</summary>
internal interface IFollowsWorkloads;

/// <summary>How collectors follow privilege together.</summary>
internal static class Following
{
    /// <summary>Reads group after group until nobody finds more.</summary>
    public static Task FollowGroupsAsync(this CollectionContext context, Collector participant, Func<IReadOnlyList<string>, Task> read, CancellationToken cancellationToken)
    {
        context.Groups.Start(() => PrivilegeScope.Groups(context.ToSnapshot()));
        return FollowAsync(context.Groups, participant, read, cancellationToken);
    }

    /// <summary>Reads service principal after service principal until nobody finds more.</summary>
    public static Task FollowWorkloadsAsync(this CollectionContext context, Collector participant, Func<IReadOnlyList<string>, Task> read, CancellationToken cancellationToken)
    {
        context.Workloads.Start(() => PrivilegeScope.Workloads(context.ToSnapshot()));
        return FollowAsync(context.Workloads, participant, read, cancellationToken);
    }

    /// <summary>The datasets by which workloads are found to be privileged: all but those that follow from them.</summary>
    public static IReadOnlyList<DatasetDefinition> WhatMakesWorkloadsPrivileged { get; } =
        [.. PrivilegeNeeds.Paths.Select(n => n.Dataset).Except([Datasets.ApplicationOwners, Datasets.ServicePrincipalOwners, Datasets.FederatedIdentityCredentials])];

    /// <summary>Without these nothing is known of which workloads are privileged.</summary>
    public static IReadOnlyList<DatasetDefinition> WhatWorkloadsRestOn { get; } = [.. Foundations.Roles, Datasets.Applications, Datasets.ServicePrincipals, Datasets.AppRoleAssignments];

    private static async Task FollowAsync(Frontier frontier, Collector participant, Func<IReadOnlyList<string>, Task> read, CancellationToken cancellationToken)
    {
        int taken = 0;
        while (await frontier.NextAsync(participant, taken, cancellationToken).ConfigureAwait(false) is { } some)
        {
            taken += some.Count;
            await read(some).ConfigureAwait(false);
        }
    }
}
