using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.ConditionalAccess.Verification;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Errors;

/// <summary>Every error of the module. The id is a contract: scripts and tests rely on it. The target is what the user gave; the recommended
/// action says what to do next.</summary>
internal static class ErrorRecords
{
    /// <summary>A cmdlet that reads a tenant ran before a connection was made.</summary>
    public static ErrorRecord NotConnected(string command) => Create(
        "NotConnected", ErrorCategory.ConnectionError, command,
        $"{command} needs a tenant, and this PowerShell session is connected to none.",
        "Run Connect-Ed2402Tenant (with -Demo for the sample tenant) or Import-Ed2402Snapshot first.");

    /// <summary>Two ways to sign in at once.</summary>
    public static ErrorRecord SignInMethodConflict(IReadOnlyList<string> parameters) => Create(
        "SignInMethodConflict", ErrorCategory.InvalidArgument, string.Join(", ", parameters),
        $"{Words([.. parameters.Select(p => "-" + p)])} each choose a way to sign in; only one can be used.",
        "Keep the one that you want. Without any of them the browser is used.");

    /// <summary>A way to sign in without a parameter that it needs.</summary>
    public static ErrorRecord ParameterMissing(string parameter, IReadOnlyList<string> missing) => Create(
        "ParameterMissing", ErrorCategory.InvalidArgument, parameter,
        $"-{parameter} also needs {Words([.. missing.Select(p => "-" + p)])}.",
        $"Add {Words([.. missing.Select(p => "-" + p)])}; Get-Help Connect-Ed2402Tenant -Examples shows each way to sign in.");

    /// <summary>A parameter that the chosen way to sign in does not take.</summary>
    public static ErrorRecord ParameterNotTaken(string parameter, string way, IReadOnlyList<string> takers) => Create(
        "ParameterNotTaken", ErrorCategory.InvalidArgument, parameter,
        $"-{parameter} does not go with {(way.Contains(' ', StringComparison.Ordinal) ? "a sign-in in " + way : "-" + way)}.",
        takers.Count == 0 ? $"Leave -{parameter} out." : $"Leave -{parameter} out; it goes with {Words([.. takers.Select(t => t.Contains(' ', StringComparison.Ordinal) ? t : "-" + t)])}.");

    /// <summary>A tenant that is neither an id nor a domain.</summary>
    public static ErrorRecord TenantIdInvalid(string value) => Create(
        "TenantIdInvalid", ErrorCategory.InvalidArgument, value,
        $"-TenantId '{value}' is neither a tenant id (a GUID) nor a domain.",
        "Give the tenant id from the overview page of the Microsoft Entra admin centre, or a verified domain such as contoso.onmicrosoft.com.");

    /// <summary>An application id that is not a GUID.</summary>
    public static ErrorRecord ClientIdInvalid(string value) => Create(
        "ClientIdInvalid", ErrorCategory.InvalidArgument, value,
        $"-ClientId '{value}' is not an application (client) id: those are GUIDs.",
        "Give the 'Application (client) ID' from the app registration, not its name or object id.");

    /// <summary>An endpoint that is not https.</summary>
    public static ErrorRecord EndpointNotHttps(string value, string parameter) => Create(
        "EndpointNotHttps", ErrorCategory.SecurityError, value,
        $"-{parameter} '{value}' is not https: tokens never travel unencrypted.",
        $"Give -{parameter} as https://host.");

    /// <summary>An endpoint that is no root address.</summary>
    public static ErrorRecord EndpointInvalid(string value, string parameter) => Create(
        "EndpointInvalid", ErrorCategory.InvalidArgument, value,
        $"-{parameter} '{value}' is not the root address of a service.",
        $"Give -{parameter} as https://host, without path, query or user name.");

    /// <summary>No certificate of that thumbprint.</summary>
    public static ErrorRecord CertificateNotFound(string thumbprint) => Create(
        "CertificateNotFound", ErrorCategory.ObjectNotFound, thumbprint,
        $"No certificate with thumbprint '{thumbprint}' is in the personal store of this user or machine.",
        "Check the thumbprint, and that the certificate was imported for the account that runs this; or use -CertificatePath.");

