namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>A role or permission at one scope: what a path ends in. One instance a role and scope, made by <see cref="RoleCatalog"/>.</summary>
internal sealed class RoleAtScope
{
    /// <summary>Number of the instance, from 0.</summary>
    public required int Index { get; init; }
    public required string Name { get; init; }
    /// <summary>Id of the role definition; GUID alone for Azure; value name of a permission.</summary>
    public required string DefinitionId { get; init; }
    public required Plane Plane { get; init; }
    public required string Scope { get; init; }
    /// <summary>The scope as text names it: <c>tenant</c>, <c>subscription 'Production'</c>.</summary>
    public required string ScopeText { get; init; }
    public required int Tier { get; init; }
    /// <summary>Whether the role, whatever its scope, is one of privilege.</summary>
    public required bool Privileged { get; init; }
    /// <summary>For a permission: its sentence.</summary>
    public string? Permission { get; init; }
    /// <summary>For a directory role: the template's id, or a custom role's own.</summary>
    public string? TemplateId { get; init; }
    /// <summary>Whether a directory role may add credentials to applications in its scope.</summary>
    public bool AddsCredentials { get; init; }
    /// <summary>Groups whose members a directory role or an application permission may change in its scope.</summary>
    public GroupReach ChangesGroups { get; init; }
    /// <summary>For an Azure role: its actions.</summary>
    public AzureRating? Azure { get; init; }

    /// <summary>Whether it is a directory role, and not a permission or an Azure role.</summary>
    public bool IsDirectoryRole => Plane == Plane.Entra && Permission is null;

    /// <summary>The end of a path's sentence: <c>active Global Administrator (tenant)</c>.</summary>
    public string Text(PathState state) => Permission ?? $"{state.ToString().ToLowerInvariant()} {Name} ({ScopeText})";
}
