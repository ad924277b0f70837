BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'Set-Ed2402CaseItem' {
    BeforeEach {
        $case = Join-Path $TestDrive item.case.json
        New-Ed2402Case -Path $case -Title 'Leak' -Force | Out-Null
        $rows = [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; AppId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'; ExposedOn = '2026-01-05' },
            [pscustomobject]@{ Reference = 'MAIL-2'; Kind = 'ApiKey'; DisplayName = 'Vendor'; ExposedOn = '2026-01-05' }
        $rows | Import-Ed2402Exposure -CasePath $case | Out-Null
    }

    It 'writes owner, planned date and decision, and keeps what was not given' {
        Set-Ed2402CaseItem $case -Reference MAIL-1 -Owner dora@contoso.com -PlannedOn 2026-11-15 | Out-Null
        $item = Set-Ed2402CaseItem $case -Reference mail-1 -Decision WillBeDisabled
        $item.Owner | Should -Be 'dora@contoso.com'
        $item.PlannedOn.UtcDateTime | Should -Be ([datetime] '2026-11-15')
        $item.Decision | Should -Be 'WillBeDisabled'
        $item.DecidedBy | Should -Not -BeNullOrEmpty
        (Get-Ed2402Case $case -History)[-1].Text | Should -Be 'decision WillBeDisabled'
    }

    It 'takes records from the pipeline' {
        (Get-Ed2402Case $case -Item | Set-Ed2402CaseItem -CasePath $case -Owner team).Owner | Should -Be 'team', 'team'
    }

    It 'names a record that the case does not have, and writes the others' {
        Set-Ed2402CaseItem $case -Reference MAIL-1, MAIL-9 -Owner x -ErrorVariable faults -ErrorAction SilentlyContinue | Should -HaveCount 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'CaseRecordNotFound*'
        $faults[0].TargetObject | Should -Be 'MAIL-9'
    }

    It 'refuses a secret without printing it' {
        $fault = Get-CommandError { Set-Ed2402CaseItem $case -Reference MAIL-1 -Note 'the password was Winter2024!x' }
        $fault.FullyQualifiedErrorId | Should -BeLike 'CaseTextSecret*'
        "$fault $($fault.ErrorDetails.Message) $($fault.TargetObject)" | Should -Not -Match 'Winter'
        Get-Content $case -Raw | Should -Not -Match 'Winter'
    }

    It 'refuses what says nothing or makes no sense' {
        (Get-CommandError { Set-Ed2402CaseItem $case -Reference MAIL-1 }).FullyQualifiedErrorId | Should -BeLike 'CaseItemEmpty*'
        (Get-CommandError { Set-Ed2402CaseItem $case -Reference MAIL-1 -ResetOn 2026-01-06 }).FullyQualifiedErrorId | Should -BeLike 'CaseItemResetOn*'
        (Get-CommandError { Set-Ed2402CaseItem $case -Reference MAIL-1 -PlannedOn 15.11.2026 }).FullyQualifiedErrorId | Should -BeLike 'CaseItemDate*'
    }

    It 'writes nothing with -WhatIf' {
        $before = Get-Content $case -Raw
        Set-Ed2402CaseItem $case -Reference MAIL-1 -Owner x -WhatIf | Should -BeNullOrEmpty
        Get-Content $case -Raw | Should -Be $before
    }
}
