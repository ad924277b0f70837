BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $case = Join-Path $TestDrive leak.case.json
    New-Ed2402Case -Path $case -Title 'Leak' -Contact soc@contoso.com | Out-Null
    @(
        [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; DisplayName = 'No such app'; ExposedOn = '2026-01-05' }
        [pscustomobject]@{ Reference = '=cmd'; Kind = 'ApiKey'; DisplayName = 'Vendor'; ExposedOn = '2026-01-05' }
    ) | Import-Ed2402Exposure -CasePath $case | Out-Null
}

Describe 'New-Ed2402StatusReport' {
    It 'writes every format, says that it is not the CISA form, and adds up' {
        $files = 'md', 'html', 'csv', 'json' | ForEach-Object { Join-Path $TestDrive "initial.$_" }
        $report = New-Ed2402StatusReport -CasePath $case -Kind Initial -Path $files -WarningAction SilentlyContinue
        $report.Records | Should -Be 2
        $report.Remediated + $report.Open + $report.CannotProve + $report.NotFound + $report.NotTested | Should -Be $report.Records
        $report.Closed + $report.Outstanding | Should -Be $report.Records
        $files | ForEach-Object { Get-Content -Raw $_ | Should -Match 'not the CISA form' }
        (Import-Csv $files[2]).Reference | Should -Contain "'=cmd"
        (Get-Content -Raw $files[3] | ConvertFrom-Json).report.posture.accounts | Should -BeGreaterThan 0
        Get-Content -Raw $files[1] | Should -Not -Match '<script'
    }

    It 'says that nothing changed since the report before' {
        $second = New-Ed2402StatusReport -CasePath $case -Kind Weekly -Path (Join-Path $TestDrive week1.md) -WarningAction SilentlyContinue
        $second.Number | Should -Be 2
        $second.Changed | Should -BeFalse
        $second.Changes | Should -BeLike 'Nothing changed since report 1*'
        (Get-Content -Raw $case | ConvertFrom-Json).history[-1].kind | Should -Be Reported
    }

    It 'shows what a person says of malicious activity' {
        Set-Ed2402CaseItem -CasePath $case -Reference MAIL-1 -MaliciousActivity Yes | Out-Null
        $csv = Join-Path $TestDrive judged.csv
        New-Ed2402StatusReport -CasePath $case -Kind Update -Path $csv -WarningAction SilentlyContinue | Select-Object -ExpandProperty Changed | Should -BeTrue
        (Import-Csv $csv).MaliciousActivity | Should -Be 'Yes', 'Unknown'
    }

    It 'leaves a file that is there and knows its formats' {
        (Get-CommandError { New-Ed2402StatusReport -CasePath $case -Kind Weekly -Path (Join-Path $TestDrive week1.md) }).FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        (Get-CommandError { New-Ed2402StatusReport -CasePath $case -Kind Weekly -Path (Join-Path $TestDrive report.docx) }).FullyQualifiedErrorId | Should -BeLike 'FormatUnknown*'
    }

    It 'writes nothing with -WhatIf' {
        $entries = (Get-Content -Raw $case | ConvertFrom-Json).history.Count
        New-Ed2402StatusReport -CasePath $case -Kind Weekly -Path (Join-Path $TestDrive what.md) -WhatIf
        Join-Path $TestDrive what.md | Should -Not -Exist
        (Get-Content -Raw $case | ConvertFrom-Json).history.Count | Should -Be $entries
    }

    It 'reports what the case holds without a connection, and says so' {
        Disconnect-Ed2402Tenant
        $report = New-Ed2402StatusReport -CasePath $case -Kind Weekly -Path (Join-Path $TestDrive offline.md) -WarningVariable warned -WarningAction SilentlyContinue
        $report.Records | Should -Be 2
        "$warned" | Should -Match 'No tenant is connected'
        Get-Content -Raw (Join-Path $TestDrive offline.md) | Should -Match 'posture is not known'
    }
}
