# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# bash completion for bank-atlas-cli

_bank_atlas_cli_values() {
    # Ids, BICs and codes come from the cache, so that completing never waits for the network.
    bank-atlas-cli "${_bank_atlas_cli_global[@]}" --offline "$@" 2>/dev/null | cut -f1
}

_bank_atlas_cli() {
    local current previous command='' sub='' word i commands='countries cities banks find show sync log profile'
    local -a _bank_atlas_cli_global=()
    local valued='--profile --format --request-id --country --city --product --auth --environment --client-id
        --auth-url --api-url --scope --list-encoding --certificate --limit --har'
    current=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    # "--option=value" arrives as three words.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $previous == '=' ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()

    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            --demo) _bank_atlas_cli_global+=(--demo) ;;
            --profile)
                [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
                ((i++))
                ((i < COMP_CWORD)) && _bank_atlas_cli_global+=(--profile "${COMP_WORDS[i]}")
                ;;
            --*)
                if [[ " ${valued//$'\n'/ } " == *" $word "* ]]; then
                    [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
                    ((i++))
                fi
                ;;
            -*) ;;
            *)
                if [[ -z $command && $word != help ]]; then
                    command=$word
                elif [[ $command == profile && -z $sub ]]; then
                    sub=$word
                fi
                ;;
        esac
    done

    case $previous in
        --format) mapfile -t COMPREPLY < <(compgen -W 'table json csv markdown' -- "$current"); return ;;
        --environment) mapfile -t COMPREPLY < <(compgen -W 'sandbox production custom' -- "$current"); return ;;
        --list-encoding) mapfile -t COMPREPLY < <(compgen -W 'comma repeat' -- "$current"); return ;;
        --auth) mapfile -t COMPREPLY < <(compgen -W 'OAuth2 Decoupled' -- "$current"); return ;;
        --certificate | --har) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --product)
            mapfile -t COMPREPLY < <(compgen -W 'sepa-credit-transfers domestic international swedish-giro cross-border' -- "$current")
            return
            ;;
        --profile)
            mapfile -t COMPREPLY < <(compgen -W "$(bank-atlas-cli profile list 2>/dev/null | cut -f2)" -- "$current")
            return
            ;;
        --country) mapfile -t COMPREPLY < <(compgen -W "$(_bank_atlas_cli_values countries)" -- "$current"); return ;;
        --city) mapfile -t COMPREPLY < <(compgen -W "$(_bank_atlas_cli_values cities)" -- "$current"); return ;;
        --limit | --request-id | --client-id | --auth-url | --api-url | --scope) return ;;
    esac

    if [[ $current == -* ]]; then
        local options='--profile --demo --offline --refresh --format --json --excel --request-id --trace --help --version'
        case "$command $sub" in
            'cities ') options+=' --country' ;;
            'banks ') options+=' --country --city --product --auth' ;;
            'find ') options+=' --limit --explain' ;;
            'log ') options+=' --failed --har' ;;
            'profile check') options+=' --all-scopes' ;;
            'profile add')
                options+=' --environment --client-id --auth-url --api-url --scope --list-encoding --certificate'
                ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        return
    fi

    case "$command $sub" in
        ' ')
            [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *' help '* ]] || commands+=' help'
            mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
            ;;
        'log ') mapfile -t COMPREPLY < <(compgen -W 'start stop' -- "$current") ;;
        'profile ') mapfile -t COMPREPLY < <(compgen -W 'add list show use remove check' -- "$current") ;;
        'profile show' | 'profile use' | 'profile remove' | 'profile check')
            mapfile -t COMPREPLY < <(compgen -W "$(bank-atlas-cli profile list 2>/dev/null | cut -f2)" -- "$current")
            ;;
        'countries ') mapfile -t COMPREPLY < <(compgen -W "$(_bank_atlas_cli_values countries)" -- "$current") ;;
        'cities ') mapfile -t COMPREPLY < <(compgen -W "$(_bank_atlas_cli_values cities)" -- "$current") ;;
        'show ') mapfile -t COMPREPLY < <(compgen -W "$(_bank_atlas_cli_values banks)" -- "${current^^}") ;;
    esac
}

complete -F _bank_atlas_cli bank-atlas-cli