    /// <summary>A certificate that cannot sign.</summary>
    public static ErrorRecord CertificateWithoutKey(object given, string subject) => Create(
        "CertificateWithoutKey", ErrorCategory.InvalidArgument, given,
        $"The certificate '{subject}' has no private key, or this account may not use it.",
        "Use a PFX or PEM file with the private key, or give the account the right to read the key.");

    /// <summary>A certificate that is out of its time.</summary>
    public static ErrorRecord CertificateExpired(object given, string subject, DateTime notAfter) => Create(
        "CertificateExpired", ErrorCategory.InvalidArgument, given,
        string.Create(CultureInfo.InvariantCulture, $"The certificate '{subject}' expired on {notAfter:yyyy-MM-dd HH:mm} UTC."),
        "Make a new certificate, add it to the app registration, and sign in with it.");

    /// <summary>A settings file that says something that is not a setting.</summary>
    public static ErrorRecord SettingsInvalid(string path, SettingsException exception) => Create(
        "SettingsInvalid", ErrorCategory.InvalidData, path,
        $"The settings are not valid: {exception.Message}",
        "Mend the file where the message says; settings.schema.json in the module's folder describes every setting.", exception);

    /// <summary>-Refresh where there is nothing to read from anew.</summary>
    public static ErrorRecord RefreshWithoutTenant(string command, string source) => Create(
        "RefreshWithoutTenant", ErrorCategory.InvalidOperation, command,
        $"{command} -Refresh cannot read anew: this session shows {source}, not a tenant that is signed in to.",
        "Leave -Refresh out, or sign in with Connect-Ed2402Tenant.");

    /// <summary>A plan without a tenant that could be scanned.</summary>
    public static ErrorRecord PlanWithoutTenant(string command, string source) => Create(
        "PlanWithoutTenant", ErrorCategory.InvalidOperation, command,
        $"{command} -Plan has nothing to plan: this session shows {source}, not a tenant that is signed in to.",
        "Leave -Plan out, or sign in with Connect-Ed2402Tenant.");

    /// <summary>-VerifyOnline where nobody is signed in.</summary>
    public static ErrorRecord VerifyWithoutTenant(string command, string source) => Create(
        "VerifyWithoutTenant", ErrorCategory.InvalidOperation, command,
        $"{command} -VerifyOnline asks Microsoft Graph, and this session shows {source}, not a tenant that is signed in to.",
        "Leave -VerifyOnline out, or sign in with Connect-Ed2402Tenant.");

    /// <summary>Microsoft Graph's What If evaluation refused. Not terminating: what this module found stands unverified.</summary>
    public static ErrorRecord VerificationRefused(string account, string reason) => Create(
        "VerificationRefused", ErrorCategory.PermissionDenied, account,
        $"Microsoft Graph's What If evaluation of conditional access did not answer: {reason}. Nothing further was asked.",
        "Grant Policy.Read.ConditionalAccess (or Policy.Read.All), wait for the consent to reach a new token, and run the command again; without -VerifyOnline it needs no answer.");

    /// <summary>Microsoft Graph judges a sign-in otherwise than this module. Not terminating.</summary>
    /// <param name="verification">The sign-in, with our answer.</param>
    /// <param name="answer">The service's answer.</param>
    /// <param name="difference">What they differ in.</param>
    /// <param name="readAt">When the policies were read (UTC).</param>
    public static ErrorRecord ConditionalAccessDisagrees(SignInVerification verification, WhatIfAnswer answer, string difference, DateTimeOffset readAt) => Create(
        "ConditionalAccessDisagrees", ErrorCategory.InvalidResult, verification.Account,
        string.Create(CultureInfo.InvariantCulture, $"{verification.Account} to {verification.Target} ({verification.SignIn}): {difference}. This module: {verification.OurAnswer}. Microsoft Graph: {SignInVerification.TheirAnswer(answer)}. Unless policies or memberships changed after they were read ({readAt:yyyy-MM-dd HH:mm} UTC), this is an error of this module, not of the tenant, for {verification.Accounts} account(s)."),
        "Run it again with -Refresh. If it stays, report it to the project with this message and the policies named, and rely on Microsoft Graph's answer.");

