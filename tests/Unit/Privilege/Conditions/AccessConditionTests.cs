using Ed2402Posture.Core.Privilege.Conditions;

namespace Ed2402Posture.Tests.Unit.Privilege.Conditions;

/// <summary>Conditions of Azure role assignments, as Microsoft documents their format, and what they leave of the right to assign a role.</summary>
public sealed class AccessConditionTests
{
    private const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7", Other = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string Role = "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]", Type = "@Request[Microsoft.Authorization/roleAssignments:PrincipalType]";
    private const string NotWrite = "!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})";

    [Theory]
    [InlineData($"{Role} ForAnyOfAnyValues:GuidEquals {{{Reader}, {Other}}}", Reader, true)]
    [InlineData($"{Role} ForAnyOfAnyValues:GuidEquals {{{Reader}, {Other}}}", Owner, false)]
    [InlineData($"{Role} ForAnyOfAnyValues:GuidEquals{{{Reader}}}", Owner, false)]
    [InlineData($"{Role} GuidEquals {Reader}", Owner, false)]
    [InlineData($"{Role} GuidEquals '8E3AF657-a8ff-443c-a75c-2fe8c4bcb635'", Owner, true)]
    [InlineData($"{Role} ForAnyOfAllValues:GuidNotEquals {{{Owner}, {Other}}}", Owner, false)]
    [InlineData($"{Role} ForAnyOfAllValues:GuidNotEquals {{{Owner}, {Other}}}", Reader, true)]
    [InlineData($"{Role} ForAnyOfAnyValues:GuidNotEquals {{{Owner}, {Other}}}", Owner, true)]
    [InlineData($"{Role} ForAnyOfAnyValues:GuidNotEquals {{{Owner}}}", Owner, false)]
    [InlineData($"NOT ({Role} GuidEquals {Reader})", Owner, true)]
    [InlineData($"!{Role} GuidEquals {Owner}", Owner, false)]
    [InlineData($"({NotWrite}) OR ({Role} GuidEquals {Reader})", Owner, false)]
    [InlineData($"({NotWrite}) || ({Role} GuidEquals {Reader} && {Type} StringEqualsIgnoreCase 'User')", Owner, false)]
    [InlineData($"({NotWrite}) OR ({Role} GuidEquals {Reader}) OR ({Type} StringEqualsIgnoreCase 'User')", Owner, null)]
    [InlineData($"({NotWrite}) OR {Role} GuidEquals {Reader} AND {Type} StringEqualsIgnoreCase 'User'", Reader, null)]
    [InlineData($"!(ActionMatches{{'Microsoft.Authorization/roleAssignments/delete'}}) OR ({Role} GuidEquals {Reader})", Owner, true)]
    [InlineData($"!(ActionMatches{{'Microsoft.Authorization/*'}}) OR ({Role} GuidEquals {Reader})", Owner, false)]
    [InlineData($"!(ActionMatches{{'microsoft.storage/x/read'}} AND NOT SubOperationMatches{{'Blob.List'}}) OR @Resource[a:b] StringEquals 'it\\'s'", Owner, true)]
    [InlineData($"@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] GuidEquals {Reader}", Owner, null)]
    [InlineData($"@Environment[UtcNow] DateTimeLessThan '2026-01-01T00:00:00Z'", Owner, null)]
    [InlineData($"Exists @Principal[a:b] AND {Role} GuidEquals {Reader}", Owner, false)]
    [InlineData($"{Role} GuidEquals {{{Reader}, {Other}}}", Owner, null)]
    [InlineData($"{Role} ForAnyOfAnyValues:StringEquals {{'{Reader}'}}", Owner, null)]
    public void A_condition_allows_a_role_or_forbids_it_or_leaves_it_open(string condition, string role, bool? allows) =>
        Assert.Equal(allows, ConditionParser.Parse(condition)!.Allows(AccessRequest.ToAssign(role)));

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData($"({Role} GuidEquals {Reader}")]
    [InlineData($"{Role} GuidEquals {Reader})")]
    [InlineData($"{Role} GuidEquals {{{Reader}")]
    [InlineData($"{Role} GuidEquals {{}}")]
    [InlineData($"{Role} GuidEquals 'open")]
    [InlineData("@Request GuidEquals x")]
    [InlineData($"{Role} GuidEquals {Reader} AND")]
    [InlineData($"{Role} GuidEquals {Reader} XOR {Role} GuidEquals {Owner}")]
    [InlineData($"{Role} & {Role}")]
    [InlineData("ActionMatches")]
    [InlineData("SubOperationMatches{")]
    [InlineData("Exists 'x'")]
    public void What_is_not_written_as_a_condition_is_not_read(string condition) => Assert.Null(ConditionParser.Parse(condition));

    [Fact]
    public void A_condition_of_very_many_brackets_is_not_read() => Assert.Null(ConditionParser.Parse(new string('(', 100_000) + "x"));

    [Fact]
    public void Writing_roles_is_another_action()
    {
        AccessCondition condition = ConditionParser.Parse($"{NotWrite} OR {Role} GuidEquals {Reader}")!;
        Assert.True(condition.Allows(AccessRequest.ToDefine));
    }
}
