BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'Get-Ed2402Case' {
    BeforeEach {
        $case = Join-Path $TestDrive item.case.json
        New-Ed2402Case -Path $case -Title 'Leak' -Force | Out-Null
        $rows = [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; AppId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'; ExposedOn = '2026-01-05' },
            [pscustomobject]@{ Reference = 'MAIL-2'; Kind = 'ApiKey'; DisplayName = 'Vendor'; ExposedOn = '2026-01-05' }
        $rows | Import-Ed2402Exposure -CasePath $case | Out-Null
    }

    It 'shows numbers, records and history' {
        $info = Get-Ed2402Case $case
        $info.Records | Should -Be 2
        $info.NotTested | Should -Be 2
        $info.Head | Should -Be (Get-Ed2402Case $case -History)[-1].Hash
        (Get-Ed2402Case $case -Item).Reference | Should -Be 'MAIL-1', 'MAIL-2'
        (Get-Ed2402Case $case -History).Kind | Should -Be 'Opened', 'RecordAdded', 'RecordAdded'
    }

    It 'leaves out what is closed' {
        Set-Ed2402CaseItem $case -Reference MAIL-1 -Decision NotExposed | Out-Null
        (Get-Ed2402Case $case -Item -Open).Reference | Should -Be 'MAIL-2'
    }

    It 'names the entry that was changed' {
        (Get-Content $case -Raw).Replace('MAIL-2', 'MAIL-3') | Set-Content $case
        $fault = Get-CommandError { Get-Ed2402Case $case }
        $fault.FullyQualifiedErrorId | Should -BeLike 'CaseDamaged*'
        "$fault" | Should -Match 'entry 3'
    }

    It 'gives flat objects' {
        Get-TypeNameCell (Get-Ed2402Case $case -Item) | Should -BeNullOrEmpty
        Get-TypeNameCell (Get-Ed2402Case $case -History) | Should -BeNullOrEmpty
        Get-LostColumn (Get-Ed2402Case $case -Item) | Should -BeNullOrEmpty
        Get-LostColumn (Get-Ed2402Case $case -History) | Should -BeNullOrEmpty
    }
}
