BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Get-Ed2402AppCredential)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402AppCredential' {
    It 'lists secrets and certificates of applications and service principals' {
        $all.Kind | Should -Contain 'Secret'
        $all.Kind | Should -Contain 'Certificate'
        $all.ObjectType | Should -Contain 'Application'
        $all.ObjectType | Should -Contain 'ServicePrincipal'
    }

    It 'counts days from the time of the data' {
        $now = (Get-Ed2402Connection).CollectedAt
        foreach ($credential in $all | Where-Object EndDateTime) {
            $credential.DaysToExpiry | Should -Be ([math]::Floor(($credential.EndDateTime - $now).TotalDays))
            $credential.State -eq 'Expired' | Should -Be ($credential.EndDateTime -le $now)
        }
    }

    It 'filters by kind, state and staleness' {
        (Get-Ed2402AppCredential -Kind Certificate).Kind | Select-Object -Unique | Should -Be 'Certificate'
        (Get-Ed2402AppCredential -State Expired).State | Select-Object -Unique | Should -Be 'Expired'
        $stale = @(Get-Ed2402AppCredential -Stale)
        $stale.Count | Should -BeGreaterThan 0
        $stale.Count | Should -BeLessThan $all.Count
        $stale | ForEach-Object { $_.StaleReason | Should -Not -BeNullOrEmpty }
    }

    It 'adds what was issued before a date to what is stale' {
        $now = (Get-Ed2402Connection).CollectedAt
        $dated = @(Get-Ed2402AppCredential -Kind Secret -State Active -IssuedBefore $now | Where-Object { $_.Use -eq 'SignIn' -and $_.StartDateTime })
        $dated.Count | Should -BeGreaterThan 0
        $dated.StaleReason | ForEach-Object { $_ | Should -BeLike '*was issued before*' }
        @(Get-Ed2402AppCredential -IssuedBefore 1999-01-01 | Where-Object StaleReason -like '*issued before*') | Should -BeNullOrEmpty
    }

    It 'never takes a use for known that no log of the snapshot holds' {
        $read = @(Get-Ed2402AppCredential -IncludeSignInLog)
        $read.Count | Should -Be $all.Count
        Compare-Object $read $all -Property KeyId, ObjectId, LastUsed, UseKnownSince | Should -BeNullOrEmpty
    }

    It 'tells owners that are named from none and from unknown ones' {
        $read = @(Get-Ed2402AppCredential -IncludeOwner -WarningVariable warned)
        $warned | Should -BeNullOrEmpty
        $booking = @($read | Where-Object Principal -EQ 'Room Booking')
        $booking | Should -Not -BeNullOrEmpty
        $booking | ForEach-Object { "$($_.Ownership): $($_.Owners)" } | Select-Object -Unique | Should -BeExactly 'Named: Jonas Brandt; Priya Nair'
        $read | Where-Object Ownership -EQ 'None' | ForEach-Object { $_.Owners | Should -BeExactly '' }
        $read | Where-Object Ownership -EQ 'Unknown' | ForEach-Object { $null -eq $_.Owners | Should -BeTrue }
        $read.Ownership | Select-Object -Unique | Should -Contain 'None'
        $read.Ownership | Select-Object -Unique | Should -Contain 'Unknown'
    }

    It 'takes workloads from the pipeline and finds the credentials of their applications' {
        $workload = Get-Ed2402PrivilegedAccount -Type ServicePrincipal | Where-Object { $all.AppId -contains $_.UserPrincipalName } | Select-Object -First 1
        $found = @($workload | Get-Ed2402AppCredential)
        $found.Count | Should -Be @($all | Where-Object AppId -EQ $workload.UserPrincipalName).Count
        $found.AppId | Select-Object -Unique | Should -Be $workload.UserPrincipalName
    }

    It 'follows the thresholds of the settings' {
        $settings = Join-Path $TestDrive settings.json
        Set-Content -Path $settings -Value '{ "thresholds": { "WID-03": { "maximumSecretAgeDays": 1, "maximumSecretLifetimeDays": 1 } } }'
        @(Get-Ed2402AppCredential -Kind Secret -State Active -Stale -SettingsPath $settings).Count |
            Should -BeGreaterThan @(Get-Ed2402AppCredential -Kind Secret -State Active -Stale).Count
    }

    It 'names a principal that is not there' {
        Get-Ed2402AppCredential -Name 'No Such App' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        ($all | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json).Count | Should -Be $all.Count
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
