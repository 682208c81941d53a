/** The shells that can complete. */
export const shells = ["bash", "zsh", "fish"] as const;

/** One of them. */
export type Shell = (typeof shells)[number];

/** A line that asks for the names of files. */
export const FILES = ":files";

/** What each shell runs to complete. The words before the cursor, each with a line end, go to this program, which answers with a line a
 * candidate: the word, a tab, and what it means. */
export const scripts: Readonly<Record<Shell, string>> = {
  // bash splits words at "=" and ":", also inside of one: the line is read by itself. It inserts a candidate as it is, so
  // what means something to it is escaped here. Works in bash 3.2, as macOS has it.
  bash: `# bash completion of kinesis-proxy. In ~/.bashrc: source <(kinesis-proxy completion bash)
_kinesis_proxy() {
  local line=\${COMP_LINE:0:COMP_POINT} words asked word last current
  IFS=$' \\t\\n' read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  last=\${words[\${#words[@]}-1]}
  current=\${COMP_WORDS[COMP_CWORD]}
  [[ $current == [=:] ]] && current=
  printf -v asked '%s\\n' "\${words[@]:1}"
  COMPREPLY=()
  while IFS= read -r word; do
    if [[ $word == ${FILES} ]]; then
      compopt -o default 2> /dev/null
    elif [[ $word == "$last"* ]]; then
      printf -v word %q "\${word#"\${last%"$current"}"}"
      COMPREPLY+=("$word")
    fi
  done < <("\${words[0]}" completion bash --words "$asked" 2> /dev/null | cut -f 1)
}
complete -F _kinesis_proxy kinesis-proxy
`,
  zsh: `#compdef kinesis-proxy
# zsh completion of kinesis-proxy. In ~/.zshrc, after compinit: source <(kinesis-proxy completion zsh)
_kinesis_proxy() {
  local line files
  local -a described
  for line in "\${(@f)$("\${(Q)words[1]}" completion zsh --words "\${(pj:\\n:)\${(@Q)words[2,CURRENT]}}"$'\\n' 2> /dev/null)}"; do
    if [[ $line == ${FILES} ]]; then
      files=1
    elif [[ $line == *$'\\t'* ]]; then
      described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    elif [[ -n $line ]]; then
      described+=("\${line//:/\\\\:}")
    fi
  done
  _describe -t values 'kinesis-proxy' described
  [[ -n $files ]] && _files
  return 0
}
compdef _kinesis_proxy kinesis-proxy
`,
  fish: `# fish completion of kinesis-proxy. In ~/.config/fish/config.fish: kinesis-proxy completion fish | source
function __kinesis_proxy_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l asked (string join \\n -- $words[2..-1] | string collect --allow-empty --no-trim-newlines)
  for line in ($words[1] completion fish --words "$asked" 2> /dev/null)
    if test "$line" = "${FILES}"
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c kinesis-proxy -f -a '(__kinesis_proxy_complete)'
`,
};
