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
        Get-Ed2402PasswordSpray -LogPath $log -MinimumAccounts 20 | Should -BeNullOrEmpty
    }

    It 'needs a connection without a file' {
        (Get-CommandError { Get-Ed2402PasswordSpray }).FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
    }

    It 'names a line that cannot be read and goes on' {
        $mixed = Join-Path $TestDrive mixed.ndjson
        Set-Content -Path $mixed -Value (@('nonsense') + (Get-Content $log))
        (Get-Ed2402PasswordSpray -LogPath $mixed -WarningVariable warned -WarningAction SilentlyContinue).Accounts | Should -Be 12
        "$warned" | Should -Match 'line 1: it is no JSON object'
    }

    It 'counts what a folder holds twice once' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive logs/y=2026)
        Copy-Item $log (Join-Path $folder a.json); Copy-Item $log (Join-Path $folder b.json)
        (Get-Ed2402PasswordSpray -LogPath (Join-Path $TestDrive logs)).Tries | Should -Be 12
        (Get-Ed2402PasswordSpray -LogPath (Join-Path $TestDrive logs/y=2026/*.json)).Tries | Should -Be 12
    }

    It 'does not take silence for peace when no file can be read' {
        $wrong = Join-Path $TestDrive wrong.ndjson
        Set-Content -Path $wrong -Value 'nonsense'
        (Get-CommandError { Get-Ed2402PasswordSpray -LogPath $wrong -WarningAction SilentlyContinue }).FullyQualifiedErrorId | Should -BeLike 'LogFilesEmpty*'
        (Get-CommandError { Get-Ed2402PasswordSpray -LogPath (Join-Path $TestDrive none*.json) }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound*'
    }
}
