# What the Host runs when it is told nothing: the sample tenant, scanned. Uses the language and the module alone, so that it runs where
# PowerShell's own modules are missing.
$tenant = Connect-Ed2402Tenant -Demo
$findings = @(Test-Ed2402Posture)
$findings | Where-Object Outcome -NE Pass | Out-Default

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
'These are findings of an invented tenant. Connect-Ed2402Tenant -TenantId <yours> scans a real one.'
