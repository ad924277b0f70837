# What the Host runs when it is told nothing: the sample tenant, scanned. Uses the language and the module alone, so that it runs where
# PowerShell's own modules are missing.
$tenant = Connect-Ed2402Tenant -Demo
$findings = @(Test-Ed2402Posture)

# The first few of each check: enough to see what a scan tells.
$most = 4
$shown = @{}
$open = @($findings | Where-Object { $_.Outcome -notin 'Pass', 'NotApplicable' })
$open | Where-Object { ++$shown[$_.CheckId] -le $most } | Out-Default

$outcomes = 'Fail', 'Warning', 'NotAssessed', 'Waived', 'NotApplicable', 'Pass'
$counts = [ordered]@{}
foreach ($finding in $findings) {
    $category = [string]$finding.Category
    if (-not $counts.Contains($category)) { $counts[$category] = @{} }
    $counts[$category][[string]$finding.Outcome]++
}

$line = '{0,-20}' + (-join (1..6 | ForEach-Object { "{$_,14}" }))
''
'Summary of {0} ({1}), read {2:yyyy-MM-dd HH:mm} UTC' -f $tenant.TenantName, $tenant.TenantId, $tenant.CollectedAt.UtcDateTime
''
$line -f (@('Category') + $outcomes)
foreach ($category in $counts.Keys) {
    $line -f (@($category) + @($outcomes | ForEach-Object { [int]$counts[$category][$_] }))
}
$line -f (@('All') + @($outcomes | ForEach-Object { $outcome = $_; $sum = 0; foreach ($count in $counts.Values) { $sum += [int]$count[$outcome] }; $sum }))
''
'At most {0} findings of each check are shown, of {1} that do not pass. All of them, and what to do about one:' -f $most, $open.Count
"  dotnet run --project src/Ed2402Posture.Host -- -Command 'Connect-Ed2402Tenant -Demo; Test-Ed2402Posture'"
"  dotnet run --project src/Ed2402Posture.Host -- -Command 'Connect-Ed2402Tenant -Demo; (Test-Ed2402Posture -CheckId INV-03)[0].Remediation'"
'These are findings of an invented tenant. Connect-Ed2402Tenant -TenantId <yours> scans a real one.'
