BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
}

Describe 'Get-Ed2402ActivityReview' {
    It 'needs a connection' {
        (Get-CommandError { Get-Ed2402ActivityReview -Account alice@contoso.com -Since 2026-10-05Z }).FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
    }

    It 'reviews files without a connection' {
        $log = Join-Path $TestDrive review.ndjson
        $entry = { param($id, $time, $country) @{ id = $id; createdDateTime = $time; userId = 'u'; userPrincipalName = 'alice@contoso.com'; ipAddress = '192.0.2.9'; status = @{ errorCode = 0 }; location = @{ countryOrRegion = $country } } | ConvertTo-Json -Compress }
        Set-Content -Path $log -Value (& $entry 'a' '2026-09-20T08:00:00Z' 'NO'), (& $entry 'b' '2026-10-07T08:00:00Z' 'RU')
        $found = Get-Ed2402ActivityReview -Account alice@contoso.com -Since 2026-10-05Z -LogPath $log
        ($found | Where-Object Kind -EQ NewCountry).What | Should -Be RU
        ($found | Where-Object Kind -EQ LogFiles).Count | Should -Be 2
    }

    It 'says which logs were not read instead of calling nothing new' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $found = Get-Ed2402ActivityReview -Account nobody@contoso.com -Since 2026-01-05Z -WarningAction SilentlyContinue
        $found.Kind | Should -Contain LogGap
        $found.Kind | Should -Not -Contain NewCountry
        $found.Text | Should -Not -BeNullOrEmpty
    }

    It 'goes by severity and kind' {
        Get-Ed2402ActivityReview -Account nobody@contoso.com -Since 2026-01-05Z -Kind NewCountry -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        Get-Ed2402ActivityReview -Account nobody@contoso.com -Since 2026-01-05Z -MinimumSeverity Critical -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'names a case that is not there' {
        (Get-CommandError { Get-Ed2402ActivityReview -CasePath (Join-Path $TestDrive none.json) }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound*'
    }

    It 'notes the review in the case' {
        $case = Join-Path $TestDrive review.case.json
        New-Ed2402Case -Path $case -Title Leak | Out-Null
        [pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Password'; UserPrincipalName = 'nobody@contoso.com'; ExposedOn = '2026-01-05' } | Import-Ed2402Exposure -CasePath $case | Out-Null
        Get-Ed2402ActivityReview -CasePath $case -Record -WarningAction SilentlyContinue | Out-Null
        (Get-Content -Raw $case | ConvertFrom-Json).history[-1].kind | Should -Be Reviewed
    }

    AfterAll {
        Disconnect-Ed2402Tenant
    }
}
