BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    $log = Join-Path $TestDrive signins.ndjson
    Set-Content -Path $log -Value @(
        foreach ($i in 1..12) { @{ id = "s$i"; createdDateTime = '2026-10-05T08:00:00Z'; userId = "u$i"; userPrincipalName = "u$i@contoso.com"; ipAddress = '192.0.2.9'; status = @{ errorCode = 50126 } } | ConvertTo-Json -Compress }
        @{ id = 'in'; createdDateTime = '2026-10-05T09:00:00Z'; userId = 'u3'; userPrincipalName = 'u3@contoso.com'; ipAddress = '192.0.2.9'; status = @{ errorCode = 0 } } | ConvertTo-Json -Compress)
}

Describe 'Get-Ed2402PasswordSpray' {
    It 'finds a spray in a file, without a connection' {
        $spray = Get-Ed2402PasswordSpray -Path $log
        $spray.Accounts | Should -Be 12
        "$($spray.SignedIn)" | Should -Be 'u3@contoso.com'
    }

    It 'goes by the number of accounts' {
        Get-Ed2402PasswordSpray -Path $log -MinimumAccounts 20 | Should -BeNullOrEmpty
    }

    It 'needs a connection without a file' {
        (Get-CommandError { Get-Ed2402PasswordSpray }).FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
    }

    It 'names a line that is no sign-in' {
        $wrong = Join-Path $TestDrive wrong.ndjson
        Set-Content -Path $wrong -Value '{"id":"a"}', 'nonsense'
        "$(Get-CommandError { Get-Ed2402PasswordSpray -Path $wrong })" | Should -Match 'line 2'
    }
}
