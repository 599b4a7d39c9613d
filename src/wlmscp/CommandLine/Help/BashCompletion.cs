namespace Wlmscp.CommandLine.Help;

/// <summary>What makes bash complete the options of the program.</summary>
internal static class BashCompletion
{
    /// <summary>
    /// Defines a function and says that it completes <c>wlmscp</c>. The words come from the parser, through the
    /// directive that System.CommandLine has for it; it is told the word before only, which decides.
    /// Where it has none, the shell completes file names.
    /// </summary>
    public const string Script = """
        # Completion of wlmscp for bash: source <(wlmscp completion bash)
        _wlmscp()
        {
            local program=${1/#\~/$HOME} word=$2 before=$3 prefix= line words
            if [[ $word == @* ]]; then
                # A command file; the name stands behind the @.
                mapfile -t COMPREPLY < <(compgen -f -P @ -- "${word#@}")
                compopt -o filenames
                if [[ ${#COMPREPLY[@]} -eq 1 && -d ${COMPREPLY[0]#@} ]]; then
                    COMPREPLY[0]+=/
                    compopt -o nospace
                fi
                return
            fi

            # --option=value and --option:value are three words, unless COMP_WORDBREAKS says otherwise.
            if [[ $before == [=:] && $COMP_CWORD -ge 2 ]]; then
                before=${COMP_WORDS[COMP_CWORD - 2]}
            elif [[ $word == --*[=:]* ]]; then
                before=${word%%[=:]*}
                prefix=${word:0:${#before} + 1}
                word=${word#"$prefix"}
            fi

            line=${program##*/}
            [[ $before == [-+]* || $before == completion ]] && line+=" $before"
            line+=' '
            words=$("$program" "[suggest:${#line}]" "$line" 2> /dev/null)
            COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "$word"))
        }
        complete -o default -F _wlmscp wlmscp

        """;
}
