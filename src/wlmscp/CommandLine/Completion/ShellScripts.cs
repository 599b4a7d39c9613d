namespace Wlmscp.CommandLine.Completion;

/// <summary>
/// What makes shells complete the words of <c>wlmscp</c>. The scripts hand the words up to the cursor to the program, and
/// what it answers (<see cref="WordCompletion.Write"/>) to the shell. A key, which ends in an equals sign, gets no blank
/// behind it.
/// </summary>
internal static class ShellScripts
{
    /// <summary>The scripts, by the names of their shells.</summary>
    public static readonly IReadOnlyList<(string Shell, string Script)> All =
        [("bash", Bash), ("zsh", Zsh), ("fish", Fish)];

    private const string Bash = """
        # Completion of wlmscp for bash: source <(wlmscp completion bash)
        _wlmscp()
        {
            local line=${COMP_LINE:0:COMP_POINT} words=() word i lines kind length cut files=()
            # bash cuts words at = and :, unless COMP_WORDBREAKS says otherwise; the line shows what belongs together.
            for ((i = 0; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $i -gt 0 && $line == "$word"* ]]; then
                    words[-1]+=$word
                else
                    words+=("$word")
                    line=${line#"${line%%[![:blank:]]*}"}
                fi
                line=${line#"$word"}
            done
            if [[ $line == [[:blank:]]* ]]; then
                word=${line#"${line%%[![:blank:]]*}"}
            else
                word=${words[-1]}$line
                unset 'words[-1]'
            fi
            words=("${words[@]//[\"\'\\]/}")
            words=("${words[@]/#\~/"$HOME"}")
            word=${word//[\"\'\\]/}
            cut=${word%"${2//[\"\'\\]/}"}

            mapfile -t lines < <("${words[0]}" '[complete]' "${words[@]:1}" "$word" 2> /dev/null)
            read -r kind length <<< "${lines[0]:-none 0}"
            COMPREPLY=("${lines[@]:1}")
            COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
            COMPREPLY=("${COMPREPLY[@]// /\\ }")
            if [[ $kind != none ]]; then
                mapfile -t files < <(compgen -A "$kind" -- "${word:length}")
            fi
            local single=${files[0]}
            if [[ ${#COMPREPLY[@]} -eq 0 && ${word:0:length} == "$cut" ]]; then
                compopt -o filenames # bash quotes them
            else
                # Whoever names a file decides what the line gets: nothing of it may be run.
                for i in "${!files[@]}"; do
                    printf -v 'files[i]' %q "${files[i]}"
                done
            fi
            COMPREPLY+=("${files[@]}")
            if [[ ${#COMPREPLY[@]} -eq 1 ]]; then
                if [[ ${word:0:length} != "$cut" && -d $single ]]; then
                    # Behind @ the shell does not see that this is a directory.
                    COMPREPLY[0]+=/
                fi
                [[ ${COMPREPLY[0]} == @([[:alpha:]]*=|*/) ]] && compopt -o nospace
            fi
            COMPREPLY=("${COMPREPLY[@]/#/${word:0:length}}")
            COMPREPLY=("${COMPREPLY[@]#"$cut"}")
        }
        complete -F _wlmscp wlmscp

        """;

    private const string Zsh = """
        #compdef wlmscp
        # Completion of wlmscp for zsh: source <(wlmscp completion zsh), or as the file _wlmscp in a directory of fpath.
        _wlmscp()
        {
            local kind length
            local -a before lines keys others
            before=("${(@Q)words[1,CURRENT-1]}")
            before=("${(@)before/#\~/$HOME}")
            lines=("${(@f)$("${(@)before[1]}" '[complete]' "${(@)before[2,-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
            kind=${lines[1]% *} length=${lines[1]#* }
            shift lines
            compset -p "$length"
            keys=("${(@M)lines:#[[:alpha:]]*=}")
            others=("${(@)lines:#[[:alpha:]]*=}")
            others=("${(@)others//:/\\:}")
            others=("${(@)others/$'\t'/:}")
            (($#keys)) && compadd -S '' -a keys
            (($#others)) && _describe wlmscp others
            case $kind in
                file) _files ;;
                directory) _files -/ ;;
            esac
        }
        if [[ $funcstack[1] == _wlmscp ]]; then _wlmscp "$@"; else compdef _wlmscp wlmscp; fi

        """;

    private const string Fish = """
        # Completion of wlmscp for fish: wlmscp completion fish | source
        function __wlmscp_complete
            set -l words (string replace -r '^~' $HOME -- (commandline -opc))
            set -l word (string replace -ra '["\'\\\\]' '' -- (commandline -ct))
            set -l lines (command $words[1] '[complete]' $words[2..] "$word" 2> /dev/null)
            set -l answer (string split ' ' -- $lines[1])
            set -l head (string sub -l $answer[2] -- "$word")
            set -l rest (string sub -s (math $answer[2] + 1) -- "$word")
            set -l found $lines[2..]
            switch $answer[1]
                case file
                    set -a found (__fish_complete_path "$rest")
                case directory
                    set -a found (__fish_complete_directories "$rest" '')
            end
            for each in $found
                echo -- "$head$each"
            end
        end
        complete -c wlmscp -f -a '(__wlmscp_complete)'

        """;
}
