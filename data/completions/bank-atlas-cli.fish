# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for bank-atlas-cli

# Ids, BICs and codes come from the cache, so that completing never waits for the network.
function __bank_atlas_cli_cached
    bank-atlas-cli --offline $argv 2>/dev/null | cut -f1,2
end

function __bank_atlas_cli_profiles
    bank-atlas-cli profile list 2>/dev/null | cut -f2,3
end

set -l commands countries cities banks find show sync log profile help
set -l actions add list show use remove check
set -l no_command "not __fish_seen_subcommand_from $commands"
set -l in_profile "__fish_seen_subcommand_from profile; and not __fish_seen_subcommand_from $actions"
set -l adds "__fish_seen_subcommand_from profile; and __fish_seen_subcommand_from add"
set -l names "__fish_seen_subcommand_from profile; and __fish_seen_subcommand_from show use remove check"
set -l shows "__fish_seen_subcommand_from show; and not __fish_seen_subcommand_from profile"

complete -c bank-atlas-cli -f
complete -c bank-atlas-cli -l profile -x -a '(__bank_atlas_cli_profiles)' -d 'Use this profile'
complete -c bank-atlas-cli -l demo -d 'Use the sample directory'
complete -c bank-atlas-cli -l offline -d 'Never ask the network'
complete -c bank-atlas-cli -l refresh -d 'Ask the platform first'
complete -c bank-atlas-cli -l format -x -a 'table json csv markdown' -d 'How to write the answer'
complete -c bank-atlas-cli -l json -d 'Short for --format json'
complete -c bank-atlas-cli -l excel -d 'With --format csv, for spreadsheets'
complete -c bank-atlas-cli -l request-id -x -d 'X-Request-ID of the first request'
complete -c bank-atlas-cli -l trace -d 'Print each request as it ends'
complete -c bank-atlas-cli -s h -l help -d 'Show help'
complete -c bank-atlas-cli -s V -l version -d 'Show the version'

complete -c bank-atlas-cli -n $no_command -a countries -d 'List the countries that have banks'
complete -c bank-atlas-cli -n $no_command -a cities -d 'List the cities that have banks'
complete -c bank-atlas-cli -n $no_command -a banks -d 'List banks'
complete -c bank-atlas-cli -n $no_command -a find -d 'Find banks by anything'
complete -c bank-atlas-cli -n $no_command -a show -d 'Show everything known about a bank'
complete -c bank-atlas-cli -n $no_command -a sync -d 'Fetch the whole directory'
complete -c bank-atlas-cli -n $no_command -a log -d 'Show the requests that are kept on disk'
complete -c bank-atlas-cli -n $no_command -a profile -d 'Add, list, show, use, remove or check profiles'
complete -c bank-atlas-cli -n $no_command -a help -d 'Show help'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from help' -a 'countries cities banks find show sync log profile'
complete -c bank-atlas-cli -n $in_profile -a "$actions"

complete -c bank-atlas-cli -n '__fish_seen_subcommand_from cities banks' -l country -x -a '(__bank_atlas_cli_cached countries)' -d 'In this country'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from banks' -l city -x -a '(__bank_atlas_cli_cached cities)' -d 'Or in this city'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from banks' -l product -x -a 'sepa-credit-transfers domestic international swedish-giro cross-border' -d 'Only with this payment product'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from banks' -l auth -x -a 'OAuth2 Decoupled' -d 'Only with this authorization method'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from find' -l limit -x -d 'Show so many banks at most'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from find' -l explain -d 'Show how well each bank matches, and why'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from log' -a 'start stop'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from log' -l failed -d 'Only requests that failed'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from log' -l har -r -d 'Write an HTTP archive'
complete -c bank-atlas-cli -n "__fish_seen_subcommand_from profile; and __fish_seen_subcommand_from check" -l all-scopes -d 'Ask for a token for each scope'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from countries' -a '(__bank_atlas_cli_cached countries)'
complete -c bank-atlas-cli -n '__fish_seen_subcommand_from cities' -a '(__bank_atlas_cli_cached cities)'
complete -c bank-atlas-cli -n $shows -a '(__bank_atlas_cli_cached banks)'
complete -c bank-atlas-cli -n $names -a '(__bank_atlas_cli_profiles)'

complete -c bank-atlas-cli -n $adds -l environment -x -a 'sandbox production custom' -d 'Which hosts'
complete -c bank-atlas-cli -n $adds -l client-id -x -d 'The client id'
complete -c bank-atlas-cli -n $adds -l auth-url -x -d 'The token host'
complete -c bank-atlas-cli -n $adds -l api-url -x -d 'The API host'
complete -c bank-atlas-cli -n $adds -l scope -x -a '"aspspinformation private" "aspspinformation corporate" aspspinformation "accountinformation corporate"' -d 'The scope of the token'
complete -c bank-atlas-cli -n $adds -l list-encoding -x -a 'comma repeat' -d 'How lists stand in a query'
complete -c bank-atlas-cli -n $adds -l certificate -r -d 'A client certificate'
