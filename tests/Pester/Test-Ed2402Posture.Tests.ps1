BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Test-Ed2402Posture)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Test-Ed2402Posture' {
    It 'gives findings of every check, in the order of the catalogue' {
        @($all.CheckId | Select-Object -Unique) | Should -Be @((Get-Ed2402Check).CheckId)
        foreach ($finding in $all) {
            $finding.Reason | Should -Not -BeNullOrEmpty
            $finding.Subject | Should -Not -BeNullOrEmpty
            $finding.SubjectId | Should -Not -BeNullOrEmpty
        }
    }

    It 'shows failures of every category, and things that hold' {
        ($all | Where-Object Outcome -EQ Fail).Category | Select-Object -Unique | Should -Be @((Get-Ed2402Check).Category | Select-Object -Unique)
        $all.Outcome | Should -Contain 'Pass'
    }

    It 'says what to do about each failure' {
        foreach ($finding in $all | Where-Object Outcome -EQ Fail) { $finding.Remediation | Should -Not -BeNullOrEmpty }
    }

    It 'runs the checks named by id, wildcards or category' {
        (Test-Ed2402Posture -CheckId PIM-01).CheckId | Select-Object -Unique | Should -Be 'PIM-01'
        (Test-Ed2402Posture wid-*).CheckId | Select-Object -Unique | Should -BeLike 'WID-*'
        (Test-Ed2402Posture -Category Hygiene).Category | Select-Object -Unique | Should -Be 'Hygiene'
    }

    It 'filters by severity and outcome' {
        (Test-Ed2402Posture -MinimumSeverity High).Severity | Select-Object -Unique | Should -BeIn High, Critical
        (Test-Ed2402Posture -Outcome Fail, Warning).Outcome | Select-Object -Unique | Sort-Object | Should -Be Fail, Warning
    }

    It 'takes checks from the pipeline' {
        (Get-Ed2402Check -Category PimUsage | Test-Ed2402Posture).Category | Select-Object -Unique | Should -Be 'PimUsage'
    }

    It 'takes accounts from the pipeline' {
        $account = Get-Ed2402PrivilegedAccount -Type User | Select-Object -First 1
        $found = @($account | Test-Ed2402Posture -Outcome Fail, Warning, Pass)
        $found.SubjectId | Select-Object -Unique | Should -Be $account.Id
    }

    It 'judges a finding from the pipeline again' {
        $finding = $all | Where-Object { $_.Outcome -eq 'Fail' -and $_.SubjectType -eq 'User' } | Select-Object -First 1
        $again = @($finding | Test-Ed2402Posture -Outcome Fail)
        $again.CheckId | Select-Object -Unique | Should -Be $finding.CheckId
        $again.SubjectId | Select-Object -Unique | Should -Be $finding.SubjectId
    }

    It 'tests nothing when nothing is piped in' {
        @() | Test-Ed2402Posture | Should -BeNullOrEmpty
        @() | Test-Ed2402Posture -Quiet -WarningAction SilentlyContinue | Should -BeFalse
    }

    Context '-Quiet' {
        It 'is false when something fails' {
            Test-Ed2402Posture -Quiet -WarningAction SilentlyContinue | Should -BeExactly $false
        }

        It 'is true when all was assessed and nothing fails, false with a warning when something was not assessed' {
            foreach ($group in $all | Group-Object CheckId) {
                $outcomes = @($group.Group.Outcome | Select-Object -Unique)
                $expected = $outcomes -notcontains 'Fail' -and $outcomes -notcontains 'NotAssessed'
                $answer = Test-Ed2402Posture -CheckId $group.Name -Quiet -WarningVariable warned -WarningAction SilentlyContinue
                $answer | Should -BeExactly $expected -Because $group.Name
                ($warned -join ' ') -match 'could be assessed' | Should -Be ($outcomes -contains 'NotAssessed')
            }
        }

        It 'is true again when every failure is waived' {
            $failed = $all | Where-Object Outcome -EQ Fail | Group-Object CheckId | Where-Object { @($all | Where-Object CheckId -EQ $_.Name).Outcome -notcontains 'NotAssessed' } | Select-Object -First 1
            $expires = (Get-Ed2402Connection).CollectedAt.AddDays(30).ToString('yyyy-MM-dd')
            $settings = Join-Path $TestDrive waivers.json
            Set-Content -Path $settings -Value (@{ waivers = @(@{ checkId = $failed.Name; subject = '*'; reason = 'Accepted for the test.'; expires = $expires }) } | ConvertTo-Json -Depth 3)
            Test-Ed2402Posture -CheckId $failed.Name -Quiet | Should -BeExactly $false
            Test-Ed2402Posture -CheckId $failed.Name -Quiet -SettingsPath $settings | Should -BeExactly $true
            (Test-Ed2402Posture -CheckId $failed.Name -SettingsPath $settings).Outcome | Should -Contain 'Waived'
        }

        It 'is false when a subject is unknown' {
            Test-Ed2402Posture -SubjectId '00000000-0000-0000-0000-00000000000f' -CheckId PIM-01 -Quiet -WarningAction SilentlyContinue | Should -BeExactly $false
        }
    }

    It 'judges nothing with -WhatIf' {
        Test-Ed2402Posture -WhatIf | Should -BeNullOrEmpty
    }

    It 'ends with one error on <Name>' -ForEach @(
        @{ Name = 'an unknown check'; Command = { Test-Ed2402Posture -CheckId PIM-99 }; Id = 'UnknownCheck*' }
        @{ Name = 'wildcards that no check meets'; Command = { Test-Ed2402Posture -CheckId PIN-* -Quiet }; Id = 'UnknownCheck*' }
        @{ Name = 'an unknown category'; Command = { Test-Ed2402Posture -Category Pim }; Id = 'UnknownCategory*' }
        @{ Name = 'settings that are not there'; Command = { Test-Ed2402Posture -SettingsPath (Join-Path $TestDrive none.json) }; Id = 'FileNotFound*' }
        @{ Name = 'settings with a wrong key'; Command = { Set-Content -Path (Join-Path $TestDrive wrong.json) -Value '{ "breakGlas": [] }'; Test-Ed2402Posture -SettingsPath (Join-Path $TestDrive wrong.json) }; Id = 'SettingsInvalid*' }
        @{ Name = '-Quiet with -Outcome'; Command = { Test-Ed2402Posture -Quiet -Outcome Fail }; Id = 'AmbiguousParameterSet*' }
    ) {
        (Get-CommandError $Command).FullyQualifiedErrorId | Should -BeLike $Id
    }

    It 'needs a connection' {
        $answer = & {
            $shell = [powershell]::Create()
            try {
                $manifest = (Get-Module -Name Ed2402Posture).Path -replace 'dll$', 'psd1'
                $shell.AddScript("Import-Module '$manifest'; try { Test-Ed2402Posture } catch { `$_.FullyQualifiedErrorId }").Invoke()
            }
            finally { $shell.Dispose() }
        }
        $answer | Should -BeLike 'NotConnected*' -Because 'a session belongs to its runspace'
    }

    It 'sums up on the information stream' {
        Test-Ed2402Posture -InformationVariable told | Out-Null
        $summary = $told | Where-Object Tags -Contains 'Ed2402Summary'
        "$summary" | Should -Match "$($all.Count) findings"
    }

    It 'sorts and groups like any objects' {
        $sorted = $all | Sort-Object Severity -Descending
        $sorted[0].Severity | Should -Be ($all.Severity | Measure-Object -Maximum).Maximum
        ($all | Where-Object Severity -GE High).Severity | Select-Object -Unique | Should -BeIn High, Critical
        ($all | Group-Object Outcome).Name | Should -Contain 'Fail'
        (Test-Ed2402Posture | Select-Object -First 1).CheckId | Should -Be $all[0].CheckId
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        $json = $all | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json
        $json.Count | Should -Be $all.Count
        $json[0].Outcome | Should -Be $all[0].Outcome.ToString()
    }

    It 'fits 120 columns and has no escape codes when it is kept as text' {
        Get-LostColumn $all | Should -BeNullOrEmpty
        $all | Out-String | Should -Not -Match "`e"
    }

    It 'completes check ids and categories' {
        (TabExpansion2 -inputScript 'Test-Ed2402Posture -CheckId WID').CompletionMatches.CompletionText | Should -Contain 'WID-02'
        (TabExpansion2 -inputScript 'Test-Ed2402Posture -Category ').CompletionMatches.CompletionText | Should -Contain 'PimUsage'
    }
}
