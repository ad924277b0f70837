BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Test-Ed2402MfaStrength)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Test-Ed2402MfaStrength' {
    It 'runs the checks of its topic' {
        @($all.CheckId | Select-Object -Unique) | Should -Be @((Get-Ed2402Check -Category MfaStrength).CheckId)
        $all.Outcome | Should -Contain 'Fail'
    }

    It 'finds what Test-Ed2402Posture finds' {
        $all | ForEach-Object ToString | Should -Be @(Test-Ed2402Posture -Category MfaStrength | ForEach-Object ToString)
    }

    It 'takes accounts from the pipeline' {
        $accounts = @(Get-Ed2402PrivilegedAccount -Role 'Global Administrator' -Type User)
        $accounts.Count | Should -BeGreaterThan 0
        $found = @($accounts | Test-Ed2402MfaStrength -Outcome Fail, Warning, Pass)
        $found.Count | Should -BeGreaterThan 0
        $found.Count | Should -BeLessThan $all.Count
    }

    It 'answers one Boolean with -Quiet' {
        Test-Ed2402MfaStrength -Quiet -WarningAction SilentlyContinue | Should -BeExactly $false
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