    /// <summary>A path that is not in the file system.</summary>
    public static ErrorRecord NotFileSystem(string path, string parameter) => Create(
        "PathNotFileSystem", ErrorCategory.InvalidArgument, path,
        $"-{parameter} '{path}' is not a path of the file system.",
        $"Give -{parameter} the path of a file.");

    /// <summary>A file that is to be read and is not there.</summary>
    public static ErrorRecord FileNotFound(string path, string parameter) => Create(
        "FileNotFound", ErrorCategory.ObjectNotFound, path,
        $"-{parameter}: there is no file '{path}'.",
        "Check the path; relative paths start at the current location.");

    /// <summary>A file that is to be written into a folder that is not there.</summary>
    public static ErrorRecord FolderNotFound(string path, string folder, string parameter) => Create(
        "FolderNotFound", ErrorCategory.ObjectNotFound, path,
        $"-{parameter}: the folder '{folder}' does not exist.",
        "Create the folder first, or choose another path.");

    /// <summary>A graph is to be written to a file whose ending names no format.</summary>
    public static ErrorRecord GraphFormatUnknown(string path) => Create(
        "GraphFormatUnknown", ErrorCategory.InvalidArgument, path,
        $"The ending of '{path}' names no format of a graph.",
        "Let the name end in .json, .dot, .gv, .graphml, .mmd or .mermaid, or name the format with -Format.");

    /// <summary>A file that is to be written is there already.</summary>
    public static ErrorRecord FileExists(string path) => Create(
        "FileExists", ErrorCategory.ResourceExists, path,
        $"The file '{path}' exists already and was left as it is.",
        "Choose another path, or add -Force to replace the file.");

    /// <summary>A file that is to be written, whose name does not say its format.</summary>
    public static ErrorRecord FormatUnknown(string path, string parameter, IReadOnlyList<string> endings) => Create(
        "FormatUnknown", ErrorCategory.InvalidArgument, path,
        $"-{parameter} '{path}' does not say in which format the file is wanted.",
        $"Let the name end in {string.Join(", ", endings)}.");

    /// <summary>A snapshot is to be written, and not one dataset could be read.</summary>
    public static ErrorRecord NothingRead(string path, string reason) => Create(
        "NothingRead", ErrorCategory.ConnectionError, path,
        $"Nothing could be read, so no snapshot was written, and what is at '{path}' was left as it is. {reason}.",
        "Check the network between this machine and the services, then run the command again in a new session or with -Refresh.");

    /// <summary>-Since with a snapshot of another tenant.</summary>
    public static ErrorRecord SinceOtherTenant(string path, string tenantId) => Create(
        "SinceOtherTenant", ErrorCategory.InvalidArgument, path,
        $"-Since '{path}' is a snapshot of another tenant ({tenantId}).",
        "Give an earlier snapshot of the tenant that this session is connected to.");

    /// <summary>A check id, with wildcards or without, that no check has.</summary>
    public static ErrorRecord UnknownCheck(string id) => Create(
        "UnknownCheck", ErrorCategory.ObjectNotFound, id,
        $"No check has the id '{id}'.{Nearest.DidYouMean(id, CheckCatalogue.All.Select(c => c.Metadata.Id))}",
        "Get-Ed2402Check lists all checks; ids look like PIM-01, and wildcards are allowed.");

    /// <summary>A category that no check has.</summary>
    public static ErrorRecord UnknownCategory(string category)
    {
        IReadOnlyList<string> known = [.. CheckCatalogue.All.Select(c => c.Metadata.Category.ToString()).Distinct()];
        return Create(
            "UnknownCategory", ErrorCategory.ObjectNotFound, category,
            $"No check has the category '{category}'.{Nearest.DidYouMean(category, known)}",
            $"Use one of {Words(known)}; wildcards are allowed.");
    }

