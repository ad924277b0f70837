BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $secret = Get-Ed2402AppCredential -Kind Secret -State Active | Where-Object ObjectType -EQ Application | Select-Object -First 1
    $after = $secret.StartDateTime.AddDays(1).ToString('yyyy-MM-dd')
    $exposed = [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; AppId = $secret.AppId; KeyId = $secret.KeyId; ExposedOn = $after }
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Test-Ed2402Exposure' {
    It 'says that a secret from before is open, with its evidence' {
        $result = $exposed | Import-Ed2402Exposure | Test-Ed2402Exposure
        $result.State | Should -Be 'Open'
        $result.Reason | Should -Match $secret.KeyId
        "$($result.Evidence)" | Should -Match 'startDateTime = .* \(read '
    }

    It 'proves nothing of data that was not read' {
        $result = [pscustomobject]@{ Reference = 'MAIL-2'; Kind = 'Password'; UserPrincipalName = 'nobody@contoso.com'; ExposedOn = $after } | Import-Ed2402Exposure | Test-Ed2402Exposure -WarningAction SilentlyContinue
        $result.State | Should -Be 'CannotProve'
        $result.Reason | Should -Match '^NotCollected'
    }

    It 'keeps results in the case only when told to' {
        $case = Join-Path $TestDrive test.case.json
        New-Ed2402Case -Path $case -Title 'Leak' | Out-Null
        $exposed | Import-Ed2402Exposure -CasePath $case | Out-Null
        $before = Get-Content $case -Raw
        Test-Ed2402Exposure -CasePath $case | Out-Null
        Get-Content $case -Raw | Should -Be $before
        Test-Ed2402Exposure -CasePath $case -Record | Out-Null
        (Get-Content $case -Raw | ConvertFrom-Json).history[-1].kind | Should -Be 'Tested'
    }

    It 'answers one Boolean with -Quiet' {
        $exposed | Import-Ed2402Exposure | Test-Ed2402Exposure -Quiet | Should -BeFalse
    }
}
