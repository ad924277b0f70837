BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'Add-Ed2402CaseExplanation' {
    BeforeEach {
        $case = Join-Path $TestDrive item.case.json
        New-Ed2402Case -Path $case -Title 'Leak' -Force | Out-Null
        $rows = [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; AppId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'; ExposedOn = '2026-01-05' },
            [pscustomobject]@{ Reference = 'MAIL-2'; Kind = 'ApiKey'; DisplayName = 'Vendor'; ExposedOn = '2026-01-05' }
        $rows | Import-Ed2402Exposure -CasePath $case | Out-Null
    }

    It 'keeps the explanation of each change, with who and when' {
        $entries = [pscustomobject]@{ Resource = 'Directory_1' }, [pscustomobject]@{ Resource = 'window' }, [pscustomobject]@{ Resource = 'Directory_2' } |
            Add-Ed2402CaseExplanation -CasePath $case -Reason 'CHG-4711'
        $entries.About | Should -Be 'Directory_1', 'Directory_2'
        $entries[0].Text | Should -Be 'Explained: CHG-4711'
        $entries[0].By | Should -Not -BeNullOrEmpty
    }

    It 'refuses a secret without printing it' {
        $fault = Get-CommandError { Add-Ed2402CaseExplanation $case -AuditId x -Reason 'secret=Winter2024!x' }
        $fault.FullyQualifiedErrorId | Should -BeLike 'CaseTextSecret*'
        "$fault" | Should -Not -Match 'Winter'
    }
}
