namespace Ed2402Posture.Core.Credentials;

/// <summary>Whom a subject of GitHub's tokens stands for. Formats: GitHub 'OpenID Connect reference', 'Customizing the subject claims' (2026).</summary>
internal static class GitHubSubject
{
    private static readonly string[] Repositories = ["repository:", "repository_id:", "job_workflow_ref:", "workflow_ref:"];
    private static readonly string[] Contexts = [":ref:", ":environment:", "job_workflow_ref:", "workflow_ref:"];

    /// <summary>What a pattern trusts whose fixed beginning leads no further than these.</summary>
    private static readonly (string Context, string Wide)[] Wides =
    [
        ("ref:refs/heads/", "it trusts any branch of the repository"), ("ref:refs/tags/", "it trusts any tag of the repository"),
        ("environment:", "it trusts any environment of the repository"), ("pull_request", "it trusts every pull request to the repository"),
    ];

    /// <summary>Whom beside the one workload meant it trusts; null when nobody.</summary>
    /// <param name="subject">The subject, or a pattern of subjects.</param>
    /// <param name="isPattern">Whether stars and question marks in it are wildcards.</param>
    public static string? TooWide(string subject, bool isPattern)
    {
        if (subject.StartsWith("repository_owner", StringComparison.OrdinalIgnoreCase))
        {
            return "it trusts the whole GitHub organisation";
        }

        // repo:owner/name:context
        string[] parts = subject.Split(':', 3);
        if (!string.Equals(parts[0], "repo", StringComparison.OrdinalIgnoreCase))
        {
            return Customized(subject, isPattern);
        }

        string[] repository = parts.ElementAtOrDefault(1)?.Split('/', 2) ?? [];
        string context = parts.ElementAtOrDefault(2) ?? "";
        int wildcard = isPattern ? context.AsSpan().IndexOfAny('*', '?') : -1;
        return isPattern && (repository.Length < 2 || SubjectTrust.HasWildcard(repository[0]) || repository[1] is "*" or "") ? "it trusts the whole GitHub organisation"
            : isPattern && SubjectTrust.HasWildcard(repository[1]) ? "it trusts every repository whose name fits"
            : context.Length == 0 ? "it trusts any branch of the repository"
            : context.StartsWith("pull_request", StringComparison.OrdinalIgnoreCase) ? "it trusts every pull request to the repository"
            : wildcard >= 0 ? Array.Find(Wides, w => w.Context.StartsWith(context[..wildcard], StringComparison.OrdinalIgnoreCase)).Wide
            : null;
    }

    /// <summary>An organisation may have its repositories make other subjects. One that names neither repository nor workflow can be had by anyone on GitHub who does the same.</summary>
    private static string? Customized(string subject, bool isPattern) =>
        isPattern && SubjectTrust.HasWildcard(subject) ? "its subject is a pattern"
        : !Array.Exists(Repositories, key => subject.Contains(key, StringComparison.OrdinalIgnoreCase)) ? "it names no repository, so that anyone on GitHub can have such a subject"
        : !Array.Exists(Contexts, key => subject.Contains(key, StringComparison.OrdinalIgnoreCase)) ? "it trusts any branch of the repository"
        : null;
}
