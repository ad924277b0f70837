BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'Import-Ed2402Exposure' {
    BeforeEach {
        $list = Join-Path $TestDrive list.csv
        $case = Join-Path $TestDrive list.case.json
        New-Ed2402Case -Path $case -Title 'Leak' -Force | Out-Null
        Set-Content -Path $list -Value @(
            'Reference,Kind,UserPrincipalName,AppId,ExposedOn,Note'
            'MAIL-1,Secret,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-01-05,'
            'MAIL-2,Password,alice@contoso.com,,2026-01-05T14:30:00+02:00,'
            'MAIL-3,Password,bob@contoso.com,,2026-01-05T14:30:00,'
            'MAIL-4,Password,carol@contoso.com,,2026-01-05,password: Winter2024!')
    }

    It 'keeps the good rows and names each bad one with line and reason' {
        $records = @(Import-Ed2402Exposure -Path $list -CasePath $case -ErrorAction SilentlyContinue -ErrorVariable faults)
        $records.Reference | Should -Be 'MAIL-1', 'MAIL-2'
        $faults.Count | Should -Be 2
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'ExposureRowRefused*'
        "$($faults[0])" | Should -Match 'line 4 \(MAIL-3\).*offset'
        "$($faults[1])" | Should -Match 'line 5'
        $faults | ForEach-Object { "$_" | Should -Not -Match 'Winter' }
        Get-Content $case -Raw | Should -Not -Match 'Winter'
    }

    It 'adds a row only once' {
        Import-Ed2402Exposure -Path $list -CasePath $case -ErrorAction SilentlyContinue | Out-Null
        $before = Get-Content $case -Raw
        Import-Ed2402Exposure -Path $list -CasePath $case -ErrorAction SilentlyContinue | Out-Null
        Get-Content $case -Raw | Should -Be $before
    }

    It 'takes rows from the pipeline by property name' {
        (Import-Csv $list | Select-Object -First 2 | Import-Ed2402Exposure).Reference | Should -Be 'MAIL-1', 'MAIL-2'
    }

    It 'refuses an object that has a property for the value of a credential' {
        $row = [pscustomobject]@{ Reference = 'MAIL-7'; Kind = 'Password'; UserPrincipalName = 'alice@contoso.com'; ExposedOn = '2026-01-05'; Password = 'Winter2024!' }
        @($row | Import-Ed2402Exposure -ErrorAction SilentlyContinue -ErrorVariable faults) | Should -BeNullOrEmpty
        "$($faults[0])" | Should -Match "'Password'"
        ($faults | Get-Error | Out-String) | Should -Not -Match 'Winter'
    }

    It 'prints no row in the place of a header' {
        Set-Content -Path $list -Value 'MAIL-1,Password,alice@contoso.com,Winter2024!'
        $fault = Get-CommandError { Import-Ed2402Exposure -Path $list }
        ($fault | Get-Error | Out-String) | Should -Not -Match 'Winter'
    }

    It 'ends with one error on a file that is no list' {
        Set-Content -Path $list -Value 'Reference,Kind,Password'
        (Get-CommandError { Import-Ed2402Exposure -Path $list }).FullyQualifiedErrorId | Should -BeLike 'ExposureListHeader*'
    }

    It 'converts to CSV without a type name in a cell' {
        Get-TypeNameCell @(Import-Ed2402Exposure -Path $list -ErrorAction SilentlyContinue) | Should -BeNullOrEmpty
    }
}
