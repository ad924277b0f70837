BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Test-Ed2402StaleSecret)
    $ids = @('MFA-06') + (2..9 | ForEach-Object { "WID-0$_" }) + @('HYG-01', 'HYG-03', 'HYG-04', 'HYG-06')
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Test-Ed2402StaleSecret' {
    It 'runs the checks of its topic' {
        @($all.CheckId | Select-Object -Unique) | Should -Be @((Get-Ed2402Check).CheckId | Where-Object { $_ -in $ids })
        $all.Outcome | Should -Contain 'Fail'
    }

    It 'finds what Test-Ed2402Posture finds' {
        $all | ForEach-Object ToString | Should -Be @(Test-Ed2402Posture -CheckId $ids | ForEach-Object ToString)
    }

    It 'takes accounts from the pipeline' {
        $accounts = @(Get-Ed2402PrivilegedAccount -Type ServicePrincipal | Select-Object -First 1)
        $accounts.Count | Should -BeGreaterThan 0
        $found = @($accounts | Test-Ed2402StaleSecret -Outcome Fail, Warning, Pass)
        $found.Count | Should -BeGreaterThan 0
        $found.Count | Should -BeLessThan $all.Count
    }

    It 'answers one Boolean with -Quiet' {
        Test-Ed2402StaleSecret -Quiet -WarningAction SilentlyContinue | Should -BeExactly $false
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
