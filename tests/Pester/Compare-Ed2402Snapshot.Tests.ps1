BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $old = Join-Path $TestDrive old
    Export-Ed2402Snapshot -Path $old | Out-Null
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Compare-Ed2402Snapshot' {
    It 'finds nothing between a tenant and itself' {
        Compare-Ed2402Snapshot -ReferencePath $old | Should -BeNullOrEmpty
        Compare-Ed2402Snapshot $old $old | Should -BeNullOrEmpty
    }

    Context 'when a role assignment is missing in the older snapshot' {
        BeforeAll {
            $before = Join-Path $TestDrive before
            Copy-Item -Path $old -Destination $before -Recurse
            $admins = (Get-Content -Path (Join-Path $before roleDefinitions.ndjson) | Where-Object { $_ } | ConvertFrom-Json | Where-Object displayName -EQ 'Global Administrator').id
            $gone = @(Get-Content -Path (Join-Path $before roleAssignments.ndjson) | Where-Object { $_ } | ConvertFrom-Json | Where-Object roleDefinitionId -EQ $admins)[0]
            $manifest = Get-Content -Path (Join-Path $before manifest.json) -Raw | ConvertFrom-Json
            foreach ($name in 'roleAssignments', 'roleAssignmentScheduleInstances') {
                $file = Join-Path $before "$name.ndjson"
                $lines = @(Get-Content -Path $file | Where-Object { $_ } | Where-Object { $row = $_ | ConvertFrom-Json; $row.principalId -ne $gone.principalId -or $row.roleDefinitionId -ne $admins })
                [System.IO.File]::WriteAllText($file, (($lines -join "`n") + "`n"))
                $entry = $manifest.datasets | Where-Object name -EQ $name
                $entry.items = $lines.Count
                $entry.sha256 = (Get-FileHash -Path $file -Algorithm SHA256).Hash.ToLowerInvariant()
            }
            $manifest | ConvertTo-Json -Depth 20 | Set-Content -Path (Join-Path $before manifest.json)
            $changes = @(Compare-Ed2402Snapshot -ReferencePath $before)
        }

        It 'tells what was added' {
            $id = $gone.principalId
            $changes | Where-Object { $_.SubjectId -eq $id -and $_.Kind -eq 'Added' -and $_.Area -in 'PrivilegedAccount', 'Path' } | Should -Not -BeNullOrEmpty
        }

        It 'tells the opposite the other way round' {
            $id = $gone.principalId
            Compare-Ed2402Snapshot $old $before -Kind Removed -Area PrivilegedAccount, Path | Where-Object SubjectId -EQ $id | Should -Not -BeNullOrEmpty
        }

        It 'gives flat objects' { Get-TypeNameCell $changes | Should -BeNullOrEmpty }

        It 'leaves out other areas' {
            Compare-Ed2402Snapshot $before $old -Area Credential | Should -BeNullOrEmpty
        }
    }

    It 'ends with one error on a path where nothing is' {
        (Get-CommandError { Compare-Ed2402Snapshot (Join-Path $TestDrive nowhere.zip) }).FullyQualifiedErrorId | Should -BeLike 'SnapshotNotFound*'
    }
}
