using System.Text.RegularExpressions;

namespace Ed2402Posture.Core.Checks;

/// <summary>What the condition of an Azure role assignment leaves of the right to assign roles, read as the portal writes it ('Delegate Azure access management to
/// others', 2025): it names role definitions that may be given, or that may not.</summary>
internal static partial class DelegationCondition
{
    private const string AssignRoles = "Microsoft.Authorization/roleAssignments/write";

    /// <summary>Why a condition bounds nothing, as the end of a sentence; null when it limits the roles that may be given to such as assign no roles themselves.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="assigning">Ids of the role definitions whose holders may assign roles.</param>
    public static string? Lack(string? condition, IReadOnlyCollection<string> assigning)
    {
        if (condition?.Contains(AssignRoles, StringComparison.OrdinalIgnoreCase) != true)
        {
            return condition is null ? "there is no condition" : "its condition says nothing of role assignments";
        }

        Match[] limits = Roles().Matches(condition).ToArray();
        if (limits.Length == 0)
        {
            return "its condition does not say which roles";
        }

        foreach (Match limit in limits)
        {
            bool named = !limit.Groups["not"].Success;
            HashSet<string> ids = Ids().Matches(limit.Groups["ids"].Value).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (assigning.Any(role => ids.Contains(role) == named))
            {
                return "its condition allows to give roles that assign roles in turn";
            }
        }

        return null;
    }

    [GeneratedRegex(@"@Request\[Microsoft\.Authorization/roleAssignments:RoleDefinitionId\]\s*\S*?Guid(?<not>Not)?Equals\s*\{(?<ids>[^}]*)\}", RegexOptions.IgnoreCase)]
    private static partial Regex Roles();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Ids();
}