    /// <summary>A reference, with wildcards or without, that no check has.</summary>
    public static ErrorRecord UnknownReference(string reference) => Create(
        "UnknownReference", ErrorCategory.ObjectNotFound, reference,
        $"No check refers to '{reference}'.{Nearest.DidYouMean(reference, CheckCatalogue.All.SelectMany(c => c.Metadata.References).Select(r => r[(r.LastIndexOf(' ') + 1)..]))}",
        "Use an id as MS.AAD.3.1v1, AC-6(1) or T1078.004, or wildcards as MS.AAD.7.* or CIS*; docs/checks/README.md lists the policies of SCuBA that no check refers to.");

    /// <summary>A name without wildcards that nothing has. Not terminating: other names may be there.</summary>
    /// <param name="name">What the user gave.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="what">What has no such name, as <c>privileged account</c>.</param>
    /// <param name="unread">What could not be read; empty when nothing.</param>
    public static ErrorRecord NameNotFound(string name, string parameter, string what, string unread) => Create(
        "NameNotFound", ErrorCategory.ObjectNotFound, name,
        unread.Length == 0 ? $"-{parameter}: no {what} is called '{name}'." : $"-{parameter}: among what could be read, no {what} is called '{name}' ({unread}).",
        $"Give the whole name or the id, or use wildcards: -{parameter} '{name}*'. Tab completion offers what was read.");

    /// <summary>A row of an exposure list that is wrong or seems to hold a secret's value; nothing of it but line and reference is shown.</summary>
    public static ErrorRecord ExposureRowRefused(RefusedRow row, string? path) => Create(
        "ExposureRowRefused", ErrorCategory.InvalidData, row.Reference ?? string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"),
        string.Create(CultureInfo.InvariantCulture, $"{(path is null ? "Input" : System.IO.Path.GetFileName(path))}, line {row.Line}{(row.Reference is null ? "" : $" ({row.Reference})")}: {row.Reasons}."),
        "Mend the row and import the list again; rows that are kept already are not added twice. docs/exposure.md describes the columns.");

    /// <summary>A record that the case does not have.</summary>
    public static ErrorRecord CaseRecordNotFound(string name, string parameter) => Create(
        "CaseRecordNotFound", ErrorCategory.ObjectNotFound, name, $"The case has no record of -{parameter} '{name}'.", "Get-Ed2402Case -Item lists the records with their references and ids.");

    /// <summary>Turns what work threw into a record: known errors keep their id, the rest becomes <c>Unexpected</c>.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="target">What the user gave, or the command's name where there is nothing better.</param>
    public static ErrorRecord From(Exception exception, object? target) => exception switch
    {
        CmdletErrorException known => known.Record,
        SnapshotException snapshot => Create(snapshot.ErrorId, ErrorCategory.InvalidData, target, snapshot.Message, snapshot.RecommendedAction, snapshot),
        ExposureException exposure => Create(exposure.ErrorId, ErrorCategory.InvalidData, target, exposure.Message, exposure.RecommendedAction, exposure),
        SignInException signIn => Create(signIn.ErrorId, ErrorCategory.AuthenticationError, target, signIn.Message, signIn.RecommendedAction, signIn),
        IOException or UnauthorizedAccessException => Create(
            "FileNotAccessible", ErrorCategory.WriteError, target, $"A file could not be read or written: {exception.Message}",
            "Check that the folder exists, that you may write there and that there is room.", exception),
        _ => Create(
            "Unexpected", ErrorCategory.NotSpecified, target,
            $"An error that the module did not expect: {exception.Message}",
            "Run the command again with -Verbose; if it stays, report it with the output of $Error[0] | Format-List * -Force.", exception),
    };

    /// <summary>The record as an exception, to leave work that runs off the pipeline thread.</summary>
    public static CmdletErrorException ToException(this ErrorRecord record) => new(record);

    private static string Words(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    private static ErrorRecord Create(string id, ErrorCategory category, object? target, string message, string recommendedAction, Exception? cause = null) =>
        new(new InvalidOperationException(message, cause), id, category, target)
        {
            ErrorDetails = RecommendedAction.Details(message, recommendedAction),
        };
}
