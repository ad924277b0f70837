namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Names for what policies refer to by id.</summary>
internal interface IMembershipNames
{
    /// <summary>A group, with the way the account comes into it: <c>group 'CA-Exclusions' (through 'IT Staff')</c>.</summary>
    string Group(string accountId, string groupId);

    /// <summary>A role's name.</summary>
    string Role(string templateId);
}
